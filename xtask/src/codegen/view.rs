//! The codegen view: the contract as progenitor can digest it.
//!
//! - Only the success of an operation stays: the SDK reads every answer itself, so that an error keeps its status.
//! - Lists in answers may be `null`: an unset Go slice is (sdk-F6).
//! - A property of an update is a [`Patch`](REPLACED): unset, `null`, empty and a value are four things on the wire
//!   (sdk-F5).
//! - `code` and the encoded list of auth methods get types that read every spelling.
//! - What is `format: password` becomes a type that does not print itself (sdk-F9).
//! - Examples and extensions go.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// Schemas of the view that stand for hand-written types of the SDK.
pub const REPLACED: [(&str, &str); 6] = [
    ("AuthMethods", "crate::auth_methods::AuthMethods"),
    ("Code", "crate::response::Code"),
    ("PatchFlag", "crate::patch::Patch<bool>"),
    ("PatchList", "crate::patch::Patch<Vec<String>>"),
    ("PatchText", "crate::patch::Patch<String>"),
    ("SecretText", "crate::secret::Secret"),
];

/// The view of a contract.
#[must_use]
pub fn of(document: &Value) -> Value {
    let mut view = document.clone();
    strip(&mut view);
    let (requests, updates) = request_schemas(&view);
    keep_successes(&mut view);
    if let Some(schemas) = view.pointer_mut("/components/schemas").and_then(Value::as_object_mut) {
        for (name, schema) in schemas.iter_mut() {
            let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else { continue };
            for (field, property) in properties {
                *property = rewrite(field, property, requests.contains(name), updates.contains(name));
            }
        }
        for (name, _) in REPLACED {
            schemas.insert(name.to_owned(), json!({ "type": "object" }));
        }
    }
    view
}

/// Examples, extensions and what else is for people.
fn strip(node: &mut Value) {
    match node {
        Value::Object(map) => {
            // A property may be called `example`; the ones meant here never stand beside a `type` of their own.
            map.retain(|key, _| !key.starts_with("x-") && !matches!(key.as_str(), "example" | "examples"));
            map.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

/// The schemas of request bodies, and among them those of updates.
fn request_schemas(view: &Value) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut requests, mut updates) = (BTreeSet::new(), BTreeSet::new());
    for path in view["paths"].as_object().into_iter().flat_map(Map::values) {
        for (method, operation) in path.as_object().into_iter().flatten() {
            let reference =
                operation.pointer("/requestBody/content/application~1json/schema/$ref").and_then(Value::as_str);
            if let Some(name) = reference.and_then(|reference| reference.rsplit('/').next()) {
                requests.insert(name.to_owned());
                if matches!(method.as_str(), "put" | "patch") {
                    updates.insert(name.to_owned());
                }
            }
        }
    }
    (requests, updates)
}

fn keep_successes(view: &mut Value) {
    for path in view["paths"].as_object_mut().into_iter().flat_map(Map::values_mut) {
        for operation in path.as_object_mut().into_iter().flat_map(Map::values_mut) {
            if let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) {
                responses.retain(|status, _| status.starts_with('2'));
            }
        }
    }
}

fn rewrite(field: &str, property: &Value, request: bool, update: bool) -> Value {
    let kind = property["type"].as_str().unwrap_or_default();
    let to = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    match (kind, update) {
        ("string", true) => return to("PatchText"),
        ("boolean", true) => return to("PatchFlag"),
        ("array", true) => return to("PatchList"),
        _ => {}
    }
    if kind == "string" && property["format"] == "password" {
        return to("SecretText");
    }
    if request {
        return property.clone();
    }
    match (field, kind) {
        ("client_auth_methods", _) => to("AuthMethods"),
        ("code", "integer") => to("Code"),
        (_, "array") => {
            let mut nullable = property.clone();
            nullable["nullable"] = json!(true);
            nullable
        }
        _ => property.clone(),
    }
}
