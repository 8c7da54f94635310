//! What services written in Go commonly do, none of it a violation of the contract; each habit can be had alone.

use authms_spec::{Operation, contract, operation};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::{Map, Value};

use crate::defect_proxy::{Request, Response};

/// One habit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Habit {
    /// Only the first JSON value of a body counts.
    FirstValue,
    /// Keys match in any case; of several, the last counts.
    AnyCase,
    /// A `null` inside a list of strings is read as `""`.
    NullInList,
    /// Invalid UTF-8 is replaced.
    InvalidUtf8,
    /// The content type of a body is not looked at.
    AnyContentType,
    /// Wrong methods and unknown paths are 404 with plain text.
    PlainNotFound,
    /// A trailing slash is redirected.
    RedirectsSlash,
    /// Odd page numbers fall back to the default.
    OddPages,
    /// Members that are zero or false are omitted.
    OmitsZeros,
}

impl Habit {
    pub(crate) const ALL: [Self; 9] = [
        Self::FirstValue,
        Self::AnyCase,
        Self::NullInList,
        Self::InvalidUtf8,
        Self::AnyContentType,
        Self::PlainNotFound,
        Self::RedirectsSlash,
        Self::OddPages,
        Self::OmitsZeros,
    ];
}

/// The habits of a service. `Go::default()` has none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Go(pub(crate) Vec<Habit>);

impl Go {
    fn does(&self, habit: Habit) -> bool {
        self.0.contains(&habit)
    }

    /// The response of a router that does not know the path.
    pub(super) fn unrouted(&self, request: &Request, prefix: &str) -> Option<Response> {
        if called(request).is_some() {
            return None;
        }
        let (path, query) = split(&request.path);
        let trimmed = Request { path: path.trim_end_matches('/').to_owned(), ..request.clone() };
        if self.does(Habit::RedirectsSlash) && trimmed.path != path && called(&trimmed).is_some() {
            let status = if request.method == Method::GET { 301 } else { 307 };
            let mut response = Response { status, headers: HeaderMap::new(), body: Vec::new() };
            response.set("location", &format!("{prefix}{}{query}", trimmed.path));
            return Some(response);
        }
        self.does(Habit::PlainNotFound).then(|| {
            let mut response =
                Response { status: 404, headers: HeaderMap::new(), body: b"404 page not found".to_vec() };
            response.set("content-type", "text/plain");
            response
        })
    }

    /// The request as such a service reads it.
    pub(super) fn read(&self, request: &mut Request) {
        if self.does(Habit::OddPages) && request.method == Method::GET {
            request.path = without_odd_pages(&request.path);
        }
        let Some(schema) = called(request).and_then(|operation| operation.request) else { return };
        if self.does(Habit::AnyContentType) {
            request.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        if self.does(Habit::InvalidUtf8) {
            request.body = String::from_utf8_lossy(&request.body).into_owned().into_bytes();
        }
        if self.does(Habit::FirstValue) {
            let mut values = serde_json::Deserializer::from_slice(&request.body).into_iter::<Value>();
            if let Some(Ok(_)) = values.next() {
                let end = values.byte_offset();
                request.body.truncate(end);
            }
        }
        if let Ok(Members(members)) = serde_json::from_slice(&request.body) {
            let read: Map<String, Value> =
                members.into_iter().map(|(key, value)| self.member(schema, key, value)).collect();
            request.body = Value::Object(read).to_string().into_bytes();
        }
    }

    fn member(&self, schema: &str, key: String, mut value: Value) -> (String, Value) {
        let known = contract().properties(schema);
        let own = known.iter().find(|name| self.does(Habit::AnyCase) && name.eq_ignore_ascii_case(&key));
        let key = own.map_or(key, |name| (*name).to_owned());
        if self.does(Habit::NullInList) && known.contains(&key.as_str()) {
            for item in value.as_array_mut().into_iter().flatten().filter(|item| item.is_null()) {
                *item = Value::String(String::new());
            }
        }
        (key, value)
    }

    /// The response as such a service writes it.
    pub(super) fn write(&self, response: &mut Response) {
        if self.does(Habit::OmitsZeros) {
            response.change(omit_zeros);
        }
    }
}

fn called(request: &Request) -> Option<Operation> {
    operation::ALL.iter().copied().find(|known| request.calls(*known))
}

fn split(path: &str) -> (&str, &str) {
    path.split_at(path.find('?').unwrap_or(path.len()))
}

fn without_odd_pages(path: &str) -> String {
    let (path, query) = split(path);
    let odd = |pair: &&str| match pair.split_once('=') {
        Some(("page" | "page_size", number)) => !number.parse::<u32>().is_ok_and(|number| number > 0),
        _ => false,
    };
    let kept: Vec<&str> = query.trim_start_matches('?').split('&').filter(|pair| !odd(pair)).collect();
    let mark = if kept.is_empty() { "" } else { "?" };
    format!("{path}{mark}{}", kept.join("&"))
}

fn omit_zeros(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|_, member| !matches!(member, Value::Bool(false)) && *member != 0);
            members.values_mut().for_each(omit_zeros);
        }
        Value::Array(items) => items.iter_mut().for_each(omit_zeros),
        _ => {}
    }
}

/// The members of an object in their order, so that of several with one name the last counts.
struct Members(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Members;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}
