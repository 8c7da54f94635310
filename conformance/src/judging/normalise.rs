//! Turns exchanges into a text that is the same for every correct deployment.
//!
//! A value is replaced only after it was checked: an invalid time, an id that changed or a field of another type stays
//! visible as `[!…]`. What the case itself sent stays literal; all fields that an update kept are one line, `[kept]`.
//! Arrays are never sorted.

use authms_spec::Payload;
use serde_json::{Map, Value, json};

use super::{
    item::{CLIENT, Item, canonical, item_fields},
    time::is_rfc3339,
};
use crate::http::exchange::Exchange;

/// The normalised exchanges of a case, the content of its golden file.
#[derive(Debug, Default, Clone)]
pub(crate) struct Transcript {
    text: String,
}

impl Transcript {
    /// The text, empty if the case recorded nothing.
    #[must_use]
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn add(&mut self, exchange: &Exchange, before: Option<&Item>) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let request = &exchange.request;
        self.text.push_str(&format!("{} {} as {:?}\n", request.method, request.template, request.caller));
        if !request.query.is_empty() {
            let pairs: Vec<String> = request.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
            self.text.push_str(&format!("?{}\n", pairs.join("&")));
        }
        if let (Some(kind), Some(body)) = (request.content_type, &request.body) {
            self.text.push_str(&format!("{kind}\n{}\n", String::from_utf8_lossy(body).escape_debug_lines()));
        }
        self.text.push_str(&format!("-> {} {}\n", exchange.status, exchange.media_type()));
        let sent = request.body.as_deref().and_then(|body| serde_json::from_slice(body).ok()).unwrap_or(Value::Null);
        match &exchange.body {
            Some(body) => {
                let schema = request.operation.and_then(|operation| operation.payload).map_or("", Payload::schema);
                self.text.push_str(&pretty(&envelope(exchange.status, body, &sent, before, schema)));
            }
            None if exchange.bytes.is_empty() => self.text.push_str("[no body]"),
            None => self.text.push_str("[!body that is not JSON]"),
        }
        self.text.push('\n');
    }
}

/// Keeps a transcript printable whatever bytes a case sends.
trait EscapeDebugLines {
    fn escape_debug_lines(&self) -> String;
}

