//! Finds a secret that was just minted in a response that cannot be read otherwise (sdk-F22).
//!
//! Nothing around the secret has to be valid: it is looked for by its name in the bytes, at any depth, in whole responses and
//! in the beginnings of others.

use crate::{
    types::secret::{Secret, SecretText},
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
    let name = format!("\"{field}\"");
    let places = body.windows(name.len()).enumerate().rev();
    let values =
        places.filter(|(_, found)| *found == name.as_bytes()).filter_map(|(at, _)| body.get(at + name.len()..));
    values.filter_map(value).find(|secret| !secret.expose().is_empty())
}

/// The text after a name and a colon, also as the first of a list. Never a part of one.
fn value(after: &[u8]) -> Option<Secret> {
    let value = after.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start();
    let value = value.strip_prefix(b"[").unwrap_or(value).trim_ascii_start();
    let inside = value.strip_prefix(b"\"")?;
    let mut escaped = false;
    let end = inside.iter().position(|byte| {
        let ends = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        ends
    })?;
    let (text, rest) = value.split_at_checked(end + 2)?;
    // A text that was cut and goes on with something else ends at a quote of that, in front of anything.
    let ends_here = matches!(rest.trim_ascii_start().first(), None | Some(b',' | b'}' | b']'));
    let secret: SecretText = serde_json::from_slice(text).ok().filter(|_| ends_here)?;
    Some(secret.0)
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
            r#"{"secret_value":7}"#,
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
