//! Turns exchanges into a text that every correct deployment produces alike.
//!
//! A value is replaced only after it was looked at: a time that is no time, an id that changed or a field that moved
//! stays visible as `[!…]`. What the case itself wrote stays literal; what it did not write is `[kept]` if it is as
//! before. Arrays are never sorted.

use authms_spec::Payload;
use serde_json::{Map, Value, json};

use super::{
    item::{Item, canonical, is_list, item_fields},
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
            None => self.text.push_str("[!body that is no JSON]"),
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
        let nothing = || by_schema(schema, &Map::new());
        // A list without entries may be `null`, or absent beside its `pagination`.
        let list = ["items", "pagination", "total"].iter().any(|name| map.contains_key(*name));
        let carried = match (map.get("data"), map.get("items")) {
            (Some(Value::Object(_)), _) if schema == "OAuthClientItem" => {
                Item::of(Some(body)).map(|item| self::item(&item, sent, before)).unwrap_or_default()
            }
            (Some(Value::Object(data)), _) => by_schema(schema, data),
            // How many entries a list has is the business of the case.
            (None, Some(Value::Array(items))) => {
                items.first().and_then(Value::as_object).map_or_else(nothing, |item| by_schema(schema, item))
            }
            (None, None | Some(Value::Null)) if list => nothing(),
            _ => json!("[!no data]"),
        };
        shown.insert("data".to_owned(), carried);
    }
    Value::Object(shown)
}

fn item(item: &Item, sent: &Value, before: Option<&Item>) -> Value {
    let mut shown = Map::new();
    for field in item_fields() {
        let value = match (sent.get(field), before) {
            (Some(sent), _) if canonical(field, sent) == item.value(field) => sent.clone(),
            (Some(_), _) => json!(format!("[!not as sent, {}]", kind(&item.value(field)))),
            (None, Some(_)) if field == "updated_at" => time(item.raw(field)),
            (None, Some(before)) if before.value(field) == item.value(field) => json!("[kept]"),
            (None, Some(_)) => json!("[!changed]"),
            (None, None) => by_type(field, item.raw(field)),
        };
        shown.insert(field.to_owned(), value);
    }
    Value::Object(shown)
}

/// An object by its schema: of every field only the type, which every deployment may have unset.
fn by_schema(schema: &str, data: &Map<String, Value>) -> Value {
    let pointer = format!("/components/schemas/{schema}/properties");
    let properties = authms_spec::contract().document().pointer(&pointer).and_then(Value::as_object);
    let show = |(name, property): (&String, &Value)| {
        let expected = property["type"].as_str().unwrap_or("object");
        let shown = match (expected, data.get(name)) {
            (_, None | Some(Value::Null)) => format!("[{expected} or unset]"),
            ("string", Some(Value::String(text))) => {
                let time = name.ends_with("_at") && !text.is_empty() && !is_rfc3339(text);
                if time { "[!text that is no RFC 3339 time]".to_owned() } else { "[string or unset]".to_owned() }
            }
            ("integer", Some(Value::Number(number))) if number.is_i64() => "[integer or unset]".to_owned(),
            ("boolean", Some(Value::Bool(_))) => "[boolean or unset]".to_owned(),
            ("array", Some(Value::Array(_))) => "[array or unset]".to_owned(),
            ("object", Some(Value::Object(_))) => "[object or unset]".to_owned(),
            (_, Some(other)) => format!("[!{}]", kind(other)),
        };
        (name.clone(), Value::String(shown))
    };
    Value::Object(properties.into_iter().flatten().map(show).collect())
}

/// A value of which only the type is known beforehand; every deployment may have it unset.
fn by_type(field: &str, value: Option<&Value>) -> Value {
    match (field, value) {
        ("created_at" | "updated_at" | "deleted_at", value) => time(value),
        (_, None | Some(Value::Null)) => json!(expected_type(field)),
        ("is_confidential", Some(Value::Bool(_))) => json!(expected_type(field)),
        (_, Some(Value::Array(_))) if is_list(field) || field == "cors_origins" => json!(expected_type(field)),
        (_, Some(Value::String(_))) if !is_list(field) || field == "client_auth_methods" => json!(expected_type(field)),
        (_, Some(other)) => json!(format!("[!{}]", kind(other))),
    }
}

fn expected_type(field: &str) -> &'static str {
    match field {
        "is_confidential" => "[boolean or unset]",
        "client_auth_methods" => "[encoded list or unset]",
        "cors_origins" | "grant_types" | "redirect_uris" | "scopes" => "[list or unset]",
        _ => "[text or unset]",
    }
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
    match value {
        None | Some(Value::Null) => json!("[rfc3339 or unset]"),
        Some(Value::String(text)) if text.is_empty() || is_rfc3339(text) => json!("[rfc3339 or unset]"),
        Some(Value::String(_)) => json!("[!text that is no RFC 3339 time]"),
        Some(other) => json!(format!("[!{}]", kind(other))),
    }
}

/// The JSON type of a value, the only thing about an unexpected value that a golden comparison shows.
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
