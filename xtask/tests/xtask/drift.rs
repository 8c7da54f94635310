//! `drift`: every kind of difference, explanations that are needed and idle ones, and documents that cannot be read.

use authms_spec::contract;
use insta::assert_snapshot;
use serde_json::{Map, Value, json};
use xtask::drift::{self, DriftError};

const DEPARTURES: &str = "tag = \"clients\"\n";

/// A small document with one operation, as the vendor would write it.
fn vendor() -> Value {
    json!({
        "swagger": "2.0", "info": {"version": "1"}, "securityDefinitions": {"b": {"type": "basic"}},
        "paths": {"/clients/{id}": {"put": {
            "tags": ["clients"], "security": [{"b": []}],
            "parameters": [
                {"name": "id", "in": "path", "type": "string", "required": true},
                {"name": "page", "in": "query", "type": "integer", "default": 1},
                {"name": "body", "in": "body", "schema": {"$ref": "#/definitions/In"}},
            ],
            "responses": {"200": {"schema": {"$ref": "#/definitions/Out"}}, "404": {"description": "unknown"}},
        }}},
        "definitions": {
            "In": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "uris": {"type": "array", "items": {"type": "string"}}}},
            "Out": {"type": "object", "properties": {"id": {"type": "string"}, "count": {"type": "integer"}}},
        },
    })
}

/// The same as OpenAPI 3.0, with other names for its schemas.
fn ours() -> Value {
    let response = json!({"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Response"}}}});
    json!({
        "openapi": "3.0.3", "info": {"version": "1.0.0"},
        "paths": {"/clients/{id}": {
            "parameters": [{"name": "id", "in": "path", "schema": {"type": "string"}, "required": true}],
            "put": {
                "operationId": "update", "security": [{"b": []}],
                "parameters": [{"name": "page", "in": "query", "schema": {"type": "integer", "default": 1}}],
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Request"}}}},
                "responses": {"200": response, "404": {"description": "unknown"}},
            },
        }},
        "components": {
            "securitySchemes": {"b": {"type": "basic"}},
            "schemas": {
                "Request": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "uris": {"type": "array", "items": {"type": "string"}}}},
                "Response": {"type": "object", "properties": {"id": {"type": "string"}, "count": {"type": "integer"}}},
            },
        },
    })
}

fn compare(vendor: &Value, ours: &Value, departures: &str) -> (String, bool) {
    let drift = drift::run("vendor.json", &vendor.to_string(), &ours.to_string(), departures).expect("two documents");
    (drift.text, drift.clean)
}

#[test]
fn swagger_2_and_openapi_3_of_the_same_api_do_not_differ() {
    let (text, clean) = compare(&vendor(), &ours(), DEPARTURES);
    assert!(clean, "{text}");
    assert_snapshot!(text);
}

