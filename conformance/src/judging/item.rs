//! A client as the referee reads it: every way to say "unset" is the same.

use std::sync::LazyLock;

use authms_sdk::OAuthClient;
use authms_spec::{Field, FieldType, contract};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// The schema of a client that responses show.
pub(crate) const CLIENT: &str = "OAuthClientItem";

/// The schema of an update.
const UPDATE: &str = "UpdateClientRequest";

/// A client in a response, read so that legal differences of spelling vanish.
///
/// Absent, `null`, `""` and `[]` all mean unset, and a list is a list whichever way it is encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    raw: Map<String, Value>,
}

/// The names of the fields that a response shows, sorted.
pub(crate) fn item_fields() -> Vec<&'static str> {
    contract().properties(CLIENT)
}

/// The fields that an update writes, sorted.
pub(crate) fn request_fields() -> &'static [Field] {
    static FIELDS: LazyLock<Vec<Field>> = LazyLock::new(|| contract().fields(UPDATE));
    &FIELDS
}

/// The fields that an update writes and a read shows: all of them but `jwks`.
pub(crate) fn writable_fields() -> impl Iterator<Item = &'static Field> {
    static FIELDS: LazyLock<Vec<&'static Field>> = LazyLock::new(|| {
        let shown = item_fields();
        request_fields().iter().filter(|field| shown.contains(&field.name.as_str())).collect()
    });
    FIELDS.iter().copied()
}

/// The fields that a read shows and no update writes.
pub(crate) fn read_only_fields() -> impl Iterator<Item = &'static Field> {
    static FIELDS: LazyLock<Vec<Field>> = LazyLock::new(|| {
        let writable = writable_names();
        let mut fields = contract().fields(CLIENT);
        fields.retain(|field| !writable.contains(&field.name.as_str()));
        fields
    });
    FIELDS.iter()
}

/// The names of the fields that an update writes and a read shows.
pub(crate) fn writable_names() -> Vec<&'static str> {
    writable_fields().map(|field| field.name.as_str()).collect()
}

/// Whether a request has a field as a list.
pub(crate) fn is_list(name: &str) -> bool {
    writable_fields().any(|field| field.name == name && field.field_type == FieldType::Strings)
}

/// Whether responses have a field of a request as a list that is encoded in a string.
fn is_encoded_list(name: &str) -> bool {
    static ENCODED: LazyLock<Vec<Field>> = LazyLock::new(|| {
        let mut fields = contract().fields(CLIENT);
        fields.retain(|field| field.field_type == FieldType::String && is_list(&field.name));
        fields
    });
    ENCODED.iter().any(|field| field.name == name)
}

impl Item {
    /// Reads the `data` of a success envelope; `None` if there is no such object.
    #[must_use]
    pub(crate) fn of(body: Option<&Value>) -> Option<Self> {
        Self::from_value(body?.get("data")?)
    }

    /// Reads a client wherever it stands.
    #[must_use]
    pub(crate) fn from_value(value: &Value) -> Option<Self> {
        value.as_object().cloned().map(|raw| Self { raw })
    }

    /// The client as the SDK has read it, spelled as a response.
    #[must_use]
    pub(crate) fn read_by_the_sdk(client: &OAuthClient) -> Self {
        Self { raw: spelled(client) }
    }

    /// The value of a field as it was received, if it was.
    #[must_use]
    pub(crate) fn raw(&self, field: &str) -> Option<&Value> {
        self.raw.get(field)
    }

    /// The value of a field; `Value::Null` if it is unset in any way.
    #[must_use]
    pub(crate) fn value(&self, field: &str) -> Value {
        self.raw.get(field).map_or(Value::Null, |value| canonical(field, value))
    }

    /// The text of a field, if it is a set string.
    #[must_use]
    pub(crate) fn text(&self, field: &str) -> Option<&str> {
        self.raw.get(field).and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    /// The documented fields in which two readings of a client differ.
    #[must_use]
    pub(crate) fn differences(&self, other: &Self) -> Vec<&'static str> {
        item_fields().into_iter().filter(|field| self.value(field) != other.value(field)).collect()
    }

    /// A request body that puts fields back to what this reading shows.
    #[must_use]
    pub(crate) fn restoring_body(&self, fields: &[&str]) -> Value {
        let restored = writable_fields().filter(|field| fields.contains(&field.name.as_str())).filter_map(|field| {
            let value = match (self.value(&field.name), field.field_type) {
                // `""` and `[]` are the only ways to say "unset" in a request.
                (Value::Null, FieldType::Strings) => json!([]),
                (Value::Null, FieldType::String) => json!(""),
                (Value::Null, _) => return None,
                (set, _) => set,
            };
            Some((field.name.clone(), value))
        });
        Value::Object(restored.collect())
    }
}

/// One value with every spelling of "unset" as `null` and an encoded list as a list.
pub(crate) fn canonical(field: &str, value: &Value) -> Value {
    let decoded = match value {
        Value::String(text) if is_encoded_list(field) => serde_json::from_str(text).unwrap_or_else(|_| value.clone()),
        other => other.clone(),
    };
    match &decoded {
        Value::String(text) if text.is_empty() || (field.ends_with("_at") && is_zero_time(text)) => Value::Null,
        Value::Array(items) if items.is_empty() => Value::Null,
        _ => decoded,
    }
}

/// What services written in Go send for a time that was never set.
fn is_zero_time(text: &str) -> bool {
    text.starts_with("0001-01-01T00:00:00")
}

/// A time field of a client.
pub(crate) fn instant(item: &Item, field: &str) -> Option<Timestamp> {
    item.text(field)?.parse().ok()
}

/// The SDK serializes a client with the names of the contract.
fn spelled(client: &OAuthClient) -> Map<String, Value> {
    match serde_json::to_value(client) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_unset_is_the_same() {
        for unset in [json!(null), json!(""), json!([]), json!("[]")] {
            assert_eq!(canonical("client_auth_methods", &unset), Value::Null);
        }
    }

    #[test]
    fn the_zero_time_of_go_is_unset() {
        let zero = json!("0001-01-01T00:00:00Z");
        assert_eq!((canonical("deleted_at", &zero), canonical("name", &zero)), (Value::Null, zero));
    }

    #[test]
    fn an_encoded_list_is_a_list_either_way() {
        let list = json!(["client_secret_basic"]);
        assert_eq!(canonical("client_auth_methods", &json!("[\"client_secret_basic\"]")), list);
        assert_eq!(canonical("client_auth_methods", &list), list);
    }

    #[test]
    fn other_strings_are_not_decoded() {
        assert_eq!(canonical("name", &json!("[1]")), json!("[1]"));
    }

    #[test]
    fn what_the_sdk_reads_is_compared_field_by_field() {
        let spelled = spelled(&OAuthClient::default());
        let compared: Vec<&str> = spelled.keys().map(String::as_str).collect();
        assert_eq!(compared, item_fields());
    }

    #[test]
    fn unset_fields_are_put_back_in_the_only_way_that_a_request_has() {
        let unset = Item { raw: Map::new() };
        let body = unset.restoring_body(&["is_confidential", "name", "scopes"]);
        assert_eq!(body, json!({ "name": "", "scopes": [] }));
    }
}
