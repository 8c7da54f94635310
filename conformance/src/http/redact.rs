//! Replaces every known secret in a text, by value and not by field name.
//!
//! Field names do not help: `client_auth_methods` is not a secret, and a server may put a token anywhere. What a run
//! knows to be secret (its tokens, and the secrets that a server issues) is replaced wherever it appears, also in an
//! escaped or encoded form.

use std::sync::{Mutex, PoisonError};

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Stands in for a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// Secrets shorter than this are not replaced: redacting `a` would make every report unreadable.
const SHORTEST: usize = 6;

/// The secrets that a run knows; it learns more as it goes.
#[derive(Default)]
pub(crate) struct Redactor {
    /// Longest first, so that a secret which begins like another is redacted whole.
    forms: Mutex<Vec<String>>,
}

impl Redactor {
    /// Learns a secret in every form in which it may turn up.
    pub(crate) fn learn(&self, secret: &str) {
        if secret.len() < SHORTEST {
            return;
        }
        let quoted = serde_json::Value::from(secret).to_string();
        let forms = [
            secret.to_owned(),
            quoted.trim_matches('"').to_owned(),
            STANDARD.encode(secret),
            STANDARD.encode(secret).trim_end_matches('=').to_owned(),
            URL_SAFE_NO_PAD.encode(secret),
            utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string(),
        ];
        let mut known = self.forms.lock().unwrap_or_else(PoisonError::into_inner);
        known.extend(forms);
        known.sort_by(|left, right| right.len().cmp(&left.len()).then_with(|| left.cmp(right)));
        known.dedup();
    }

    /// The text with every known secret replaced by `[redacted]`.
    #[must_use]
    pub(crate) fn apply(&self, text: &str) -> String {
        let known = self.forms.lock().unwrap_or_else(PoisonError::into_inner);
        known.iter().fold(text.to_owned(), |text, form| match text.contains(form.as_str()) {
            true => text.replace(form.as_str(), REDACTED),
            false => text,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redacted(secret: &str, text: &str) -> String {
        let redactor = Redactor::default();
        redactor.learn(secret);
        redactor.apply(text)
    }

    #[test]
    fn a_secret_is_redacted_in_every_form() {
        let secret = "s3cr\"et/+value";
        for form in [
            secret.to_owned(),
            serde_json::Value::from(secret).to_string(),
            STANDARD.encode(secret),
            URL_SAFE_NO_PAD.encode(secret),
            utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string(),
        ] {
            let text = redacted(secret, &format!("before {form} after"));
            assert!(text.starts_with("before ") && text.contains(REDACTED) && !text.contains("s3cr"), "{text}");
        }
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
