//! The rules that hold for every answer, whatever a case is about.

use authms_sdk::decode_response;
use authms_spec::claim;
use jiff::Timestamp;
use serde_json::Value;

use crate::{exchange::Exchange, item::Item, schemas::Schemas, verdict::Finding};

/// The claims that every answer of an operation is judged by.
pub(crate) const EVERY_ANSWER: [&str; 12] = [
    "schema.status",
    "schema.media_type",
    "schema.response",
    "schema.extra_fields",
    "envelope.success_code",
    "envelope.error_code",
    "envelope.message",
    "envelope.timestamp",
    "item.auth_methods_encoding",
    "item.no_secrets",
    "sdk.decodes",
    "delete.no_body",
];

/// Judges one answer; only what is broken is returned.
#[must_use]
pub(crate) fn answer(schemas: &Schemas, exchange: &Exchange) -> Vec<Finding> {
    let mut judge = Judge { exchange, findings: Vec::new() };
    let Some(operation) = exchange.request.operation.and_then(|id| schemas.operation(id)) else {
        return judge.findings;
    };
    let status = exchange.status;
    if !operation.responses.contains_key(&status) {
        if !exchange.request.also_legal.contains(&status) {
            let documented: Vec<String> = operation.statuses().iter().map(u16::to_string).collect();
            judge.broken("schema.status", format!("one of {}", documented.join(", ")), format!("status {status}"));
        }
        return judge.findings;
    }
    let Some(schema) = schemas.schema(&operation.id, status) else {
        judge.check("delete.no_body", exchange.bytes.is_empty(), "no body", "there is one");
        judge.sdk(&operation.id);
        return judge.findings;
    };
    let media_type = exchange.media_type();
    judge.check("schema.media_type", media_type == "application/json", "application/json", &media_type);
    let Some(body) = &exchange.body else {
        judge.broken(
            "schema.response",
            "a JSON body".to_owned(),
            format!("{} bytes that are no JSON", exchange.bytes.len()),
        );
        return judge.findings;
    };
    for violation in schema.violations(&without_nulls(body)) {
        judge.broken("schema.response", violation.to_string(), "it is not so".to_owned());
    }
    judge.envelope(body);
    judge.extra_fields(schemas, &operation.id, body);
    if (200..300).contains(&status) {
        let mints = ["client_secret", "secret_value", "new_secret"];
        let shows = |name: &&str| authms_spec::contract().properties(&data_schema(&operation.id)).contains(name);
        let minting = mints.iter().any(shows);
        judge.nothing_secret(body, minting);
        for item in items(&operation.id, body) {
            judge.item(&item);
        }
    }
    judge.sdk(&operation.id);
    judge.findings
}

/// A member that is `null` counts as absent: a server written in Go says "unset" that way, and the contract, which has
/// no `nullable`, does not forbid it on purpose.
fn without_nulls(body: &Value) -> Value {
    match body {
        Value::Object(map) => {
            let set = map.iter().filter(|(_, value)| !value.is_null());
            Value::Object(set.map(|(name, value)| (name.clone(), without_nulls(value))).collect())
        }
        // An entry that is `null` is no unset field but a broken list, so it stays.
        Value::Array(items) => Value::Array(items.iter().map(without_nulls).collect()),
        other => other.clone(),
    }
}

struct Judge<'e> {
    exchange: &'e Exchange,
    findings: Vec<Finding>,
}

