//! Mistakes in a request that is served nevertheless: collected on the way, shown in a header and on stderr.
//!
//! Names are shown, values never: a value may be a secret.

use std::sync::{Arc, Mutex, PoisonError};

use axum::http::HeaderValue;

/// Longest header value; violations that do not fit are only counted.
const HEADER_LIMIT: usize = 1024;

/// Number of characters that are repeated of a name from the request.
const NAME_LIMIT: usize = 64;

/// Similarity, between 0 and 1, from which a known name is suggested.
const SIMILAR: f64 = 0.8;

/// The violations of one request. Clones share them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Violations(Arc<Mutex<Vec<String>>>);

impl Violations {
    pub(crate) fn add(&self, text: impl Into<String>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(text.into());
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// All of them in one line of visible ASCII, cut at the longest header value.
    pub(crate) fn header(&self) -> Option<HeaderValue> {
        let lines = self.lines();
        let mut text = String::new();
        for (at, line) in lines.iter().enumerate() {
            let separator = if at == 0 { "" } else { "; " };
            if text.len() + separator.len() + line.len() > HEADER_LIMIT {
                text.push_str(&format!("{separator}and {} more", lines.len() - at));
                break;
            }
            text.push_str(separator);
            text.push_str(line);
        }
        if text.is_empty() { None } else { HeaderValue::from_str(&text).ok() }
    }
}

/// A name from the request, escaped and cut so that it fits a header and a terminal.
pub(crate) fn quoted(name: &str) -> String {
    let mut short: String = name.chars().take(NAME_LIMIT).flat_map(char::escape_default).collect();
    if name.chars().nth(NAME_LIMIT).is_some() {
        short.push_str("...");
    }
    format!("`{short}`")
}

/// The known name that the caller probably meant.
pub(crate) fn did_you_mean<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let snake = snake_case(name);
    // Callers repeat the name of the resource: `clientName` for `name`.
    let bare = snake.strip_prefix("client_").unwrap_or(&snake);
    let exact = known.iter().find(|candidate| **candidate == snake || **candidate == bare);
    exact.copied().or_else(|| {
        let score =
            |candidate: &str| strsim::jaro_winkler(bare, candidate).max(strsim::jaro_winkler(&snake, candidate));
        let best = known.iter().copied().max_by(|left, right| score(left).total_cmp(&score(right)))?;
        (score(best) >= SIMILAR).then_some(best)
    })
}

/// `redirectURIs` as `redirect_uris`.
fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    let mut after_lower = false;
    for c in name.chars().take(2 * NAME_LIMIT) {
        if c.is_uppercase() && after_lower {
            snake.push('_');
        }
        after_lower = c.is_lowercase() || c.is_ascii_digit();
        snake.extend(if matches!(c, '-' | ' ') { vec!['_'] } else { c.to_lowercase().collect() });
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelled_name_gives_the_known_one() {
        let known = ["client_auth_methods", "logo_url", "name", "redirect_uris", "scopes", "terms_url"];
        for (given, meant) in [
            ("clientName", Some("name")),
            ("client_name", Some("name")),
            ("redirectURIs", Some("redirect_uris")),
            ("redirect_uri", Some("redirect_uris")),
            ("nmae", Some("name")),
            ("Logo-URL", Some("logo_url")),
            ("authMethods", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(did_you_mean(given, &known), meant, "{given}");
        }
    }

    #[test]
    fn a_name_from_the_request_is_cut_and_escaped() {
        assert_eq!(quoted("a\r\nb\u{1b}é"), r"`a\r\nb\u{1b}\u{e9}`");
        assert!(quoted(&"x".repeat(1000)).len() < 80);
    }

    #[test]
    fn the_header_is_bounded_and_counts_the_rest() {
        let violations = Violations::default();
        for _ in 0..100 {
            violations.add(format!("{} is unknown", quoted(&"x".repeat(50))));
        }
        let header = violations.header().unwrap();
        let text = header.to_str().unwrap();
        assert!(text.len() < HEADER_LIMIT + 40 && text.ends_with(" more"), "{text}");
    }
}
