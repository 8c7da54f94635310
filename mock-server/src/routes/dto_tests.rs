//! Each DTO is compared with the contract's component of the same name.

use std::collections::{BTreeMap, BTreeSet};

use authms_spec::contract;
use serde_json::Value;

use super::{clients, dto::Dto, insights, secrets, tokens};
use crate::http::{PageInfo, SimpleResponse};

/// The DTOs of all resources, and those that belong to none of them.
fn dtos() -> Vec<Dto> {
    let shared = vec![Dto::response::<PageInfo>("PageInfo"), Dto::response::<SimpleResponse>("SimpleResponse")];
    [clients::dtos(), secrets::dtos(), tokens::dtos(), insights::dtos(), shared].into_iter().flatten().collect()
}

fn component(name: &str) -> &'static Value {
    contract().document().pointer(&format!("/components/schemas/{name}")).unwrap()
}

/// The JSON type of each property, without `null`; that of a list with the type of its items.
fn types(schema: &Value) -> BTreeMap<&str, String> {
    let of = |value: &Value| match &value["type"] {
        Value::Array(types) => {
            types.iter().filter_map(Value::as_str).find(|kind| *kind != "null").unwrap_or_default().to_owned()
        }
        other => other.as_str().unwrap_or("object").to_owned(),
    };
    let whole = |property: &Value| match property.get("items") {
        Some(items) => format!("{} of {}", of(property), of(items)),
        None => of(property),
    };
    let properties = schema["properties"].as_object().unwrap();
    properties.iter().map(|(name, property)| (name.as_str(), whole(property))).collect()
}

fn required(schema: &Value) -> BTreeSet<&str> {
    schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Each property that only one of DTO and contract has, or that they type differently.
fn differences(name: &str, dto: &Value, contract: &Value) -> Vec<String> {
    let (dto, contract) = (types(dto), types(contract));
    let fields: BTreeSet<&str> = dto.keys().chain(contract.keys()).copied().collect();
    let difference = |field| match (dto.get(field), contract.get(field)) {
        (None, Some(kind)) => Some(format!("{name} lacks `{field}` ({kind})")),
        (Some(kind), None) => Some(format!("{name} has `{field}` ({kind}), which the contract does not have")),
        (Some(ours), Some(theirs)) if ours != theirs => {
            Some(format!("{name} has `{field}` as {ours}, the contract has it as {theirs}"))
        }
        _ => None,
    };
    fields.into_iter().filter_map(difference).collect()
}

#[test]
fn dtos_have_the_contracts_fields_and_types() {
    let found: Vec<String> =
        dtos().iter().flat_map(|dto| differences(dto.name, &dto.schema, component(dto.name))).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn requests_require_what_the_contract_requires() {
    for dto in dtos().iter().filter(|dto| dto.is_request) {
        assert_eq!(required(&dto.schema), required(component(dto.name)), "{}", dto.name);
    }
}

#[test]
fn responses_require_at_least_what_the_contract_requires() {
    for dto in dtos().iter().filter(|dto| !dto.is_request) {
        let missing: Vec<_> = required(component(dto.name)).difference(&required(&dto.schema)).copied().collect();
        assert!(missing.is_empty(), "{} may leave out {missing:?}", dto.name);
    }
}

#[test]
fn each_schema_of_the_contract_has_a_dto() {
    let dtos: BTreeSet<&str> = dtos().iter().map(|dto| dto.name).collect();
    let schemas = contract().document()["components"]["schemas"].as_object().unwrap();
    assert_eq!(dtos, schemas.keys().map(String::as_str).collect());
}

#[test]
fn a_field_that_is_missing_added_or_mistyped_is_named() {
    let mut changed = component("UpdateClientRequest").clone();
    let fields = changed["properties"].as_object_mut().unwrap();
    fields.remove("website");
    fields.insert("added".into(), serde_json::json!({"type": "array", "items": {"type": "string"}}));
    fields.insert("scopes".into(), serde_json::json!({"type": "string"}));
    assert_eq!(
        differences("UpdateClientRequest", component("UpdateClientRequest"), &changed),
        [
            "UpdateClientRequest lacks `added` (array of string)",
            "UpdateClientRequest has `scopes` as array of string, the contract has it as string",
            "UpdateClientRequest has `website` (string), which the contract does not have",
        ]
    );
}
