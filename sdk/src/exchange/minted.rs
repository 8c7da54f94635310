//! Finds a secret that was just minted in a response that cannot be read otherwise (sdk-F22).
//!
//! Nothing around the secret has to be valid: it is looked for by its name in the bytes, at any depth, in whole responses and
//! in the beginnings of others.

use serde_json::Value;
use zeroize::Zeroizing;

use crate::{
    exchange::{
        decoding::json,
        members::{MOST_TEXTS, plain},
        spelled::{Spelled, texts},
    },
    types::secret::Secret,
    wire::{generated::MINTED, operation::Operation},
};

/// The secret that a response of an operation shows, if the operation mints one: in the field that the contract says, or
/// in that of another such operation.
pub(crate) fn find(body: &[u8], operation: &Operation) -> Option<Secret> {
    let own = operation.mints?;
    shown(body, own).or_else(|| MINTED.iter().filter(|field| **field != own).find_map(|field| shown(body, field)))
}

/// The same for a success: the field of another operation counts only as a member of `data`.
pub(crate) fn of_success(body: &[u8], operation: &Operation) -> Option<Secret> {
    let own = operation.mints?;
    shown(body, own).or_else(|| {
        let parsed = serde_json::from_slice::<Value>(json(body)).ok()?;
        let found = MINTED.iter().find_map(|field| text(parsed.get("data")?.get(field)?))?;
        Some(Secret::from(found.as_str()))
    })
}

/// Whether a text is one that stands for no secret: blank, or masked like `****`.
pub(crate) fn is_blank(secret: &str) -> bool {
    !secret.contains(char::is_alphanumeric)
}

/// The value of a field: that of `data` before others, and what is nearer to the top before what is further down. Bytes that
/// are not valid JSON have no depth, so the first one counts.
fn shown(body: &[u8], field: &str) -> Option<Secret> {
    let parsed = serde_json::from_slice::<Value>(json(body)).ok();
    let named = parsed.and_then(|json| {
        let exact = value(&json, &|name| name == field, MOST_TEXTS);
        exact.or_else(|| value(&json, &|name| plain(name) == plain(field), MOST_TEXTS))
    });
    let spelled = || texts(body, field).iter().filter_map(Spelled::whole).find(|secret| !is_blank(secret));
    named.or_else(spelled).map(|secret| Secret::from(secret.as_str()))
}

/// The value of the first member with such a name, level by level; at last those within texts that hold JSON.
fn value(json: &Value, is: &dyn Fn(&str) -> bool, texts: usize) -> Option<Zeroizing<String>> {
    let (mut level, mut held) = (vec![json], Vec::new());
    while !level.is_empty() {
        let mut below = Vec::new();
        for json in level {
            match json {
                Value::Object(members) => {
                    let own = members.iter().filter(|(name, _)| is(name)).find_map(|(_, value)| text(value));
                    if own.is_some() {
                        return own;
                    }
                    let (data, others): (Vec<_>, Vec<_>) = members.iter().partition(|(name, _)| *name == "data");
                    below.extend(data.into_iter().chain(others).map(|(_, value)| value));
                }
                Value::Array(items) => below.extend(items),
                Value::String(text) if text.trim_start().starts_with(['{', '[']) => held.push(text),
                _ => {}
            }
        }
        level = below;
    }
    let left = texts.checked_sub(1)?;
    held.into_iter().find_map(|text| value(&serde_json::from_str(text).ok()?, is, left))
}

/// A value as a secret; a list only if it leaves no choice.
fn text(value: &Value) -> Option<Zeroizing<String>> {
    match value {
        Value::String(text) => Some(Zeroizing::new(text.clone())).filter(|text| !is_blank(text)),
        Value::Number(number) => Some(Zeroizing::new(number.to_string())),
        Value::Array(items) if items.len() == 1 => text(&items[0]),
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
