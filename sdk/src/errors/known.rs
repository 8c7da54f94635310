//! What is known about a call when it fails: the ids in its path, and the secrets that no error may show.

use std::sync::{Mutex, MutexGuard, PoisonError};

use http::HeaderValue;
use percent_encoding::percent_decode_str;
use reqwest::Request;

use crate::{
    errors::secrets::Secrets,
    exchange::{members::named_like, spelled::texts},
    types::secret::Secret,
    wire::{generated::MINTED, operation::Operation},
};

/// The shortest value of a header that can be a secret: to hide `1` or `on` would make a message unreadable.
const SHORTEST_HEADER: usize = 4;

/// The longest body, in bytes, that is read as JSON in order to find secrets.
const LONGEST_JSON: usize = 1 << 20;

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
    pub(crate) secrets: Secrets,
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
        for token in first.iter().chain(others) {
            let token = String::from_utf8_lossy(token.as_bytes());
            known.secrets.add(token.strip_prefix("Bearer ").unwrap_or(&token));
        }
        let added = request.headers().values().filter(|value| value.is_sensitive() && value.len() >= SHORTEST_HEADER);
        // Not all of them are ASCII.
        added.for_each(|value| known.secrets.add(&String::from_utf8_lossy(value.as_bytes())));
        known
    }

    /// The same with the secrets of a response: the one that was read, and each field that holds one.
    pub(crate) fn and(mut self, minted: Option<&Secret>, body: &[u8]) -> Self {
        if let Some(minted) = minted {
            self.secrets.add(minted.expose());
        }
        for found in MINTED.iter().flat_map(|field| texts(body, field)) {
            self.secrets.add(&found.read());
        }
        // Those under a name in another spelling, in a text of JSON, and numbers.
        let json = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        if json.len() <= LONGEST_JSON
            && let Ok(json) = serde_json::from_slice(json)
        {
            let found = MINTED.iter().flat_map(|field| named_like(&json, field));
            found.for_each(|secret| self.secrets.add(&secret));
        }
        self
    }
}

/// The values of a template's parameters, read from the end of a path: the gateway's prefix comes first.
fn ids(template: &str, path: &str) -> Vec<String> {
    let pairs = template.rsplit('/').zip(path.rsplit('/'));
    let found = pairs.filter(|(wanted, found)| wanted.starts_with('{') && !found.is_empty());
    found.map(|(_, found)| percent_decode_str(found).decode_utf8_lossy().into_owned()).collect()
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
}
