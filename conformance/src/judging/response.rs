//! The rules that hold for every response, in every case.

use std::collections::BTreeSet;

use authms_sdk::decode_response;
use authms_spec::{
    Claim, Operation, Payload, Violation,
    claim::{
        DELETE_NO_BODY, ENVELOPE_ERROR_CODE, ENVELOPE_MESSAGE, ENVELOPE_SUCCESS_CODE, ENVELOPE_TIMESTAMP,
        ITEM_AUTH_METHODS_ENCODING, ITEM_CREATED_AT, ITEM_NO_SECRETS, ITEM_UPDATED_AT, SCHEMA_EXTRA_FIELDS,
        SCHEMA_MEDIA_TYPE, SCHEMA_RESPONSE, SCHEMA_STATUS, SDK_DECODES,
    },
    operation,
};
use serde_json::Value;

use super::{
    item::{CLIENT, Item, instant},
    judgement::{Findings, Judgement},
    schemas::{KnownFields, schema_of},
    time::is_rfc3339,
};
use crate::http::exchange::Exchange;

/// The claims that every response of an operation is judged by.
const EVERY_RESPONSE: [Claim; 12] = [
    SCHEMA_STATUS,
    SCHEMA_MEDIA_TYPE,
    SCHEMA_RESPONSE,
    SCHEMA_EXTRA_FIELDS,
    ENVELOPE_SUCCESS_CODE,
    ENVELOPE_ERROR_CODE,
    ENVELOPE_MESSAGE,
    ENVELOPE_TIMESTAMP,
    ITEM_AUTH_METHODS_ENCODING,
    ITEM_NO_SECRETS,
    SDK_DECODES,
    DELETE_NO_BODY,
];

/// Characters of a value that a finding shows.
const SHOWN: usize = 200;

/// Judges one response. `redact` takes secrets out of a value before it is cut: what is left of one would not be known
/// as a secret.
#[must_use]
pub(crate) fn judge(exchange: &Exchange, redact: &dyn Fn(&str) -> String) -> Findings {
    let rules = Rules { exchange, findings: Findings::default(), redact };
    rules.findings.judged(&EVERY_RESPONSE);
    if let Some(operation) = exchange.request.operation {
        rules.response(operation);
    }
    rules.findings
}

struct Rules<'e> {
    exchange: &'e Exchange,
    findings: Findings,
    redact: &'e dyn Fn(&str) -> String,
}

