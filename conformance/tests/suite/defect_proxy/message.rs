//! A request and a response on their way through the proxy.

use authms_spec::{Operation, operation};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use serde_json::{Map, Value};

/// A request on its way to the server.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: Method,
    /// Path and query below the base URL.
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// Whether it calls an operation, by its method and path.
    pub(crate) fn calls(&self, operation: Operation) -> bool {
        self.method == operation.method && self.is_at(operation)
    }

    /// Whether it has the path of an operation, whatever the method.
    pub(crate) fn is_at(&self, operation: Operation) -> bool {
        let matches = |(template, segment): (&str, &str)| match template.strip_prefix('{') {
            Some(_) => !segment.is_empty(),
            None => template == segment,
        };
        let (template, segments) = (operation.path.split('/'), self.segments());
        template.clone().count() == segments.clone().count() && template.zip(segments).all(matches)
    }

    /// Whether it calls an operation that creates a client.
    pub(crate) fn creates_client(&self) -> bool {
        operation::ALL.iter().any(|known| known.creates == Some("client_id") && self.calls(*known))
    }

    /// The id of the client that the path goes to or below; empty if there is none.
    pub(crate) fn client_id(&self) -> String {
        self.segments().nth(4).unwrap_or_default().to_owned()
    }

    fn segments(&self) -> impl Iterator<Item = &str> + Clone {
        self.path.split('?').next().unwrap_or_default().split('/')
    }

    /// Whether it presents this token.
    pub(crate) fn is_by(&self, token: &str) -> bool {
        self.authorization().strip_prefix("Bearer ") == Some(token)
    }

    pub(crate) fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// Changes the body of an update that is a JSON object.
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut Map<String, Value>)) {
        if let Some(Value::Object(mut map)) = self.json().filter(|_| self.calls(operation::UPDATE_CLIENT)) {
            change(&mut map);
            self.body = Value::Object(map).to_string().into_bytes();
        }
    }

    pub(crate) fn authorization(&self) -> &str {
        self.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub(crate) fn authorize(&mut self, token: &str) {
        let value = HeaderValue::from_str(&format!("Bearer {token}")).expect("a token of the mock fits in a header");
        self.headers.insert(header::AUTHORIZATION, value);
    }
}

/// A response on its way back.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Response {
    pub(crate) fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// Changes a JSON body.
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut Value)) {
        if let Some(mut body) = self.json() {
            change(&mut body);
            self.body = body.to_string().into_bytes();
        }
    }

    /// Changes every client that a success shows, under `data` or in a list.
    pub(crate) fn change_item(&mut self, change: impl Fn(&mut Map<String, Value>)) {
        if self.status != 200 {
            return;
        }
        self.change(|body| {
            // Only a whole client has a tenant and a name: what creating shows lacks the tenant, an audit entry the name.
            let whole = |item: &&mut Map<String, Value>| item.contains_key("tenant_id") && item.contains_key("name");
            let each = |value: &mut Value| {
                if let Some(item) = value.as_object_mut().filter(whole) {
                    change(item);
                }
            };
            body.get_mut("data").into_iter().for_each(each);
            body.get_mut("items").and_then(Value::as_array_mut).into_iter().flatten().for_each(each);
        });
    }

    pub(crate) fn set(&mut self, name: &str, value: &str) {
        let name: HeaderName = name.parse().expect("a header name");
        self.headers.insert(name, value.parse().expect("a header value"));
    }
}
