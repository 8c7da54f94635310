//! Replaces every known secret in a text, by value and not by field name.
//!
//! Field names do not help: `client_auth_methods` is not a secret, and a server may put a token anywhere. What a run
//! knows to be secret (its tokens, and the secrets that a server issues) is replaced wherever it appears, also escaped,
//! percent-encoded or in Base64.

mod escapes;

use std::{
    collections::BTreeSet,
    ops::{Bound, Range},
    sync::{LazyLock, Mutex, MutexGuard, PoisonError},
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

/// Bytes of a secret that are looked for in one piece; a longer one is learned piece by piece. A multiple of three, so that
/// the Base64 of a secret is that of its pieces.
const PIECE: usize = 768;

/// Bytes of a text that is searched for secrets; a longer one is withheld. Responses of this contract are far shorter.
const LONGEST_TEXT: usize = 512 << 10;

/// Bytes of all secrets that are remembered; the run of a server that shows more shows nothing of it any more.
const MOST: usize = 64 << 20;

/// How often a shorter secret is looked for where a longer one begins alike; what is left then is redacted without proof.
const SHORTER: usize = 16;

/// The names under which responses show a secret, in quotes.
static MINTED: LazyLock<Vec<Finder<'static>>> = LazyLock::new(|| {
    let names: BTreeSet<&str> = operation::ALL.iter().filter_map(|operation| operation.mints).collect();
    names.into_iter().map(|name| Finder::new(&format!("\"{name}\"")).into_owned()).collect()
});

/// The secrets that a run knows; it learns more as it goes.
#[derive(Default)]
pub(crate) struct Redactor(Mutex<Known>);

/// What is known to be secret, in the forms that undoing escapes does not reveal.
#[derive(Default)]
struct Known {
    /// In order, so that what a text may begin with is found beside it.
    forms: BTreeSet<Vec<u8>>,
    bytes: usize,
}

impl Redactor {
    /// Learns a secret.
    pub(crate) fn learn(&self, secret: &str) {
        if secret.len() < SHORTEST {
            return;
        }
        let mut known = self.known();
        for piece in secret.as_bytes().chunks(PIECE).filter(|piece| piece.len() >= SHORTEST) {
            forms(piece).into_iter().for_each(|form| known.add(form));
        }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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
        let known = self.known();
        if text.len() > LONGEST_TEXT {
            return format!("[withheld: a text of {} bytes]", text.len());
        }
        if known.bytes > MOST {
            return "[withheld: the server shows more secrets than a run can remember]".to_owned();
        }
        let mut found: Vec<Range<usize>> = Vec::new();
        Layer::each(text, |layer| {
            for start in 0..layer.bytes.len() {
                let rest = layer.bytes.get(start..).unwrap_or_default();
                let length = known.longest_at_the_begin_of(rest);
                found.extend(length.map(|length| layer.origin(&(start..start + length))));
            }
        });
        drop(known);
        replace(text, found)
    }
}

impl Known {
    fn add(&mut self, form: Vec<u8>) {
        let length = form.len();
        if self.bytes <= MOST && self.forms.insert(form) {
            self.bytes += length;
        }
    }

    /// How long the longest known secret is with which a text begins.
    fn longest_at_the_begin_of(&self, text: &[u8]) -> Option<usize> {
        let mut begin = text;
        for _ in 0..SHORTER {
            // Whatever `begin` begins with comes before it, and nothing that does not begin like it lies between the two.
            let near = self.forms.range::<[u8], _>((Bound::Unbounded, Bound::Included(begin))).next_back()?;
            if begin.starts_with(near) {
                return Some(near.len());
            }
            let alike = near.iter().zip(begin).take_while(|(one, other)| one == other).count();
            begin = begin.get(..alike).filter(|begin| begin.len() >= SHORTEST)?;
        }
        Some(begin.len())
    }
}

/// The forms of a secret that undoing escapes does not reveal: plain and in Base64.
fn forms(secret: &[u8]) -> [Vec<u8>; 3] {
    [secret.to_owned(), STANDARD_NO_PAD.encode(secret).into_bytes(), URL_SAFE_NO_PAD.encode(secret).into_bytes()]
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
    fn secrets_that_begin_alike_are_told_apart() {
        let redactor = Redactor::default();
        for secret in ["cs_live_aaaa", "cs_live_bbbb", "cs_live_aaaaXY", "cs_liv"] {
            redactor.learn(secret);
        }
        for (text, shown) in [
            ("cs_live_aaaaX", "[redacted]X"),
            ("cs_live_aaaaXZ", "[redacted]XZ"),
            ("cs_live_aaa", "[redacted]e_aaa"),
            ("cs_live_zzzz", "[redacted]e_zzzz"),
            ("cs_li", "cs_li"),
        ] {
            assert_eq!(redactor.apply(text), shown, "{text}");
        }
    }

    #[test]
    fn every_secret_of_a_body_that_is_full_of_them_is_hidden() {
        let redactor = Redactor::default();
        let secrets: Vec<String> = (0..90_000).map(|number| format!("s3cret-{number:06}")).collect();
        let members: Vec<Value> = secrets.iter().map(|it| serde_json::json!({ "client_secret": it })).collect();
        let body = Value::from(members);
        redactor.learn_from_body(body.to_string().as_bytes(), Some(&body));
        for secret in secrets.iter().step_by(997) {
            assert_eq!(redactor.apply(secret), REDACTED);
        }
        let shown = redactor.apply(&body.to_string());
        assert!(!shown.contains("s3cret-") && shown.contains("withheld"), "{} bytes", shown.len());
    }

    #[test]
    fn what_is_full_of_secrets_that_begin_alike_is_redacted_all_the_same() {
        let redactor = Redactor::default();
        (6..700).for_each(|length| redactor.learn(&format!("{} ", "a".repeat(length))));
        assert!(!redactor.apply(&format!("x {} y", "a".repeat(1_000))).contains("aaaaaaa"));
    }

    #[test]
    fn a_secret_of_many_pieces_is_hidden_in_every_form() {
        for length in [PIECE - 1, PIECE, PIECE + SHORTEST, 5 * PIECE + 100] {
            let secret: String =
                (0..length).map(|at| char::from(b'a' + u8::try_from(at % 23).expect("small"))).collect();
            for spelling in [secret.clone(), STANDARD.encode(&secret), URL_SAFE_NO_PAD.encode(&secret)] {
                let shown = redacted(&secret, &format!("before {spelling} after")).replace(REDACTED, "");
                assert_eq!(shown.replace('=', ""), "before  after", "{length}");
            }
        }
    }

    #[test]
    fn nothing_is_shown_once_there_are_more_secrets_than_can_be_remembered() {
        let redactor = Redactor::default();
        redactor.learn("an old secret");
        redactor.known().bytes = MOST;
        redactor.learn("a new secret");
        assert!(redactor.apply("a new secret").starts_with("[withheld: "));
        let redactor = Redactor::default();
        let shown = redactor.apply(&"x".repeat(LONGEST_TEXT + 1));
        assert_eq!(shown, format!("[withheld: a text of {} bytes]", LONGEST_TEXT + 1));
    }

    #[test]
    fn a_field_name_alone_is_not_redacted() {
        assert_eq!(redacted("hunter22", "client_auth_methods"), "client_auth_methods");
    }
}
