//! Replaces every known secret in a text, by value and not by field name.
//!
//! Field names do not help: `client_auth_methods` is not a secret, and a server may put a token anywhere. What a run
//! knows to be secret (its tokens, and the secrets that a server issues) is replaced wherever it appears, also escaped,
//! percent-encoded or in Base64.

mod escapes;

use std::{
    collections::BTreeSet,
    ops::Range,
    sync::{LazyLock, Mutex, PoisonError},
};

use authms_spec::operation;
use base64::{
    Engine,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use memchr::memmem::Finder;
use serde_json::Value;

use self::escapes::Layer;

/// Stands in for a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// Secrets shorter than this are not replaced: redacting `a` would make every report unreadable.
const SHORTEST: usize = 6;

/// The names under which responses show a secret, in quotes.
static MINTED: LazyLock<Vec<Finder<'static>>> = LazyLock::new(|| {
    let names: BTreeSet<&str> = operation::ALL.iter().filter_map(|operation| operation.mints).collect();
    names.into_iter().map(|name| Finder::new(&format!("\"{name}\"")).into_owned()).collect()
});

/// The secrets that a run knows; it learns more as it goes.
#[derive(Default)]
pub(crate) struct Redactor {
    forms: Mutex<Vec<Finder<'static>>>,
}

impl Redactor {
    /// Learns a secret.
    pub(crate) fn learn(&self, secret: &str) {
        if secret.len() < SHORTEST {
            return;
        }
        let mut known = self.forms.lock().unwrap_or_else(PoisonError::into_inner);
        for form in forms(secret) {
            if !known.iter().any(|finder| finder.needle() == form.as_bytes()) {
                known.push(Finder::new(&form).into_owned());
            }
        }
    }

    /// Learns what a response shows under the name of a secret: wherever a server shows one, also where it must not,
    /// reports must not repeat it.
    pub(crate) fn learn_from_body(&self, bytes: &[u8], body: Option<&Value>) {
        if let Some(body) = body {
            self.learn_members(body);
        }
        // A body that is cut off is shown all the same.
        self.learn_from(&String::from_utf8_lossy(bytes));
    }

