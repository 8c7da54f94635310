//! What is known about a call when it fails: the ids in its path, and the secrets that no error may show.

use std::sync::{Mutex, MutexGuard, PoisonError};

use http::HeaderValue;
use percent_encoding::percent_decode_str;
use reqwest::Request;
use zeroize::Zeroizing;

use crate::{
    types::secret::Secret,
    wire::{generated::MINTED, operation::Operation},
};

/// The shortest value of a header that can be a secret: to hide `1` or `on` would make a message unreadable.
const SHORTEST_HEADER: usize = 8;

/// The tokens that a call has sent: usually one, which needs no allocation.
#[derive(Default)]
pub(crate) struct SentTokens(Mutex<(Option<HeaderValue>, Vec<HeaderValue>)>);

impl SentTokens {
    /// Keeps the header that carries a token.
    pub(crate) fn push(&self, header: &HeaderValue) {
        let (first, others) = &mut *self.locked();
        match first {
            None => *first = Some(header.clone()),
            Some(first) if first == header => {}
            Some(_) => others.push(header.clone()),
        }
    }

    fn locked(&self) -> MutexGuard<'_, (Option<HeaderValue>, Vec<HeaderValue>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What an error may show of a call, and what it must not. The default knows nothing.
#[derive(Default)]
pub(crate) struct Known {
    /// Scheme, host and port of the service.
    pub(crate) origin: Option<String>,
    /// Values of the path's parameters.
    pub(crate) ids: Vec<String>,
    /// Tokens, secrets, and headers that the caller adds.
    pub(crate) secrets: Vec<Zeroizing<String>>,
    /// Whether no message of the service is shown at all.
    pub(crate) hides_messages: bool,
}

impl Known {
    /// The facts of a call that was sent with these tokens.
    pub(crate) fn of(operation: &Operation, request: &Request, sent: &SentTokens, hides_messages: bool) -> Self {
        let (url, origin) = (request.url(), request.url().origin().ascii_serialization());
        let ids = ids(operation.template, url.path());
        let mut known = Self { origin: Some(origin), ids, hides_messages, ..Self::default() };
        let (first, others) = &*sent.locked();
        for token in first.iter().chain(others).filter_map(|header| header.to_str().ok()) {
            known.secret(token.strip_prefix("Bearer ").unwrap_or(token));
        }
        let added = request.headers().values().filter(|value| value.is_sensitive() && value.len() >= SHORTEST_HEADER);
        added.filter_map(|value| value.to_str().ok()).for_each(|value| known.secret(value));
        known
    }

    /// The same with the secrets of a response: the one that was read, and each field that holds one.
    pub(crate) fn and(mut self, minted: Option<&Secret>, body: &[u8]) -> Self {
        if let Some(minted) = minted {
            self.secret(minted.expose());
        }
        let body = Zeroizing::new(String::from_utf8_lossy(body).into_owned());
        for field in MINTED {
            values(&body, field).into_iter().for_each(|value| self.secret(&value));
        }
        self
    }

    fn secret(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.secrets.push(Zeroizing::new(text.to_owned()));
        }
    }
}

/// The values of a template's parameters, read from the end of a path: the gateway's prefix comes first.
fn ids(template: &str, path: &str) -> Vec<String> {
    let pairs = template.rsplit('/').zip(path.rsplit('/'));
    let found = pairs.filter(|(wanted, found)| wanted.starts_with('{') && !found.is_empty());
    found.map(|(_, found)| percent_decode_str(found).decode_utf8_lossy().into_owned()).collect()
}

/// The texts of a field, wherever it stands in a body; the body need not be valid JSON, and may break off.
fn values(body: &str, field: &str) -> Vec<Zeroizing<String>> {
    let after = body.split(field).skip(1).filter_map(|after| after.strip_prefix('"'));
    let values = after.filter_map(|after| {
        let after = after.trim_start().strip_prefix(':')?.trim_start_matches(|c: char| c.is_whitespace() || c == '[');
        let text = after.strip_prefix('"')?;
        let mut escaped = false;
        let end = text.find(|c: char| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let raw = text.get(..end.unwrap_or(text.len()))?;
        let unescaped = serde_json::from_str(&Zeroizing::new(format!("\"{raw}\"")));
        Some(Zeroizing::new(unescaped.unwrap_or_else(|_| raw.to_owned())))
    });
    values.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ids_of_a_path_are_those_of_its_template_under_any_prefix() {
        let template = "/admin/oauth/clients/{client_id}/secrets/{secret_id}";
        for prefix in ["", "/api/v1", "/oauth/api/v1"] {
            let path = format!("{prefix}/admin/oauth/clients/a%20b/secrets/%E5%AE%A2");
            assert_eq!(ids(template, &path), ["客", "a b"]);
        }
        assert!(ids("/admin/oauth/clients", "/api/v1/admin/oauth/clients").is_empty());
    }

    #[test]
    fn f27_each_secret_of_a_body_is_found_whole_or_broken_off() {
        let found = |body: &str| MINTED.iter().flat_map(|field| values(body, field)).collect::<Vec<_>>();
        for field in MINTED {
            for body in ["{\"$\":\"a\\\"b\"}", "{\"data\":{\"$\" : [ \"a\\\"b\", 1]}", "[{\"$\":\"a\\\"b"] {
                assert_eq!(found(&body.replace('$', field)), [Zeroizing::new("a\"b".to_owned())], "{body}");
            }
            for body in ["{\"$\":7}", "{\"$\":null}", "$", "{\"$", "\"$\":", "{\"message\":\"$\"}"] {
                assert!(found(&body.replace('$', field)).is_empty(), "{body}");
            }
        }
    }
}