impl EscapeDebugLines for str {
    fn escape_debug_lines(&self) -> String {
        self.chars().map(|c| if c.is_control() { c.escape_default().to_string() } else { c.to_string() }).collect()
    }
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

fn envelope(status: u16, body: &Value, sent: &Value, before: Option<&Item>, schema: &str) -> Value {
    let Some(map) = body.as_object() else { return json!(format!("[!{} instead of an envelope]", kind(body))) };
    let mut shown = Map::new();
    shown.insert("code".to_owned(), code(map.get("code"), (200..300).contains(&status)));
    shown.insert("message".to_owned(), text(map.get("message")));
    shown.insert("timestamp".to_owned(), time(map.get("timestamp")));
    if (200..300).contains(&status) {
        // A list without entries may be `null`, or absent beside its `pagination`.
        let list = ["items", "pagination", "total"].iter().any(|name| map.contains_key(*name));
        let nothing = Map::new();
        let carried = match (map.get("data"), map.get("items"), before) {
            (Some(data @ Value::Object(_)), _, Some(before)) if schema == CLIENT => {
                Item::from_value(data).map(|item| updated(&item, sent, before)).unwrap_or_default()
            }
            (Some(Value::Object(data)), ..) => by_schema(schema, data),
            // How many entries a list has is the business of the case.
            (None, Some(Value::Array(items)), _) => {
                by_schema(schema, items.first().and_then(Value::as_object).unwrap_or(&nothing))
            }
            (None, None | Some(Value::Null), _) if list => by_schema(schema, &nothing),
            _ => json!("[!no data]"),
        };
        shown.insert("data".to_owned(), carried);
    }
    Value::Object(shown)
}

/// What stands for the fields that have no line of their own, so that a new field of the contract changes no golden
/// file.
const REST: &str = "every other field";

/// A client beside what it was before: the fields that were sent, and of the rest those that were not kept.
fn updated(item: &Item, sent: &Value, before: &Item) -> Value {
    let mut shown = Map::new();
    for field in item_fields() {
        let value = item.value(field);
        let line = match sent.get(field) {
            Some(sent) if canonical(field, sent) == value => sent.clone(),
            Some(_) => json!(format!("[!not as sent: {}]", kind(&value))),
            None if field == "updated_at" => time(item.raw(field)),
            // A client that turns public may lose its secrets.
            None if before.value(field) == value
                || field == "secret_last_four" && sent.get("is_confidential").is_some() =>
            {
                shown.insert("[kept]".to_owned(), json!(REST));
                continue;
            }
            None => json!(format!("[!not kept: {}]", kind(&value))),
        };
        shown.insert(field.to_owned(), line);
    }
    Value::Object(shown)
}

/// An object by its schema, `[OAuthClientItem]`: every deployment may have a field unset, but none may give it another
/// type.
fn by_schema(schema: &str, data: &Map<String, Value>) -> Value {
    let pointer = format!("/components/schemas/{schema}/properties");
    let properties = authms_spec::contract().document().pointer(&pointer).and_then(Value::as_object);
    let wrong = |(name, property): (&String, &Value)| {
        let value = data.get(name)?;
        let line = match (property["type"].as_str().unwrap_or("object"), value) {
            (_, Value::Null) => return None,
            ("string", Value::String(_)) if name.ends_with("_at") => time_error(value)?,
            ("string", Value::String(_)) | ("boolean", Value::Bool(_)) => return None,
            ("integer", Value::Number(number)) if number.is_i64() => return None,
            ("array", Value::Array(_)) | ("object", Value::Object(_)) => return None,
            (_, other) => format!("[!{}]", kind(other)),
        };
        Some((name.clone(), Value::String(line)))
    };
    let name = format!("[{schema}]");
    let mut shown: Map<String, Value> = properties.into_iter().flatten().filter_map(wrong).collect();
    if shown.is_empty() {
        return Value::String(name);
    }
    shown.insert(name, json!(REST));
    Value::Object(shown)
}

fn code(value: Option<&Value>, success: bool) -> Value {
    match value {
        None | Some(Value::Null) => json!(if success { "[0]" } else { "[nonzero]" }),
        Some(Value::Number(number)) if number.as_i64() == Some(0) => json!("[0]"),
        Some(Value::Number(number)) if number.is_i64() => json!("[nonzero]"),
        Some(other) => json!(format!("[!{}]", kind(other))),
    }
}

fn text(value: Option<&Value>) -> Value {
    match value {
        None | Some(Value::Null | Value::String(_)) => json!("[text]"),
        Some(other) => json!(format!("[!{}]", kind(other))),
    }
}

fn time(value: Option<&Value>) -> Value {
    value.and_then(time_error).map_or_else(|| json!("[rfc3339 or unset]"), Value::String)
}

/// What is wrong with a time; `None` if it is one, or unset.
fn time_error(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) if text.is_empty() || is_rfc3339(text) => None,
        Value::String(_) => Some("[!text that is not an RFC 3339 time]".to_owned()),
        other => Some(format!("[!{}]", kind(other))),
    }
}

/// The JSON type of a value: all that a golden comparison shows of an unexpected one.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "unset",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The `data` of a successful response, normalised.
    fn data(shown: &Value, sent: &Value, before: Option<&Value>) -> Value {
        let before = before.and_then(Item::from_value);
        envelope(200, &json!({ "code": 0, "data": shown }), sent, before.as_ref(), CLIENT)["data"].take()
    }

    fn client() -> Value {
        json!({ "id": "1", "name": "Payments", "scopes": ["openid"], "updated_at": "2026-04-15T10:30:00Z" })
    }

    #[test]
    fn all_kept_fields_are_one_line() {
        let (before, sent) = (client(), json!({ "name": "New" }));
        let mut after = client();
        after["name"] = json!("New");
        let expected = json!({ "[kept]": "every other field", "name": "New", "updated_at": "[rfc3339 or unset]" });
        assert_eq!(data(&after, &sent, Some(&before)), expected);
    }

    #[test]
    fn a_field_that_was_not_kept_is_named_without_its_value() {
        let mut after = client();
        after["scopes"] = json!(["openid", "email"]);
        let shown = data(&after, &json!({}), Some(&client()));
        assert_eq!(shown["scopes"], "[!not kept: list]");
        assert!(shown.get("id").is_none(), "{shown}");
    }

    #[test]
    fn a_field_that_is_not_as_sent_is_named_without_its_value() {
        let shown = data(&client(), &json!({ "name": "New" }), Some(&client()));
        assert_eq!(shown["name"], "[!not as sent: string]");
    }

    #[test]
    fn without_an_earlier_reading_only_types_and_times_count() {
        assert_eq!(data(&client(), &Value::Null, None), "[OAuthClientItem]");
        assert_eq!(data(&json!({}), &Value::Null, None), "[OAuthClientItem]");
        let wrong = json!({ "name": 7, "deleted_at": "never", "scopes": null });
        let expected = json!({
            "[OAuthClientItem]": "every other field",
            "name": "[!number]",
            "deleted_at": "[!text that is not an RFC 3339 time]",
        });
        assert_eq!(data(&wrong, &Value::Null, None), expected);
    }
}