    fn learn_members(&self, body: &Value) {
        match body {
            Value::Object(members) => {
                for (name, value) in members {
                    match value.as_str() {
                        Some(secret) if operation::ALL.iter().any(|known| known.mints == Some(name)) => {
                            self.learn(secret);
                        }
                        _ => self.learn_members(value),
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.learn_members(item)),
            _ => {}
        }
    }

    /// Learns what stands under the name of a secret in a text that need not be valid JSON, nor be complete.
    pub(crate) fn learn_from(&self, text: &str) {
        Layer::each(text, |layer| {
            for name in MINTED.iter() {
                for at in name.find_iter(&layer.bytes) {
                    let rest = layer.bytes.get(at + name.needle().len()..).unwrap_or_default();
                    if let Some(secret) = string_member(rest) {
                        self.learn(&secret);
                    }
                }
            }
        });
    }

    /// The text with every known secret replaced by `[redacted]`.
    #[must_use]
    pub(crate) fn apply(&self, text: &str) -> String {
        let known = self.forms.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found: Vec<Range<usize>> = Vec::new();
        Layer::each(text, |layer| {
            for form in known.iter() {
                let starts = form.find_iter(&layer.bytes);
                found.extend(starts.map(|start| layer.origin(&(start..start + form.needle().len()))));
            }
        });
        drop(known);
        replace(text, found)
    }
}

/// The forms of a secret that undoing escapes does not reveal: plain and in Base64.
fn forms(secret: &str) -> [String; 3] {
    [secret.to_owned(), STANDARD_NO_PAD.encode(secret), URL_SAFE_NO_PAD.encode(secret)]
}

/// The text with `[redacted]` for each part; parts that overlap become one, so that no end of a longer secret stays.
fn replace(text: &str, mut parts: Vec<Range<usize>>) -> String {
    parts.sort_unstable_by_key(|part| (part.start, part.end));
    let (mut out, mut shown) = (String::new(), 0);
    for part in parts {
        if part.start >= shown {
            out.push_str(text.get(shown..part.start).unwrap_or_default());
            out.push_str(REDACTED);
        }
        shown = shown.max(part.end);
    }
    out.push_str(text.get(shown..).unwrap_or_default());
    out
}

/// The string after the name of a member, up to its closing quote or the end of the text; `None` if there is no string.
fn string_member(rest: &[u8]) -> Option<String> {
    let value = rest.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start().strip_prefix(b"\"")?;
    let mut escaped = false;
    let end = value.iter().position(|byte| {
        let closes = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        closes
    });
    let raw = String::from_utf8_lossy(value.get(..end.unwrap_or(value.len())).unwrap_or_default()).into_owned();
    Some(serde_json::from_str(&format!("\"{raw}\"")).unwrap_or(raw))
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::STANDARD;
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    use proptest::prelude::*;

    use super::*;
    use crate::http::request::encode_segment;

    fn redacted(secret: &str, text: &str) -> String {
        let redactor = Redactor::default();
        redactor.learn(secret);
        redactor.apply(text)
    }

    fn json(text: &str) -> String {
        let quoted = Value::from(text).to_string();
        quoted[1..quoted.len() - 1].to_owned()
    }

    fn percent(text: &str) -> String {
        utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
    }

    /// The secret as servers spell it: Go and PHP escape more than JSON asks for, and hex digits have two cases.
    fn spellings(secret: &str) -> Vec<String> {
        let go = json(secret).replace('&', "\\u0026").replace('<', "\\u003c").replace('>', "\\u003E");
        let units: String = secret.encode_utf16().map(|unit| format!("\\u{unit:04X}")).collect();
        let bytes: String = secret.bytes().map(|byte| format!("%{byte:02x}")).collect();
        let base64 = STANDARD.encode(secret);
        vec![
            secret.to_owned(),
            json(secret),
            json(secret).replace('/', "\\/"),
            json(&json(secret)),
            go.replace('/', "\\/"),
            go.replace('&', "%26"),
            go,
            units.replace('A', "a"),
            json(&units),
            units,
            json(&bytes),
            bytes,
            percent(secret),
            percent(&percent(secret)),
            percent(&json(secret)),
            json(&percent(&json(secret))),
            encode_segment(secret),
            URL_SAFE_NO_PAD.encode(secret),
            base64.replace('/', "\\/"),
            percent(&base64),
            base64,
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_spelling_of_a_secret_survives(secret in "[ -~]{8,40}|[a-c%\\\\/\"&<>=+.~_-]{8,20}|\\PC{8,20}") {
            for spelling in spellings(&secret) {
                let text = redacted(&secret, &format!("before ({spelling}) after"));
                prop_assert!(text.contains(REDACTED), "{spelling} is shown as {text}");
                let shown = text.replace(REDACTED, "").replace("%3D", "=");
                let rest = shown.strip_prefix("before (").and_then(|text| text.strip_suffix(") after"));
                // What fills up Base64 says nothing about the secret.
                prop_assert!(rest.is_some_and(|rest| rest.trim_matches('=').is_empty()), "{spelling} leaves {text}");
            }
        }
    }

    #[test]
    fn a_secret_is_learned_from_a_body_that_is_not_json() {
        for (body, secret) in [
            (r#"{"data":{"client_secret":"s3cret-value"}"#, "s3cret-value"),
            (r#"{"data":{"client_secret":"s3cret-value"}}}"#, "s3cret-value"),
            ("{\"data\":{\"new_secret\" :\n \"s3cret-val", "s3cret-val"),
            (r#"{"secret_value":"s3cr\u0026t\/value""#, "s3cr&t/value"),
            (r#"{"secret_value":"s3cr\qt-value\"#, r"s3cr\qt-value\"),
            (r#"{"message":"sent {\"client_secret\":\"s3cret-value\"}"#, "s3cret-value"),
        ] {
            let redactor = Redactor::default();
            redactor.learn_from(body);
            assert_eq!(redactor.apply(&format!("x {secret} y")), "x [redacted] y", "{body}");
            let shown = redactor.apply(body);
            assert!(!shown.contains("s3cr") && shown.contains(REDACTED), "{shown}");
        }
    }

    #[test]
    fn only_the_text_under_the_name_of_a_secret_is_learned_from_a_body() {
        let redactor = Redactor::default();
        let body = r#"{"client_secret":null,"name":"long-enough","message":"client_secret: required","new_secret""#;
        redactor.learn_from(body);
        assert_eq!(redactor.apply(body), body);
    }

    #[test]
    fn secrets_that_overlap_leave_nothing_between_them() {
        let redactor = Redactor::default();
        redactor.learn("abcdefgh");
        redactor.learn("ghijklmn");
        assert_eq!(redactor.apply("x abcdefghijklmn y"), "x [redacted] y");
    }

    #[test]
    fn a_short_text_is_not_learned() {
        let redactor = Redactor::default();
        redactor.learn("");
        redactor.learn("short");
        assert_eq!(redactor.apply("short"), "short");
    }

    #[test]
    fn a_secret_that_begins_like_another_is_redacted_whole() {
        let redactor = Redactor::default();
        redactor.learn("abcdef");
        redactor.learn("abcdefghi");
        assert_eq!(redactor.apply("x abcdefghi y"), "x [redacted] y");
    }

    #[test]
    fn a_field_name_alone_is_not_redacted() {
        assert_eq!(redacted("hunter22", "client_auth_methods"), "client_auth_methods");
    }
}