impl Judge<'_> {
    fn check(&mut self, id: &str, holds: bool, expected: &str, actual: &str) {
        if !holds {
            self.broken(id, expected.to_owned(), actual.to_owned());
        }
    }

    fn broken(&mut self, id: &str, expected: String, actual: String) {
        let verdict = claim::find(id).map_or(crate::verdict::Verdict::Fail, Finding::severity);
        self.findings.push(Finding {
            claim: id.to_owned(),
            verdict,
            expected,
            actual,
            exchange: Some(self.exchange.index),
        });
    }

    fn envelope(&mut self, body: &Value) {
        let success = (200..300).contains(&self.exchange.status);
        // A `code` of the wrong type is the schema's business; what is absent is optional.
        if let Some(code) = body.get("code").and_then(Value::as_i64) {
            let shown = format!("code {code}");
            if success {
                self.check("envelope.success_code", code == 0, "code 0", &shown);
            } else {
                self.check("envelope.error_code", code != 0, "a code other than 0", &shown);
            }
        }
        if !success {
            let said = body.get("message").and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty());
            self.check("envelope.message", said, "a message", "none");
        }
        if let Some(text) = body.get("timestamp").and_then(Value::as_str).filter(|text| !text.is_empty()) {
            self.check("envelope.timestamp", is_rfc3339(text), "an RFC 3339 time", "something else");
        }
    }

    /// The same bytes once more, through the SDK: it must take what the contract allows, and keep an error's status.
    fn sdk(&mut self, operation: &str) {
        let exchange = self.exchange;
        let decoded = decode_response(operation, exchange.status, exchange.header("content-type"), &exchange.bytes);
        let broken_already = self.findings.iter().any(|finding| finding.verdict == crate::verdict::Verdict::Fail);
        // The contract lets an answer carry nothing; the SDK, which has to return something, does not.
        let carries_data =
            exchange.body.as_ref().is_some_and(|body| body["data"].is_object() || body["items"].is_array());
        match decoded {
            Err(error) if (200..300).contains(&exchange.status) && carries_data && !broken_already => {
                self.broken("sdk.decodes", "the SDK decodes the answer".to_owned(), error.to_string());
            }
            Err(error) if exchange.status >= 400 && error.status() != Some(exchange.status) => {
                let seen = error.status().map_or("no status".to_owned(), |status| format!("status {status}"));
                self.broken("sdk.decodes", format!("the SDK's error has status {}", exchange.status), seen);
            }
            Ok(()) if exchange.status >= 400 => {
                self.broken("sdk.decodes", "an error in the SDK".to_owned(), "a success".to_owned());
            }
            _ => {}
        }
    }

    fn extra_fields(&mut self, schemas: &Schemas, operation: &str, body: &Value) {
        let Some(known) = schemas.known_fields(operation, self.exchange.status) else { return };
        let mut places = vec![("", body, &known.top)];
        places.extend(body.get("data").map(|data| ("data.", data, &known.data)));
        places.extend(body["items"].as_array().into_iter().flatten().map(|item| ("items[].", item, &known.data)));
        for (prefix, value, names) in places {
            for name in value.as_object().into_iter().flat_map(|map| map.keys()) {
                if !names.contains(name) {
                    self.broken(
                        "schema.extra_fields",
                        "only documented fields".to_owned(),
                        format!("also `{prefix}{name}`"),
                    );
                }
            }
        }
    }

    fn item(&mut self, item: &Item) {
        for (id, field) in [("item.created_at", "created_at"), ("item.updated_at", "updated_at")] {
            if let Some(text) = item.text(field) {
                self.check(id, is_rfc3339(text), &format!("{field} is an RFC 3339 time"), "something else");
            }
        }
        if let (Some(created), Some(updated)) = (instant(item, "created_at"), instant(item, "updated_at")) {
            self.check("item.updated_at", created <= updated, "updated_at is not before created_at", "it is before");
        }
        if let Some(text) = item.text("client_auth_methods") {
            let list = serde_json::from_str::<Vec<String>>(text).is_ok();
            self.check("item.auth_methods_encoding", list, "a JSON array of strings in a string", "something else");
        }
    }

    /// Only the answer that makes a secret shows it, and only the answer to creating shows `jwks`.
    fn nothing_secret(&mut self, body: &Value, minting: bool) {
        if minting {
            return;
        }
        for name in ["jwks", "client_secret", "secret", "secret_value", "new_secret"] {
            self.check(
                "item.no_secrets",
                !has_member(body, name),
                &format!("no `{name}` in the answer"),
                "it is there",
            );
        }
    }
}

fn has_member(value: &Value, name: &str) -> bool {
    match value {
        Value::Object(map) => map.contains_key(name) || map.values().any(|value| has_member(value, name)),
        Value::Array(items) => items.iter().any(|item| has_member(item, name)),
        _ => false,
    }
}

/// The name of the schema of what an operation's success carries.
pub(crate) fn data_schema(operation: &str) -> String {
    let contract = authms_spec::contract();
    let success = contract.operation(operation).and_then(|found| found.responses.get(&found.success()?)?.clone());
    let envelope = success.and_then(|reference| contract.document().pointer(reference.strip_prefix('#')?));
    let of = |pointer: &str| envelope.and_then(|envelope| envelope.pointer(pointer)).and_then(Value::as_str);
    let reference = of("/properties/data/$ref").or_else(|| of("/properties/items/items/$ref")).unwrap_or_default();
    reference.rsplit('/').next().unwrap_or_default().to_owned()
}

/// The clients that an answer shows, if it shows any.
fn items(operation: &str, body: &Value) -> Vec<Item> {
    if data_schema(operation) != "OAuthClientItem" {
        return Vec::new();
    }
    match body["items"].as_array() {
        Some(list) => list.iter().filter_map(Item::from_value).collect(),
        None => Item::of(Some(body)).into_iter().collect(),
    }
}

/// A time field of a client.
pub(crate) fn instant(item: &Item, field: &str) -> Option<Timestamp> {
    item.text(field)?.parse().ok()
}

/// RFC 3339 with seconds and an offset; the parser alone would take some of ISO 8601 as well.
pub(crate) fn is_rfc3339(text: &str) -> bool {
    let bytes = text.as_bytes();
    let shaped = bytes.len() >= 20
        && bytes[4] == b'-'
        && bytes[7] == b'-'
        && matches!(bytes[10], b'T' | b't')
        && bytes[13] == b':'
        && bytes[16] == b':'
        && (text.ends_with(['Z', 'z']) || has_offset(bytes));
    shaped && text.parse::<Timestamp>().is_ok()
}

/// `+08:00` at the end.
fn has_offset(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len() - 6..];
    matches!(tail[0], b'+' | b'-') && tail[3] == b':'
}

#[cfg(test)]
mod tests {
    use super::is_rfc3339;

    #[test]
    fn fractions_and_offsets_are_optional_but_seconds_and_zone_are_not() {
        for good in ["2026-04-15T10:30:00Z", "2026-04-15T10:30:00.123Z", "2026-04-15T10:30:00+08:00"] {
            assert!(is_rfc3339(good), "{good}");
        }
        for bad in
            ["2026-04-15 10:30:00", "2026-04-15T10:30:00", "2026-04-15", "1776249000", "", "2026-13-15T10:30:00Z", "é"]
        {
            assert!(!is_rfc3339(bad), "{bad}");
        }
    }
}
