//! A client as the referee reads it: 21 fields, in which every way of saying "unset" is the same.

use authms_sdk::OAuthClient;
use authms_spec::contract;
use serde_json::{Map, Value, json};

/// The fields of an answer's `data`, read so that legal differences of spelling vanish.
///
/// Absent, `null`, `""` and `[]` all mean unset, and `client_auth_methods` is a list whichever way it is encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    raw: Map<String, Value>,
}

/// The names of the 21 documented fields, sorted.
pub(crate) fn item_fields() -> Vec<&'static str> {
    contract().properties("OAuthClientItem")
}

/// The request fields that a read shows again: all 14 but `jwks`.
pub(crate) fn readable_request_fields() -> Vec<&'static str> {
    contract().properties("UpdateClientRequest").into_iter().filter(|name| *name != "jwks").collect()
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

    /// The value of a field as it was sent, if it was.
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

    /// A request body that puts the readable fields back to what this reading shows.
    #[must_use]
    pub(crate) fn restoring_body(&self, fields: &[&str]) -> Value {
        let entries = fields.iter().filter_map(|field| {
            let value = match self.value(field) {
                // `""` and `[]` are the only ways to say "unset" in a request.
                Value::Null if is_list(field) => Value::Array(Vec::new()),
                Value::Null if *field == "is_confidential" => return None,
                Value::Null => Value::String(String::new()),
                set => set,
            };
            Some(((*field).to_owned(), value))
        });
        Value::Object(entries.collect())
    }
}

/// Whether a request field is a list.
pub(crate) fn is_list(field: &str) -> bool {
    matches!(field, "client_auth_methods" | "grant_types" | "redirect_uris" | "scopes")
}

/// One value with every spelling of "unset" as `null` and the encoded list of auth methods as a list.
pub(crate) fn canonical(field: &str, value: &Value) -> Value {
    let decoded = match value {
        Value::String(text) if field == "client_auth_methods" => {
            serde_json::from_str(text).unwrap_or_else(|_| value.clone())
        }
        other => other.clone(),
    };
    match &decoded {
        Value::String(text) if text.is_empty() => Value::Null,
        Value::Array(items) if items.is_empty() => Value::Null,
        _ => decoded,
    }
}

/// The SDK's reading of a client, spelled as an answer.
pub(crate) fn as_the_sdk_reads(client: &OAuthClient) -> Value {
    let texts = |list: &[String]| Value::from(list.to_vec());
    json!({
        "id": client.id, "client_id": client.client_id, "tenant_id": client.tenant_id, "name": client.name,
        "status": client.status.as_ref().map(|status| status.as_str()),
        "is_confidential": client.is_confidential,
        "redirect_uris": texts(&client.redirect_uris), "scopes": texts(&client.scopes),
        "grant_types": client.grant_types.iter().map(|grant| grant.as_str()).collect::<Vec<_>>(),
        "client_auth_methods": client.client_auth_methods.iter().map(|method| method.as_str()).collect::<Vec<_>>(),
        "cors_origins": texts(&client.cors_origins),
        "fapi_profile": client.fapi_profile.as_ref().map(|profile| profile.as_str()),
        "jwks_uri": client.jwks_uri, "logo_url": client.logo_url, "privacy_policy": client.privacy_policy,
        "terms_url": client.terms_url, "website": client.website, "secret_last_four": client.secret_last_four,
        "created_at": client.created_at.as_ref().map(|time| time.as_str()),
        "updated_at": client.updated_at.as_ref().map(|time| time.as_str()),
        "deleted_at": client.deleted_at.as_ref().map(|time| time.as_str()),
    })
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
    fn auth_methods_are_a_list_either_way() {
        let list = json!(["client_secret_basic"]);
        assert_eq!(canonical("client_auth_methods", &json!("[\"client_secret_basic\"]")), list);
        assert_eq!(canonical("client_auth_methods", &list), list);
    }

    #[test]
    fn other_strings_are_not_decoded() {
        assert_eq!(canonical("name", &json!("[1]")), json!("[1]"));
    }
}
