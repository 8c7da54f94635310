//! The table of operations: what the SDK must know of each beyond its types.

use std::fmt::Write as _;

use authms_spec::{Contract, OperationObject};
use serde_json::Value;

/// Rust source of the table, ordered by operation id: a static for each operation, and all of them.
#[must_use]
pub fn render(contract: &Contract) -> String {
    let mut operations: Vec<&OperationObject> = contract.operations().iter().collect();
    operations.sort_by(|left, right| left.id.cmp(&right.id));
    let mut out = String::new();
    for operation in &operations {
        let OperationObject { id, method, path, .. } = operation;
        let _ = writeln!(
            out,
            "/// {method} {path}\npub(crate) static {}: crate::operation::Operation = crate::operation::Operation {{ id: {id:?}, method: {method:?}, template: {path:?}, idempotent: {}, mints_secret: {}, success: {}, documented: &{:?} }};",
            id.to_uppercase(),
            is_idempotent(method),
            mints_secret(contract, operation),
            operation.success().unwrap_or(200),
            operation.responses.keys().collect::<Vec<_>>(),
        );
    }
    let all: Vec<String> = operations.iter().map(|operation| format!("&{}", operation.id.to_uppercase())).collect();
    let _ = writeln!(
        out,
        "/// Every operation of the contract, by id.\npub(crate) static OPERATIONS: [&crate::operation::Operation; {}] = [{}];",
        all.len(),
        all.join(", "),
    );
    out
}

/// RFC 9110 section 9.2.2.
fn is_idempotent(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "OPTIONS" | "PUT" | "DELETE")
}

/// Whether its success carries a secret that is shown this once: something of `format: password` in the answer.
fn mints_secret(contract: &Contract, operation: &OperationObject) -> bool {
    let reference = operation.success().and_then(|status| operation.responses.get(&status)?.as_deref());
    reference.is_some_and(|reference| holds_password(contract.document(), reference, 0))
}

fn holds_password(document: &Value, reference: &str, depth: usize) -> bool {
    let Some(schema) = reference.strip_prefix('#').and_then(|pointer| document.pointer(pointer)) else { return false };
    depth < 8 && any(document, schema, depth)
}

fn any(document: &Value, node: &Value, depth: usize) -> bool {
    match node {
        Value::Object(map) => {
            map.get("format").is_some_and(|format| format == "password")
                || map.get("$ref").and_then(Value::as_str).is_some_and(|to| holds_password(document, to, depth + 1))
                || map.values().any(|value| any(document, value, depth))
        }
        Value::Array(items) => items.iter().any(|item| any(document, item, depth)),
        _ => false,
    }
}
