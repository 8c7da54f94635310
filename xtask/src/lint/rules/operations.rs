//! Rules for operations: ids, descriptions, security, one success, JSON bodies.

use std::collections::BTreeSet;

use authms_spec::path_operations;
use serde_json::{Map, Value};

use crate::lint::linter::Linter;

pub(in crate::lint) fn ids(linter: &mut Linter<'_>) {
    let mut seen = BTreeSet::new();
    for found in path_operations(linter.document()) {
        let at = found.pointer();
        let Some(id) = found.operation["operationId"].as_str() else {
            linter.add(
                "operation-id",
                &at,
                format!("{} has no operationId", found.title()),
                "give it one in snake_case; it is the key of everything",
            );
            continue;
        };
        if !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
            linter.add(
                "operation-id",
                &format!("{at}/operationId"),
                format!("`{id}` is not snake_case"),
                "write it in snake_case; it becomes the name of a method",
            );
        }
        if !seen.insert(id) {
            linter.add(
                "operation-id",
                &format!("{at}/operationId"),
                format!("`{id}` stands twice"),
                "give each operation an id of its own",
            );
        }
    }
}

pub(in crate::lint) fn operations(linter: &mut Linter<'_>) {
    let document = linter.document();
    for found in path_operations(document) {
        let (at, title, operation) = (found.pointer(), found.title(), found.operation);
        if operation["description"].as_str().is_none_or(str::is_empty) {
            linter.add("description", &at, format!("{title} has no description"), "say in one sentence what it does");
        }
        if operation.get("security").or(document.get("security")).and_then(Value::as_array).is_none_or(Vec::is_empty) {
            linter.add(
                "security",
                &at,
                format!("{title} needs no token"),
                "let `security` of the document hold for it",
            );
        }
        let statuses = operation["responses"].as_object().into_iter().flat_map(Map::keys);
        let successes = statuses.filter(|status| status.starts_with('2')).count();
        if successes != 1 {
            linter.add(
                "one-success",
                &format!("{at}/responses"),
                format!("{title} has {successes} statuses of success"),
                "document exactly one; a generated client has one type of success",
            );
        }
        if let Some(content) = operation.pointer("/requestBody/content").and_then(Value::as_object)
            && content.keys().any(|kind| kind != "application/json")
        {
            linter.add(
                "json-only",
                &format!("{at}/requestBody"),
                format!("{title} takes something else than application/json"),
                "describe the body as application/json alone",
            );
        }
    }
}