impl Rules<'_> {
    fn claim(&self, claim: Claim) -> Judgement<'_> {
        self.findings.claim(claim).on(self.exchange)
    }

    fn response(&self, operation: Operation) {
        let exchange = self.exchange;
        if !operation.documents(exchange.status) {
            if !exchange.request.also_legal.contains(&exchange.status) {
                let documented: Vec<u16> = operation.statuses().collect();
                self.claim(SCHEMA_STATUS).status_in(exchange, &documented);
            }
            return;
        }
        let Some(schema) = schema_of(operation, exchange.status) else {
            self.claim(DELETE_NO_BODY).eq("bytes of the body", 0, exchange.bytes.len());
            self.sdk(operation);
            return;
        };
        self.claim(SCHEMA_MEDIA_TYPE).eq("media type", "application/json", exchange.media_type());
        let Some(body) = &exchange.body else {
            let actual = format!("{} bytes that are not JSON", exchange.bytes.len());
            self.claim(SCHEMA_RESPONSE).holds("a JSON body", false, actual);
            return;
        };
        let body_as_read = without_nulls(body);
        for violation in schema.violations(&body_as_read) {
            let actual = offender(&body_as_read, &violation, self.redact);
            self.claim(SCHEMA_RESPONSE).holds(&violation, false, actual);
        }
        self.envelope(body);
        self.extra_fields(operation, body);
        if (200..300).contains(&exchange.status) {
            self.nothing_secret(operation, body);
            for item in items(operation, body) {
                self.item(&item);
            }
        }
        self.sdk(operation);
    }

    fn envelope(&self, body: &Value) {
        let success = (200..300).contains(&self.exchange.status);
        // The schema judges a `code` of another type; an absent one is legal.
        if let Some(code) = body.get("code").and_then(Value::as_i64) {
            if success {
                self.claim(ENVELOPE_SUCCESS_CODE).eq("code", 0, code);
            } else {
                self.claim(ENVELOPE_ERROR_CODE).ne("code", 0, code);
            }
        }
        if !success {
            let message = body.get("message").and_then(Value::as_str).filter(|text| !text.trim().is_empty());
            self.claim(ENVELOPE_MESSAGE).shows("message", message);
        }
        if let Some(text) = body.get("timestamp").and_then(Value::as_str).filter(|text| !text.is_empty()) {
            self.time(ENVELOPE_TIMESTAMP, "timestamp", text);
        }
    }

    fn time(&self, claim: Claim, field: &str, text: &str) {
        self.claim(claim).holds(format!("{field}: an RFC 3339 time"), is_rfc3339(text), format!("{field}: {text:?}"));
    }

    /// The same bytes once more, through the SDK: it must accept what the contract allows, and keep an error's status.
    fn sdk(&self, operation: Operation) {
        let exchange = self.exchange;
        let decoded = decode_response(operation.id, exchange.status, exchange.header("content-type"), &exchange.bytes);
        // The contract allows a response without data; the SDK, which has to return something, does not.
        let carries_data =
            exchange.body.as_ref().is_some_and(|body| body["data"].is_object() || body["items"].is_array());
        match decoded {
            Err(error) if (200..300).contains(&exchange.status) && carries_data && !self.findings.fails() => {
                self.claim(SDK_DECODES).holds("the SDK decodes the response", false, error);
            }
            Err(error) if exchange.status >= 400 => {
                self.claim(SDK_DECODES).eq("status of the SDK's error", exchange.status, error.status());
            }
            Ok(()) if exchange.status >= 400 => {
                self.claim(SDK_DECODES).holds("an error in the SDK", false, "a success in the SDK");
            }
            _ => {}
        }
    }

    fn extra_fields(&self, operation: Operation, body: &Value) {
        let Some(known) = KnownFields::of(operation, self.exchange.status) else { return };
        let mut places = vec![("", body, &known.top)];
        places.extend(body.get("data").map(|data| ("data.", data, &known.data)));
        places.extend(body["items"].as_array().into_iter().flatten().map(|item| ("items[].", item, &known.data)));
        for (prefix, value, names) in places {
            let members = value.as_object().into_iter().flat_map(|map| map.keys());
            for name in members.filter(|name| !names.contains(&name.as_str())) {
                let actual = format!("also `{prefix}{name}`");
                self.claim(SCHEMA_EXTRA_FIELDS).holds("only documented fields", false, actual);
            }
        }
    }

    fn item(&self, item: &Item) {
        for (claim, field) in [(ITEM_CREATED_AT, "created_at"), (ITEM_UPDATED_AT, "updated_at")] {
            if let Some(text) = item.text(field) {
                self.time(claim, field, text);
            }
        }
        if let (Some(created), Some(updated)) = (instant(item, "created_at"), instant(item, "updated_at")) {
            let (expected, actual) = (format!("updated_at: {created} or later"), format!("updated_at: {updated}"));
            self.claim(ITEM_UPDATED_AT).holds(expected, created <= updated, actual);
        }
        if let Some(text) = item.text("client_auth_methods") {
            self.claim(ITEM_AUTH_METHODS_ENCODING).holds(
                "client_auth_methods: a JSON array of strings in a string",
                serde_json::from_str::<Vec<String>>(text).is_ok(),
                format!("client_auth_methods: {text:?}"),
            );
        }
    }

    /// Only the response that issues a secret shows it, and only the response to creating a client shows `jwks`.
    fn nothing_secret(&self, operation: Operation, body: &Value) {
        if operation.mints.is_some() {
            return;
        }
        let secrets: BTreeSet<&str> = operation::ALL.iter().filter_map(|operation| operation.mints).collect();
        for name in ["jwks", "secret"].into_iter().chain(secrets) {
            self.claim(ITEM_NO_SECRETS).eq(format!("`{name}` in the response"), false, has_member(body, name));
        }
    }
}

/// A member that is `null` counts as absent: a server written in Go says "unset" that way, and the contract, which has
/// no `nullable` on purpose, does not forbid it.
fn without_nulls(body: &Value) -> Value {
    match body {
        Value::Object(map) => {
            let set = map.iter().filter(|(_, value)| !value.is_null());
            Value::Object(set.map(|(name, value)| (name.clone(), without_nulls(value))).collect())
        }
        // An entry that is `null` is not an unset field but a broken list, so it stays.
        Value::Array(items) => Value::Array(items.iter().map(without_nulls).collect()),
        other => other.clone(),
    }
}

/// The value that breaks a schema, redacted and cut to a length that a report can show.
fn offender(body: &Value, violation: &Violation, redact: &dyn Fn(&str) -> String) -> String {
    let steps = violation.path.replace('[', ".").replace(']', "");
    let pointer: String = steps.split('.').filter(|step| !step.is_empty()).map(|step| format!("/{step}")).collect();
    let text = redact(&body.pointer(&pointer).unwrap_or(&Value::Null).to_string());
    let cut: String = text.chars().take(SHOWN).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}

fn has_member(value: &Value, name: &str) -> bool {
    match value {
        Value::Object(map) => map.contains_key(name) || map.values().any(|value| has_member(value, name)),
        Value::Array(items) => items.iter().any(|item| has_member(item, name)),
        _ => false,
    }
}

/// The clients that a response shows, if it shows any.
fn items(operation: Operation, body: &Value) -> Vec<Item> {
    if operation.payload.map(Payload::schema) != Some(CLIENT) {
        return Vec::new();
    }
    match body["items"].as_array() {
        Some(list) => list.iter().filter_map(Item::from_value).collect(),
        None => Item::of(Some(body)).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_across_the_end_of_what_a_finding_shows_is_redacted() {
        let redact = |text: &str| text.replace("s3cret-value", "[redacted]");
        let violation = Violation { path: "data".to_owned(), expected: "must be an object".to_owned() };
        for before in SHOWN - 13..SHOWN {
            let body = serde_json::json!({ "data": format!("{}s3cret-value", "x".repeat(before)) });
            let shown = offender(&body, &violation, &redact);
            assert!(shown.starts_with("\"xxx") && !shown.contains('s'), "{shown}");
        }
    }
}
