//! A client as the referee reads it: every way to say "unset" is the same, and so is every legal spelling of a value.

use std::{collections::BTreeSet, sync::LazyLock};

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
/// Absent, `null`, `""` and `[]` all mean unset, an absent flag is `false`, a list is a set however it is encoded, and a
/// time is an instant in any zone.
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
        match self.raw.get(field).map_or(Value::Null, |value| canonical(field, value)) {
            // What is `false` may be left out.
            Value::Null if is_flag(field) => Value::Bool(false),
            value => value,
        }
    }

    /// Whether another reading shows the same value of a field. Of two times with different precision, the coarser
    /// decides: a service may keep fewer digits than it shows at first.
    #[must_use]
    pub(crate) fn shows_as(&self, other: &Self, field: &str) -> bool {
        self.value(field) == other.value(field)
            || match (instant(self, field), instant(other, field)) {
                (Some(one), Some(two)) => {
                    let coarser = self.digits(field).min(other.digits(field)).min(9);
                    let unit = 10_i128.pow(9 - coarser);
                    (one.as_nanosecond() - two.as_nanosecond()).abs() < unit
                        && self.digits(field) != other.digits(field)
                }
                _ => false,
            }
    }

    /// How many digits the seconds of a time have behind the point.
    fn digits(&self, field: &str) -> u32 {
        let fraction = self.text(field).and_then(|text| text.split_once('.')).map(|(_, rest)| rest);
        let digits = fraction.map(|rest| rest.chars().take_while(char::is_ascii_digit).count());
        digits.and_then(|count| u32::try_from(count).ok()).unwrap_or(0)
    }

    /// The text of a field, if it is a set string.
    #[must_use]
    pub(crate) fn text(&self, field: &str) -> Option<&str> {
        self.raw.get(field).and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    /// The documented fields in which two readings of a client differ.
    #[must_use]
    pub(crate) fn differences(&self, other: &Self) -> Vec<&'static str> {
        item_fields().into_iter().filter(|field| !self.shows_as(other, field)).collect()
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

/// One value with every spelling of "unset" as `null`, a list, encoded or not, as a sorted set, and a time in UTC.
pub(crate) fn canonical(field: &str, value: &Value) -> Value {
    let decoded = match value {
        Value::String(text) if is_encoded_list(field) => serde_json::from_str(text).unwrap_or_else(|_| value.clone()),
        other => other.clone(),
    };
    match &decoded {
        Value::String(text) if text.is_empty() || (field.ends_with("_at") && is_zero_time(text)) => Value::Null,
        Value::Array(items) if items.is_empty() => Value::Null,
        // The contract leaves open in which order a list is kept, and whether duplicates are.
        Value::Array(items) if items.iter().all(Value::is_string) => {
            items.iter().filter_map(Value::as_str).collect::<BTreeSet<&str>>().into_iter().collect()
        }
        Value::String(text) if field.ends_with("_at") => {
            text.parse::<Timestamp>().map_or_else(|_| decoded.clone(), |time| Value::String(time.to_string()))
        }
        _ => decoded,
    }
}

/// Whether a field of a client is `true` or `false`.
fn is_flag(name: &str) -> bool {
    static FLAGS: LazyLock<Vec<Field>> = LazyLock::new(|| {
        let mut fields = contract().fields(CLIENT);
        fields.retain(|field| field.field_type == FieldType::Boolean);
        fields
    });
    FLAGS.iter().any(|field| field.name == name)
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
    fn the_order_and_the_duplicates_of_a_list_do_not_count() {
        assert_eq!(canonical("scopes", &json!(["b", "a", "b"])), canonical("scopes", &json!(["a", "b"])));
        assert_ne!(canonical("scopes", &json!(["b"])), canonical("scopes", &json!(["a", "b"])));
    }

    #[test]
    fn a_flag_that_is_left_out_is_false() {
        let item = Item { raw: Map::new() };
        assert_eq!((item.value("is_confidential"), item.value("name")), (json!(false), Value::Null));
    }

    #[test]
    fn times_are_compared_as_instants_with_the_precision_of_the_coarser() {
        let at = |text: &str| Item::from_value(&json!({ "created_at": text })).expect("an object");
        let same = |one: &str, two: &str| at(one).differences(&at(two)).is_empty();
        assert!(same("2026-04-15T10:30:00Z", "2026-04-15T18:30:00+08:00"));
        assert!(same("2026-04-15T10:30:00.123456789Z", "2026-04-15T10:30:00.123457Z"));
        assert!(same("2026-04-15T10:30:00.9Z", "2026-04-15T10:30:00Z"));
        assert!(!same("2026-04-15T10:30:01Z", "2026-04-15T10:30:00Z"));
        assert!(!same("2026-04-15T10:30:00.124Z", "2026-04-15T10:30:00.123Z"));
        assert!(!same("2026-04-15T10:30:01.1Z", "2026-04-15T10:30:00Z"));
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
        assert_eq!(body, json!({ "is_confidential": false, "name": "", "scopes": [] }));
    }
}
