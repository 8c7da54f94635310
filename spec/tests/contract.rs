//! The contract holds every fact of the given specification (spec/SOURCES.md), and its examples are valid.

use authms_spec::{Class, Contract, claim, contract, operation};
use serde_json::{Value, json};

const REQUEST: [&str; 14] = [
    "client_auth_methods",
    "fapi_profile",
    "grant_types",
    "is_confidential",
    "jwks",
    "jwks_uri",
    "logo_url",
    "name",
    "privacy_policy",
    "redirect_uris",
    "scopes",
    "status",
    "terms_url",
    "website",
];

const ITEM_ONLY: [&str; 8] =
    ["client_id", "cors_origins", "created_at", "deleted_at", "id", "secret_last_four", "tenant_id", "updated_at"];

#[test]
fn the_request_has_the_14_given_fields() {
    let properties = contract().properties("UpdateClientRequest");
    assert!(REQUEST.iter().all(|given| properties.contains(given)), "{properties:?}");
}

#[test]
fn the_item_has_the_21_given_fields() {
    let properties = contract().properties("OAuthClientItem");
    let given: Vec<&str> = REQUEST.into_iter().filter(|name| *name != "jwks").chain(ITEM_ONLY).collect();
    assert!(given.len() == 21 && given.iter().all(|name| properties.contains(name)), "{properties:?}");
    // No response to this request or to a read carries the keys.
    assert!(!properties.contains(&"jwks"));
}

