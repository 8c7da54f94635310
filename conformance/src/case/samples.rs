//! Values that the suite writes.
//!
//! Which fields there are, and of which type, comes from the contract. Only a field whose values mean something has an
//! entry of its own here; any other gets a URL, a text, a list or a flag by its name and type.

use authms_spec::{Field, FieldType, contract};
use serde_json::{Map, Value, json};

use crate::{http::traffic::guard::made_up_id, judging::item::writable_fields};

/// Two legal values of a field. The second is what a client in use may well have.
pub(crate) fn values(field: &Field) -> [Value; 2] {
    match field.name.as_str() {
        "client_auth_methods" => [json!(["private_key_jwt"]), json!(["client_secret_basic", "private_key_jwt"])],
        // Only `fapi1` has evidence.
        "fapi_profile" => [json!("fapi2"), json!("fapi1")],
        "grant_types" => [json!(["client_credentials"]), json!(["authorization_code", "refresh_token"])],
        "jwks_uri" => urls("jwks.json"),
        "logo_url" => urls("logo.png"),
        "privacy_policy" => urls("privacy"),
        "redirect_uris" => [
            json!(["https://one.example.com/callback"]),
            json!(["https://two.example.com/callback", "https://two.example.com/other"]),
        ],
        "scopes" => [json!(["openid"]), json!(["openid", "profile", "email"])],
        "status" => [json!("suspended"), json!("active")],
        "website" => urls(""),
        name => match (name.strip_suffix("_url").or_else(|| name.strip_suffix("_uri")), field.field_type) {
            (Some(stem), FieldType::String) => urls(stem),
            (None, FieldType::String) => [json!("Conformance one"), json!("Conformance two")],
            (_, FieldType::Boolean) => [json!(false), json!(true)],
            (_, FieldType::Integer) => [json!(1), json!(2)],
            (_, FieldType::Strings) => [json!(["one"]), json!(["two", "three"])],
            (_, FieldType::Object | FieldType::Objects | FieldType::Other) => [Value::Null, Value::Null],
        },
    }
}

fn urls(path: &str) -> [Value; 2] {
    ["one", "two"].map(|host| json!(format!("https://{host}.example.com/{path}")))
}

/// A value for a field that no update may write, of the field's type.
pub(crate) fn unwanted(field: &Field) -> Value {
    match field.name.as_str() {
        "secret_last_four" => json!("xxxx"),
        name if name.ends_with("_at") => json!("2001-01-01T00:00:00Z"),
        _ => match field.field_type {
            FieldType::String => json!("conformance"),
            FieldType::Strings => json!(["https://intruder.example.com"]),
            _ => values(field)[1].clone(),
        },
    }
}

/// Whether every server must accept both values of a field.
pub(crate) fn are_certain(field: &Field) -> bool {
    field.name != "fapi_profile"
}

/// An update of every field that a read shows, with the first or the second value of each.
pub(crate) fn update(turn: usize) -> Value {
    let value = |field: &Field| {
        let [first, second] = values(field);
        if turn == 0 && are_certain(field) { first } else { second }
    };
    writable_fields().map(|field| (field.name.clone(), value(field))).collect()
}

/// An update after which no field is unset.
pub(crate) fn full_update() -> Value {
    update(1)
}

/// A JSON Web Key Set as text.
pub(crate) fn jwks() -> String {
    let key = json!({
        "kty": "EC",
        "crv": "P-256",
        "kid": "conformance",
        "use": "sig",
        "alg": "ES256",
        "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    });
    json!({ "keys": [key] }).to_string()
}

/// A body that creates a client under this name; `run` stands in its website too, because cases change the name.
pub(crate) fn new_client(name: &str, run: &str) -> Value {
    let value = |field: &Field| {
        let [first, second] = values(field);
        Some(match field.name.as_str() {
            // Keys and a FAPI profile change what a server asks of the other fields.
            "fapi_profile" | "jwks" | "jwks_uri" => return None,
            "client_auth_methods" => json!(["client_secret_basic"]),
            "grant_types" | "is_confidential" => second,
            "name" => json!(name),
            "scopes" => json!(["openid", "profile"]),
            "website" => json!(format!("https://{run}.conformance.invalid")),
            _ => first,
        })
    };
    let fields = contract().fields("CreateClientRequest");
    fields.iter().filter_map(|field| Some((field.name.clone(), value(field)?))).collect()
}

/// A body with the required fields of a schema.
pub(crate) fn body(schema: &str) -> Value {
    let fields = contract().fields(schema);
    let required = fields.iter().filter(|field| field.required);
    Value::Object(required.map(|field| (field.name.clone(), values(field)[0].clone())).collect::<Map<_, _>>())
}

/// An id that nothing on the server has, new for every call.
pub(crate) fn unknown_id() -> String {
    made_up_id()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, field_type: FieldType) -> Field {
        Field { name: name.to_owned(), field_type, required: false, format: None, known_values: Vec::new() }
    }

    #[test]
    fn a_new_field_gets_values_by_its_name_and_type() {
        assert_eq!(values(&field("policy_uri", FieldType::String))[0], json!("https://one.example.com/policy"));
        assert_eq!(values(&field("contacts", FieldType::Strings))[0], json!(["one"]));
        assert_eq!(values(&field("nickname", FieldType::String))[0], json!("Conformance one"));
        assert_eq!(values(&field("is_public", FieldType::Boolean)), [json!(false), json!(true)]);
    }

    #[test]
    fn every_sample_is_legal_and_the_two_differ() {
        let schema = contract().schema("UpdateClientRequest").expect("a schema of the contract");
        for body in [update(0), update(1)] {
            assert!(schema.violations(&body).is_empty(), "{body}");
        }
        for field in writable_fields() {
            let [first, second] = values(field);
            assert_ne!(first, second, "{}", field.name);
        }
        let schema = contract().schema("CreateClientRequest").expect("a schema of the contract");
        assert!(schema.violations(&new_client("name", "run")).is_empty());
    }
}
