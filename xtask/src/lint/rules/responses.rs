//! Rules for responses: no body where HTTP forbids one, and one schema for all errors.

use std::collections::BTreeMap;

use authms_spec::path_operations;
use serde_json::Value;

use crate::lint::linter::Linter;

pub(in crate::lint) fn bodies_and_errors(linter: &mut Linter<'_>) {
    let mut schemas: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for found in path_operations(linter.document()) {
        for (status, response) in found.operation["responses"].as_object().into_iter().flatten() {
            let at = format!("{}/responses/{status}", found.pointer());
            let shown = format!("{status} of {}", found.title());
            let response = linter.resolve(response);
            if matches!(status.as_str(), "204" | "205" | "304") && response.get("content").is_some() {
                linter.add(
                    "no-body",
                    &at,
                    format!("{shown} has content"),
                    "remove it: there is no body (RFC 9110 section 15.3.5)",
                );
            }
            if status.starts_with(['4', '5']) || status == "default" {
                let schema = response.pointer("/content/application~1json/schema/$ref").and_then(Value::as_str);
                schemas.entry(schema.unwrap_or("none").to_owned()).or_default().push((at, shown));
            }
        }
    }
    let usual = schemas.iter().max_by_key(|(_, places)| places.len()).map(|(schema, _)| schema.clone());
    let usual = usual.unwrap_or_default();
    for (schema, places) in schemas.iter().filter(|(schema, _)| **schema != usual) {
        for (at, shown) in places {
            linter.add(
                "one-error-schema",
                at,
                format!("{shown} has the schema {schema}, the other errors {usual}"),
                "give every error the same $ref; a generated client has one type of error",
            );
        }
    }
}