#[test]
fn lists_are_lists_of_strings_and_auth_methods_differ_by_direction() {
    let type_of = |schema: &str, field: &str| {
        let at = format!("/components/schemas/{schema}/properties/{field}/type");
        contract().document().pointer(&at).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    assert_eq!(type_of("UpdateClientRequest", "client_auth_methods"), "array");
    assert_eq!(type_of("OAuthClientItem", "client_auth_methods"), "string");
    assert_eq!(type_of("OAuthClientItem", "is_confidential"), "boolean");
    for field in ["redirect_uris", "scopes", "grant_types"] {
        assert_eq!(type_of("UpdateClientRequest", field), "array");
        assert_eq!(type_of("OAuthClientItem", field), "array");
    }
}

#[test]
fn both_operations_share_statuses_and_the_one_error_schema() {
    for id in ["get_client", "update_client"] {
        let operation = contract().operation(id).unwrap();
        assert_eq!(operation.statuses(), [200, 400, 401, 403, 404, 500]);
        for (status, reference) in &operation.responses {
            let name = if *status == 200 { "OAuthClientItemDetailResponse" } else { "SimpleResponse" };
            assert_eq!(reference.as_deref(), Some(format!("#/components/schemas/{name}").as_str()));
        }
    }
}

#[test]
fn every_example_is_valid() {
    let mut checked = 0;
    for name in contract().document()["components"]["schemas"].as_object().unwrap().keys() {
        let schema = contract().schema(name).unwrap();
        let example = example_of(&contract().document()["components"]["schemas"][name.as_str()]);
        assert_eq!(schema.violations(&example), [], "{name}");
        checked += example.as_object().unwrap().len();
    }
    assert!(checked > 35, "only {checked} examples were found");
    for (name, response) in contract().document()["components"]["responses"].as_object().unwrap() {
        let body = &response["content"]["application/json"];
        assert_eq!(contract().schema("SimpleResponse").unwrap().violations(&body["example"]), [], "{name}");
    }
}

/// The examples of an object schema's properties put together to one value.
fn example_of(schema: &Value) -> Value {
    let properties = schema["properties"].as_object().expect("an object schema");
    let examples = properties.iter().filter_map(|(name, field)| Some((name.clone(), field.get("example")?.clone())));
    Value::Object(examples.collect())
}

#[test]
fn the_hash_ignores_layout_and_notices_content() {
    let of = |text: &str| authms_spec::Contract::parse(text).unwrap().hash().to_owned();
    let plain = "openapi: 3.0.3\npaths: {}\n";
    assert_eq!(of(plain), of("# a comment\npaths:   {}\nopenapi: '3.0.3'\n"));
    assert_ne!(of(plain), of("openapi: 3.0.4\npaths: {}\n"));
}

#[test]
fn a_broken_contract_names_its_line() {
    let text = "openapi: 3.0.3\npaths:\n  /a:\n    get:\n      operationId: a\n      responses:\n        '200': {$ref: '#/components/responses/Missing'}\n";
    let error = authms_spec::Contract::parse(text).unwrap_err().to_string();
    assert_eq!(error, "line 4: the reference `#/components/responses/Missing` leads nowhere");
    let error = authms_spec::Contract::parse("a: [\n").unwrap_err().to_string();
    assert!(error.starts_with("not readable as YAML: line "), "{error}");
}

#[test]
fn claims_are_unique_and_each_has_a_source() {
    let mut seen = std::collections::BTreeSet::new();
    for claim in claim::ALL {
        assert!(seen.insert(claim.id), "{} stands twice", claim.id);
        assert!(!claim.text.is_empty() && !claim.source.is_empty(), "{}", claim.id);
        assert_eq!(
            claim.id.starts_with("silent.") || claim.id.starts_with("unobservable."),
            claim.class == Class::Observed
        );
    }
}

#[test]
fn the_constants_are_the_operations_of_the_document() {
    let document = contract().operations();
    assert_eq!(operation::ALL.len(), document.len());
    for (constant, object) in operation::ALL.iter().zip(document) {
        assert_eq!((constant.id, constant.method, constant.path), (&*object.id, &*object.method, &*object.path));
        assert!(constant.statuses().eq(object.statuses()), "{}", constant.id);
        assert_eq!(operation::find(constant.id), Some(constant));
    }
}

#[test]
fn what_creates_and_mints_is_known_from_the_contract() {
    for (known, creates, mints) in [
        (operation::CREATE_CLIENT, Some("client_id"), Some("client_secret")),
        (operation::CLONE_CLIENT, Some("client_id"), Some("client_secret")),
        (operation::CREATE_CLIENT_SECRET, Some("secret_id"), Some("secret_value")),
        (operation::ROTATE_CLIENT_SECRET, None, Some("new_secret")),
    ] {
        assert_eq!((known.creates, known.mints), (creates, mints), "{}", known.id);
    }
    // A read creates nothing and shows no secret, and only a 201 creates.
    for known in operation::ALL {
        assert!(!known.is_safe() || (known.creates, known.mints) == (None, None), "{}", known.id);
        assert!(known.creates.is_none() || known.success == 201, "{}", known.id);
    }
}

#[test]
fn a_secret_is_found_below_the_payload_and_a_schema_that_refers_to_itself_ends() {
    let mut document = contract().document().clone();
    let schemas = &mut document["components"]["schemas"];
    schemas["CreateClientResponse"]["properties"]["client_secret"] = json!({"$ref": "#/components/schemas/Nested"});
    schemas["Nested"] = json!({"type": "object", "properties": {
        "more": {"type": "array", "items": {"$ref": "#/components/schemas/Nested"}},
        "value": {"type": "string", "format": "password"},
    }});
    let minted = |document: &Value| {
        let changed = Contract::parse(&document.to_string()).unwrap();
        changed.mints(changed.operation("create_client").unwrap()).map(str::to_owned)
    };
    assert_eq!(minted(&document), Some("value".to_owned()));
    document["components"]["schemas"]["Nested"]["properties"]["value"] = json!({"type": "string"});
    assert_eq!(minted(&document), None);
}

#[test]
fn a_document_and_the_constants_say_the_same_of_a_method() {
    for (constant, object) in operation::ALL.iter().zip(contract().operations()) {
        assert_eq!(constant.is_idempotent(), object.is_idempotent(), "{}", constant.id);
    }
    assert!(!operation::CREATE_CLIENT.is_idempotent() && operation::DELETE_CLIENT.is_idempotent());
}

#[test]
fn every_field_of_the_contract_has_a_type_that_is_known() {
    let schemas = contract().document()["components"]["schemas"].as_object().unwrap();
    for name in schemas.keys() {
        for field in contract().fields(name) {
            assert_ne!(field.field_type, authms_spec::FieldType::Other, "{name}.{}", field.name);
        }
    }
}