/// Changes one place of our document and shows what is said of it.
fn after(pointer: &str, value: Value) -> String {
    let mut changed = ours();
    *changed.pointer_mut(pointer).expect("a place of the document") = value;
    let (text, clean) = compare(&vendor(), &changed, DEPARTURES);
    assert!(!clean, "{text}");
    text.lines().filter(|line| line.starts_with("unexplained")).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_kind_of_difference_is_named() {
    let put = "/paths/~1clients~1{id}/put";
    let said = [
        after("/components/schemas/Response/properties", json!({"id": {"type": "string"}})),
        after("/components/schemas/Response/properties/count", json!({"type": "string"})),
        after(
            "/components/schemas/Response/properties",
            json!({"id": {"type": "string"}, "count": {"type": "integer"}, "more": {"type": "boolean"}}),
        ),
        after("/components/schemas/Request/required", json!([])),
        after("/components/schemas/Request/properties/uris/items", json!({"type": "integer"})),
        after(
            "/components/schemas/Request/properties/uris",
            json!({"type": "array", "minItems": 1, "items": {"type": "string"}}),
        ),
        after(&format!("{put}/responses/404"), json!({"$ref": "#/paths/~1clients~1{id}/put/responses/200"})),
        after(&format!("{put}/responses"), json!({"200": ours()["paths"]["/clients/{id}"]["put"]["responses"]["200"]})),
        after(&format!("{put}/parameters/0/schema/default"), json!(2)),
        after(&format!("{put}/parameters"), json!([])),
        after(&format!("{put}/security"), json!([])),
        after("/components/securitySchemes/b/type", json!("oauth2")),
        after("/paths", json!({})),
    ];
    assert_snapshot!(said.join("\n\n"));
}

#[test]
fn a_new_operation_of_the_vendors_group_is_named_and_one_of_another_group_is_not() {
    let mut vendor = vendor();
    let operation = json!({"tags": ["clients"], "responses": {}});
    vendor["paths"]["/clients"] = json!({"get": operation});
    vendor["paths"]["/devices"] = json!({"get": {"tags": ["devices"], "responses": {}}});
    let (text, clean) = compare(&vendor, &ours(), DEPARTURES);
    assert!(!clean && text.contains("GET /clients operation: missing") && !text.contains("devices"), "{text}");
}

#[test]
fn a_departure_explains_and_an_idle_one_is_named() {
    let mut changed = ours();
    changed["components"]["schemas"]["Response"]["properties"]["count"]["type"] = json!("string");
    let departure = "[[departure]]\noperation = \"update\"\nplace = \"200 count\"\ndifference = \"type\"\nwhat = \"count is a string\"\nreason = \"it is\"\n";
    let (text, clean) = compare(&vendor(), &changed, &format!("{DEPARTURES}{departure}"));
    assert!(clean && text.contains("1 differences are explained by 1 departures"), "{text}");
    let (text, clean) = compare(&vendor(), &ours(), &format!("{DEPARTURES}{departure}"));
    assert!(!clean && text.contains("explains nothing any more: count is a string"), "{text}");
}

#[test]
fn removing_or_retyping_any_field_of_the_contract_is_noticed() {
    // Our own contract stands in for the vendor's document, which is not part of the repository.
    let tagged = {
        let mut document = contract().document().clone();
        for path in document["paths"].as_object_mut().expect("paths").values_mut() {
            for operation in path.as_object_mut().expect("operations").values_mut().filter(|value| value.is_object()) {
                operation["tags"] = json!(["clients"]);
            }
        }
        document
    };
    let mut tried = 0;
    for (name, schema) in contract().document()["components"]["schemas"].as_object().expect("schemas") {
        for field in schema["properties"].as_object().into_iter().flat_map(Map::keys) {
            let properties = format!("/components/schemas/{name}/properties");
            let (mut removed, mut retyped) = (contract().document().clone(), contract().document().clone());
            removed.pointer_mut(&properties).and_then(Value::as_object_mut).expect("properties").remove(field);
            let other =
                json!({"type": if schema["properties"][field]["type"] == "integer" { "string" } else { "integer" }});
            *retyped.pointer_mut(&format!("{properties}/{field}")).expect("a property") = other;
            for changed in [removed, retyped] {
                let (text, clean) = compare(&tagged, &changed, DEPARTURES);
                assert!(!clean && text.contains(field.as_str()), "{name}.{field}: {text}");
                tried += 1;
            }
        }
    }
    assert!(tried > 300, "{tried}");
}

#[test]
fn what_cannot_be_read_is_named_with_place_and_remedy() {
    let dangling = vendor().to_string().replace("#/definitions/Out", "#/definitions/Gone");
    let circle = vendor().to_string().replace(r#""In":{"#, r##""In":{"$ref":"#/definitions/In","##);
    let said: Vec<String> = [
        "{\"swagger\": \"2.0\",\n \"paths\": [",
        "openapi: 3.1.0\npaths: {}\n",
        "just text",
        "swagger: '2.0'\n",
        &dangling,
        &circle,
        "",
    ]
    .into_iter()
    .map(|text| {
        drift::run("vendor.json", text, &ours().to_string(), DEPARTURES).expect_err("it cannot be read").to_string()
    })
    .collect();
    assert_snapshot!(said.join("\n"));
    let error = drift::run(
        "vendor.json",
        &vendor().to_string(),
        &json!({"openapi": "3.0.3", "paths": {}}).to_string(),
        "tag = \"nothing\"",
    );
    assert!(matches!(error, Err(DriftError::NoGroup { .. })), "{error:?}");
    let error = drift::run("vendor.json", "", "", "tag = 7").expect_err("not departures").to_string();
    assert!(error.contains("hint: "), "{error}");
}

#[test]
fn the_provenance_is_what_the_departures_make() {
    let present = include_str!("../../../spec/PROVENANCE.md");
    let fresh = drift::provenance(include_str!("../../../spec/departures.toml")).expect("departures");
    assert_eq!(present, fresh, "hint: run `cargo xtask provenance`");
}

#[test]
fn f15_a_success_without_a_body_that_the_vendor_gives_one_is_a_difference_and_no_panic() {
    let mut vendor = vendor();
    vendor["paths"]["/clients/{id}"]["put"]["responses"]["204"] = json!({"schema": {"type": "string"}});
    let mut ours = ours();
    ours["paths"]["/clients/{id}"]["put"]["responses"]["204"] = json!({"description": "done"});
    let (text, clean) = compare(&vendor, &ours, DEPARTURES);
    assert!(!clean && text.contains("204"), "{text}");
}
