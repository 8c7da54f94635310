//! Values that the suite writes.
//!
//! Which fields there are, and of which type, comes from the contract. Only a field whose values mean something has an
//! entry of its own here; any other gets a URL, a text, a list or a flag by its name and type.

use authms_spec::{Field, FieldType, contract};
use serde_json::{Map, Value, json};

use crate::judging::item::writable_fields;

/// What marks everything that a run writes.
pub(crate) struct Marks<'r> {
    /// Begins every name.
    pub(crate) name: String,
    /// The run itself, which stands in every website.
    pub(crate) run: &'r str,
}

impl Marks<'_> {
    /// A website that only this run gives.
    pub(crate) fn website(&self, path: &str) -> String {
        format!("https://{}.conformance.invalid/{path}", self.run)
    }
}

/// Two legal values of a field. The second is what a client in use may well have.
pub(crate) fn values(field: &Field, marks: &Marks<'_>) -> [Value; 2] {
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
        // Capitals show whether text is kept as it is.
        "name" => ["One", "Two"].map(|end| json!(format!("{}{end}", marks.name))),
        "website" => ["one", "two"].map(|end| json!(marks.website(end))),
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

/// A value for a field that no update may write, of the field's type. It is another one with every number: on a client
/// that has taken the value once, taking it again would not show.
pub(crate) fn unwanted(field: &Field, number: usize) -> Value {
    match field.name.as_str() {
        "secret_last_four" => json!(format!("x{:03}", number % 1_000)),
        name if name.ends_with("_at") => json!(format!("2001-01-01T{:02}:{:02}:00Z", number / 60 % 24, number % 60)),
        _ => match field.field_type {
            FieldType::String => json!(format!("conformance-{number}")),
            FieldType::Strings => json!([format!("https://intruder-{number}.example.com")]),
            FieldType::Boolean => json!(true),
            _ => Value::Null,
        },
    }
}

/// Whether every server must accept both values of a field. Only one FAPI profile has evidence, and which values of
/// `status` an update may write, the contract leaves open.
pub(crate) fn are_certain(field: &Field) -> bool {
    !matches!(field.name.as_str(), "fapi_profile" | "status")
}

/// An update of every field that a read shows, with the first or the second value of each.
pub(crate) fn update(turn: usize, marks: &Marks<'_>) -> Value {
    let value = |field: &Field| {
        let [first, second] = values(field, marks);
        if turn == 0 && are_certain(field) { first } else { second }
    };
    writable_fields().map(|field| (field.name.clone(), value(field))).collect()
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

/// A body that creates a client under this name; the run stands in its website too, because cases change the name.
pub(crate) fn new_client(name: &str, marks: &Marks<'_>) -> Value {
    let value = |field: &Field| {
        let [first, second] = values(field, marks);
        Some(match field.name.as_str() {
            // Keys and a FAPI profile change what a server asks of the other fields.
            "fapi_profile" | "jwks" | "jwks_uri" => return None,
            "client_auth_methods" => json!(["client_secret_basic"]),
            "grant_types" | "is_confidential" => second,
            "name" => json!(name),
            "scopes" => json!(["openid", "profile"]),
            _ => first,
        })
    };
    let fields = contract().fields("CreateClientRequest");
    fields.iter().filter_map(|field| Some((field.name.clone(), value(field)?))).collect()
}

/// A body with the required fields of a schema.
pub(crate) fn body(schema: &str, marks: &Marks<'_>) -> Value {
    let fields = contract().fields(schema);
    let required = fields.iter().filter(|field| field.required);
    Value::Object(required.map(|field| (field.name.clone(), values(field, marks)[0].clone())).collect::<Map<_, _>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, field_type: FieldType) -> Field {
        Field { name: name.to_owned(), field_type, required: false, format: None, known_values: Vec::new() }
    }

    fn values_of(name: &str, field_type: FieldType) -> [Value; 2] {
        values(&field(name, field_type), &marks())
    }

    fn marks() -> Marks<'static> {
        Marks { name: "conformance-r-1-".to_owned(), run: "r" }
    }

    #[test]
    fn every_name_and_every_website_bears_the_marks_of_the_run() {
        for name in values_of("name", FieldType::String) {
            assert!(name.as_str().is_some_and(|name| name.starts_with("conformance-r-1-")), "{name}");
        }
        for website in values_of("website", FieldType::String) {
            assert!(website.as_str().is_some_and(|url| url.starts_with("https://r.conformance.invalid/")), "{website}");
        }
    }

    #[test]
    fn a_new_field_gets_values_by_its_name_and_type() {
        assert_eq!(values_of("policy_uri", FieldType::String)[0], json!("https://one.example.com/policy"));
        assert_eq!(values_of("contacts", FieldType::Strings)[0], json!(["one"]));
        assert_eq!(values_of("nickname", FieldType::String)[0], json!("Conformance one"));
        assert_eq!(values_of("is_public", FieldType::Boolean), [json!(false), json!(true)]);
    }

    #[test]
    fn every_sample_is_legal_and_the_two_differ() {
        let schema = contract().schema("UpdateClientRequest").expect("a schema of the contract");
        for body in [update(0, &marks()), update(1, &marks())] {
            assert!(schema.violations(&body).is_empty(), "{body}");
        }
        for field in writable_fields() {
            let [first, second] = values(field, &marks());
            assert_ne!(first, second, "{}", field.name);
        }
        let schema = contract().schema("CreateClientRequest").expect("a schema of the contract");
        assert!(schema.violations(&new_client("name", &marks())).is_empty());
    }
}
