//! Finds a secret that was just minted in a response that cannot be read otherwise (sdk-F22).
//!
//! Nothing around the secret has to be valid: it is looked for by its name in the bytes, at any depth, in whole responses and
//! in the beginnings of others.

use serde_json::Value;
use zeroize::Zeroizing;

use crate::{
    exchange::{
        decoding::json,
        spelled::{Spelled, texts},
    },
    types::secret::Secret,
    wire::{generated::MINTED, operation::Operation},
};

/// The secret that a response of an operation shows, if the operation mints one: in the field that the contract says, or
/// in that of another such operation.
pub(crate) fn find(body: &[u8], operation: &Operation) -> Option<Secret> {
    let own = operation.mints?;
    let others = MINTED.iter().copied().filter(|other| *other != own);
    std::iter::once(own).chain(others).find_map(|field| shown(body, field))
}

/// The last value of a field, as readers of JSON commonly take it.
fn shown(body: &[u8], field: &str) -> Option<Secret> {
    let spelled = texts(body, field).iter().rev().filter_map(Spelled::whole).find(|secret| !secret.is_empty());
    let found = spelled.or_else(|| within(&serde_json::from_slice(json(body)).ok()?, field, MOST_TEXTS));
    found.map(|secret| Secret::from(secret.as_str()))
}

/// How deep texts that hold JSON are looked into.
const MOST_TEXTS: usize = 2;

/// The value of a field whose name is escaped, that is a number, or that stands in a text of JSON.
fn within(json: &Value, field: &str, texts: usize) -> Option<Zeroizing<String>> {
    match json {
        Value::Object(members) => {
            let own = members.get(field).and_then(|value| match value {
                Value::String(text) if !text.is_empty() => Some(Zeroizing::new(text.clone())),
                Value::Number(number) => Some(Zeroizing::new(number.to_string())),
                _ => None,
            });
            own.or_else(|| members.values().find_map(|value| within(value, field, texts)))
        }
        Value::Array(items) => items.iter().find_map(|value| within(value, field, texts)),
        Value::String(text) if text.trim_start().starts_with(['{', '[']) => {
            within(&serde_json::from_str(text).ok()?, field, texts.checked_sub(1)?)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(body: impl AsRef<[u8]>, mints: Option<&'static str>) -> Option<String> {
        let operation =
            Operation { id: "", method: "POST", template: "", idempotent: false, mints, success: 201, documented: &[] };
        find(body.as_ref(), &operation).map(|secret| secret.expose().to_owned())
    }

    #[test]
    fn f22_a_secret_is_found_wherever_it_is_shown() {
        for body in [
            r#"{"code":0,"data":{"secret_value":"s-1"}}"#,
            r#"{"secret_value" : "s-1" }"#,
            r#"{"a":{"b":[{"c":{"secret_value":"s-1"}}]}}"#,
            r#"{"data":{"secret_value":["s-1"]}}"#,
            r#"{"data":{"client_secret":"s-1","created_at":7}}"#,
            r#"{"data":{"client_secret":"other","secret_value":"s-1"}}"#,
            r#"{"data":{"secret_value":"s-1","secret_value":null}}"#,
            r#"{"data":{"secret_value":"old","secret_value":"s-1"}}"#,
            r#")]}',{"code":tru,"data":{"secret_value":"s-1","created_"#,
            r#"<pre>{"secret_value":"s-1"}</pre>"#,
            r#"{"data":{"secret_value":"s-1""#,
            r#"{"data":"{\"secret_value\":\"s-1\"}"}"#,
            r#"{"data":{"secret\u005fvalue":"s-1","created_at":{}}}"#,
            "\u{feff}{\"data\":{\"secret_value\":\"s\\u002d1\"}} trailing",
        ] {
            assert_eq!(found(body, Some("secret_value")).as_deref(), Some("s-1"), "{body}");
        }
        assert_eq!(found(b"{\"name\":\"\xff\",\"new_secret\":\"s-1\"}", Some("new_secret")).as_deref(), Some("s-1"));
        assert_eq!(found(r#"{"new_secret":"a\\\"b\""}"#, Some("new_secret")).as_deref(), Some("a\\\"b\""));
    }

    #[test]
    fn f22_nothing_else_is_taken_for_a_secret() {
        for body in [
            "",
            r#"{"secret_value":"s-1"#,
            r#"{"secret_value":"s-1\""#,
            r#"{"secret_value":"s-1{"code":500}"#,
            r#"{"secret_value":""}"#,
            r#"{"secret_value":null,"name":"s-1"}"#,
            r#"{"secret_value":{"id":"s-1"}}"#,
            r#"{"secret_value":{"value":7}}"#,
            r#"{"data":"secret_value: s-1"}"#,
            r#"{"message":"\"secret_value\":\"s-1\""}"#,
            r#"{"secret_values":"s-1"}"#,
        ] {
            assert_eq!(found(body, Some("secret_value")), None, "{body}");
        }
        assert_eq!(found(b"{\"secret_value\":\"s-\xff\"}", Some("secret_value")), None);
        // Nor by an operation that does not mint one.
        assert_eq!(found(r#"{"secret_value":"s-1"}"#, None), None);
    }
}
