//! `compat`: each kind of change, and which side it breaks.

use insta::assert_snapshot;
use serde_json::{Value, json};
use xtask::compat;

fn contract() -> Value {
    json!({
        "openapi": "3.0.3", "info": {"version": "1.2.0"},
        "paths": {"/things": {"post": {
            "operationId": "make", "security": [{"b": []}],
            "parameters": [{"name": "dry", "in": "query", "schema": {"type": "boolean"}}],
            "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/In"}}}},
            "responses": {
                "201": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Out"}}}},
                "404": {"description": "d"},
            },
        }}},
        "components": {"schemas": {
            "In": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "size": {"type": "integer"}}},
            "Out": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "size": {"type": "integer"}}},
        }},
    })
}

fn since(older: &Value, newer: &Value) -> (String, bool) {
    let compat = compat::run("old.yaml", &older.to_string(), "new.yaml", &newer.to_string()).expect("two documents");
    (compat.text, compat.clean)
}

fn after(pointer: &str, value: Value) -> String {
    let mut newer = contract();
    *newer.pointer_mut(pointer).expect("a place") = value;
    let (text, _) = since(&contract(), &newer);
    text.lines()
        .filter(|line| line.starts_with("breaks") || line.starts_with("compatible"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn each_change_says_which_side_it_breaks() {
    let (schemas, post) = ("/components/schemas", "/paths/~1things/post");
    let (string, integer) = (json!({"type": "string"}), json!({"type": "integer"}));
    let said = [
        after("/paths", json!({})),
        after("/paths", json!({"/things": contract()["paths"]["/things"], "/more": {"get": {"responses": {}}}})),
        after(&format!("{post}/security"), json!([])),
        after(&format!("{post}/responses"), json!({"200": {}, "404": {}})),
        after(&format!("{post}/responses/404"), json!({})),
        after(&format!("{post}/parameters"), json!([])),
        after(&format!("{schemas}/In/properties"), json!({"name": string})),
        after(&format!("{schemas}/In/properties"), json!({"name": string, "size": integer, "more": string})),
        after(&format!("{schemas}/In/required"), json!(["name", "size"])),
        after(&format!("{schemas}/In/required"), json!([])),
        after(&format!("{schemas}/In/properties/size"), json!({"type": "integer", "maximum": 9})),
        after(&format!("{schemas}/Out/properties"), json!({"id": string})),
        after(&format!("{schemas}/Out/properties"), json!({"id": string, "size": integer, "more": string})),
        after(&format!("{schemas}/Out/required"), json!(["id", "size"])),
        after(&format!("{schemas}/Out/required"), json!([])),
        after(&format!("{schemas}/Out/properties/size"), string.clone()),
        after(&format!("{schemas}/Out/properties/id"), json!({"type": "string", "format": "uuid"})),
    ];
    assert_snapshot!(said.join("\n\n"));
}

#[test]
fn a_breaking_change_needs_a_new_major_version() {
    let mut newer = contract();
    newer["components"]["schemas"]["Out"]["properties"] = json!({});
    let (text, clean) = since(&contract(), &newer);
    assert!(!clean && text.contains("hint: raise `info.version`"), "{text}");
    newer["info"]["version"] = json!("2.0.0");
    assert!(since(&contract(), &newer).1);
    assert_eq!(since(&contract(), &contract()), ("nothing has changed since 1.2.0\n".to_owned(), true));
}

#[test]
fn the_released_contract_reads_and_the_present_one_keeps_to_it() {
    let compat = compat::run(
        "1.0.0.yaml",
        include_str!("../../../spec/released/1.0.0.yaml"),
        "openapi.yaml",
        include_str!("../../../spec/openapi.yaml"),
    );
    assert!(compat.expect("two contracts").clean);
    assert!(compat::run("old.yaml", "- 1\n- 2", "new.yaml", "").is_err());
}

#[test]
fn a_version_that_is_not_semantic_is_named() {
    let mut newer = contract();
    newer["info"]["version"] = json!("v2");
    let error =
        compat::run("old.yaml", &contract().to_string(), "new.yaml", &newer.to_string()).expect_err("no version");
    let error = error.to_string();
    assert!(
        error.starts_with("new.yaml: `info.version` is `v2`") && error.contains("hint: write it as 1.2.3"),
        "{error}"
    );
}
