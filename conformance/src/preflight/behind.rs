//! What is behind a base URL, by the response to a read of the list of clients.

use serde_json::Value;

use crate::http::exchange::Exchange;

/// What is behind a base URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Behind {
    /// The API, which has accepted the token or refused it.
    Api,
    /// A gateway that refuses before the API is asked.
    Gateway,
    /// A web page, such as a login form.
    Page,
    /// A redirect, to single sign-on for example.
    Redirect,
    /// A server of HTTPS that was spoken to in plain HTTP.
    Https,
    /// Nothing that has this path.
    Nothing,
    /// JSON of another shape.
    OtherApi,
    /// Something that fails.
    Failing,
    /// Anything else.
    Unknown,
}

impl Behind {
    /// What this response to a read of the list of clients comes from.
    pub(super) fn of(exchange: &Exchange) -> Self {
        let body = exchange.body.as_ref();
        match exchange.status {
            200 if is_list(body) => Self::Api,
            401 | 403 if is_envelope(body) => Self::Api,
            401 | 403 => Self::Gateway,
            200..=299 if is_page(exchange) => Self::Page,
            200..=299 if body.is_some() => Self::OtherApi,
            300..=399 => Self::Redirect,
            400 if says_https(exchange) => Self::Https,
            404 => Self::Nothing,
            500..=599 => Self::Failing,
            _ => Self::Unknown,
        }
    }
}

/// A list of the contract has at least one of its own members, since a server may leave out any that is zero; a list
/// that breaks the contract is for the cases to judge, so two members of any envelope are enough.
fn is_list(body: Option<&Value>) -> bool {
    let has = |name: &&str| body.and_then(|body| body.get(*name)).is_some();
    let is_error = body.and_then(|body| body.get("code")).and_then(Value::as_i64).is_some_and(|code| code != 0);
    let of_any_envelope = ["code", "message", "data", "timestamp"].iter().filter(|name| has(name)).count();
    ["pagination", "total", "items"].iter().any(has) || of_any_envelope >= 2 && !is_error
}

/// Every refusal of the contract is an object that says something.
fn is_envelope(body: Option<&Value>) -> bool {
    body.is_some_and(|body| body.get("code").is_some() || body.get("message").is_some())
}

fn is_page(exchange: &Exchange) -> bool {
    let begins = |text: &[u8]| {
        exchange.bytes.trim_ascii_start().get(..text.len()).is_some_and(|start| start.eq_ignore_ascii_case(text))
    };
    exchange.media_type() == "text/html" || begins(b"<!doctype html") || begins(b"<html")
}

/// As Go's and nginx's servers say it.
fn says_https(exchange: &Exchange) -> bool {
    let text = String::from_utf8_lossy(&exchange.bytes).to_ascii_lowercase();
    text.contains("https") && (text.contains("http request to an https server") || text.contains("plain http request"))
}
