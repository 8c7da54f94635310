//! The codegen view: the contract in a form that progenitor supports.
//!
//! - Only the success of an operation remains: the SDK reads every response itself, so that an error keeps its status.
//! - Lists in responses may be `null`: an unset Go slice is (sdk-F6).
//! - A property of an update is a [`Patch`](REPLACED): omitted, `null`, empty and a value are different on the wire
//!   (sdk-F5).
//! - An optional list of a creation can be omitted or empty, which are different as well.
//! - `code` and the encoded list of auth methods get types that read every spelling.
//! - Fields of an envelope that the SDK does not read are left out, so that they are never a reason to fail (sdk-F21).
//! - A property with known values becomes the SDK's type for that open set (sdk-F4).
//! - A property with `format: password` becomes a type that is never printed (sdk-F9).
//! - Examples and extensions are removed.

use std::collections::BTreeSet;

use authms_spec::path_operations;
use serde_json::{Map, Value, json};

/// The fields of an envelope that the SDK reads.
const READ: [&str; 5] = ["code", "data", "items", "pagination", "total"];

/// Schemas of the view that stand for hand-written types of the SDK.
pub const REPLACED: [(&str, &str); 8] = [
    ("AuthMethods", "crate::wire::auth_methods::AuthMethods"),
    ("Code", "crate::wire::code::Code"),
    ("PatchFlag", "crate::wire::patch::Patch<bool>"),
    ("PatchList", "crate::wire::patch::Patch<Vec<String>>"),
    ("PatchNumber", "crate::wire::patch::Patch<i64>"),
    ("PatchText", "crate::wire::patch::Patch<String>"),
    ("SecretText", "crate::types::secret::SecretText"),
    ("TextList", "::std::vec::Vec<::std::string::String>"),
];

/// Open sets of values (`x-known-values`), and the types of the SDK for them.
pub const OPEN_SETS: [(&[&str], &str, &str); 5] = [
    (&["client_secret_basic", "private_key_jwt"], "AuthMethod", "crate::types::values::AuthMethod"),
    (&["active", "suspended"], "ClientStatus", "crate::types::values::ClientStatus"),
    (&["active", "inactive"], "SecretStatus", "crate::types::values::SecretStatus"),
    (&["fapi1"], "FapiProfile", "crate::types::values::FapiProfile"),
    (
        &[
            "authorization_code",
            "refresh_token",
            "client_credentials",
            "urn:ietf:params:oauth:grant-type:device_code",
            "implicit",
        ],
        "GrantType",
        "crate::types::values::GrantType",
    ),
];

/// Every schema of the view that stands for a hand-written type of the SDK, and the type.
pub fn replacements() -> impl Iterator<Item = (&'static str, &'static str)> {
    REPLACED.into_iter().chain(OPEN_SETS.into_iter().map(|(_, name, path)| (name, path)))
}

/// The view of a contract.
#[must_use]
pub fn of(document: &Value) -> Value {
    let mut view = document.clone();
    let (requests, updates) = request_schemas(&view);
    keep_successes(&mut view);
    if let Some(schemas) = view.pointer_mut("/components/schemas").and_then(Value::as_object_mut) {
        for (name, schema) in schemas.iter_mut() {
            let (request, update) = (requests.contains(name), updates.contains(name));
            let required = schema["required"].clone();
            if let Some(schema) = schema.as_object_mut().filter(|_| !request) {
                // Every field of a response is optional to its reader.
                schema.remove("required");
            }
            let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else { continue };
            if !request && is_envelope(properties) {
                properties.retain(|field, _| READ.contains(&field.as_str()));
            }
            for (field, property) in properties {
                let required = required.as_array().is_some_and(|names| names.iter().any(|name| name == field));
                match (request, update) {
                    (_, true) => rewrite_update(property),
                    (true, false) => rewrite_request(property, required),
                    (false, false) => rewrite_response(field, property),
                }
            }
        }
        for (name, _) in replacements() {
            schemas.insert(name.to_owned(), json!({ "type": "object" }));
        }
    }
    strip(&mut view);
    view
}

fn is_envelope(properties: &Map<String, Value>) -> bool {
    properties.contains_key("code")
}

/// The fields of an envelope that the SDK does not read, sorted.
pub(super) fn unread<'a>(document: &'a Value, envelope: &str) -> Vec<&'a str> {
    let properties = document["components"]["schemas"][envelope]["properties"].as_object();
    let names = properties.filter(|properties| is_envelope(properties)).into_iter().flat_map(Map::keys);
    let mut unread: Vec<&str> = names.map(String::as_str).filter(|name| !READ.contains(name)).collect();
    unread.sort_unstable();
    unread
}

/// Removes examples and extensions.
fn strip(node: &mut Value) {
    match node {
        Value::Object(map) => {
            // A property called `example` would go too; the contract has none.
            map.retain(|key, _| !key.starts_with("x-") && !matches!(key.as_str(), "example" | "examples"));
            map.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

/// The schemas of request bodies, and among them those of updates.
pub(super) fn request_schemas(view: &Value) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut requests, mut updates) = (BTreeSet::new(), BTreeSet::new());
    for found in path_operations(view) {
        let reference = found.operation.pointer("/requestBody/content/application~1json/schema/$ref");
        if let Some(name) = reference.and_then(Value::as_str).and_then(|reference| reference.rsplit('/').next()) {
            requests.insert(name.to_owned());
            if matches!(found.method, "put" | "patch") {
                updates.insert(name.to_owned());
            }
        }
    }
    (requests, updates)
}

fn keep_successes(view: &mut Value) {
    let places: Vec<String> = path_operations(view).map(|found| found.pointer() + "/responses").collect();
    for place in places {
        if let Some(responses) = view.pointer_mut(&place).and_then(Value::as_object_mut) {
            responses.retain(|status, _| status.starts_with('2'));
        }
    }
}

fn to(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// Whether a property is a secret, in a request as well as in a response.
fn is_secret(property: &Value) -> bool {
    property["type"] == "string" && property["format"] == "password"
}

fn rewrite_update(property: &mut Value) {
    match property["type"].as_str() {
        Some("string") => *property = to("PatchText"),
        Some("boolean") => *property = to("PatchFlag"),
        Some("integer") => *property = to("PatchNumber"),
        Some("array") => *property = to("PatchList"),
        _ => {}
    }
}

fn rewrite_request(property: &mut Value, required: bool) {
    if is_secret(property) {
        *property = to("SecretText");
    } else if !required && property["type"] == "array" && property["items"]["type"] == "string" {
        *property = to("TextList");
    }
}

/// The name of the SDK's type for the known values of a property.
#[must_use]
pub fn open_set(property: &Value) -> Option<&'static str> {
    let values: Vec<&str> = property["x-known-values"].as_array()?.iter().filter_map(Value::as_str).collect();
    OPEN_SETS.into_iter().find(|(known, ..)| *known == values).map(|(_, name, _)| name)
}

fn rewrite_response(field: &str, property: &mut Value) {
    let open_set = open_set(property);
    match (field, property["type"].as_str()) {
        _ if is_secret(property) => *property = to("SecretText"),
        ("client_auth_methods", _) => *property = to("AuthMethods"),
        ("code", Some("integer")) => *property = to("Code"),
        (_, Some("array")) => {
            property["nullable"] = json!(true);
            if let Some(name) = open_set {
                property["items"] = to(name);
            }
        }
        (_, Some("string")) => {
            if let Some(name) = open_set {
                *property = to(name);
            }
        }
        _ => {}
    }
}
