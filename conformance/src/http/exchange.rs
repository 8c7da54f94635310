//! One request and what came back, as raw as a caller can see it.

use reqwest::header::HeaderMap;
use serde_json::Value;

use super::request::Request;

/// Characters of a body that the JSON report keeps.
const SUMMARY: usize = 4000;

/// What came back.
#[derive(Debug, Clone)]
pub(crate) struct Exchange {
    /// What was sent.
    pub request: Request,
    /// HTTP status.
    pub status: u16,
    /// Header fields.
    pub headers: HeaderMap,
    /// The body, byte by byte.
    pub bytes: Vec<u8>,
    /// The body as JSON, if it is.
    pub body: Option<Value>,
    /// Position among the exchanges of its case.
    pub index: usize,
}

impl Exchange {
    pub(crate) fn new(request: Request, status: u16, headers: HeaderMap, bytes: Vec<u8>) -> Self {
        let body = serde_json::from_slice(&bytes).ok();
        Self { request, status, headers, bytes, body, index: 0 }
    }

    /// The same exchange at its position among those of its case.
    pub(crate) fn at_index(self, index: usize) -> Self {
        Self { index, ..self }
    }

    /// A value of the body by JSON pointer, `null` if it is not there.
    #[must_use]
    pub(crate) fn at(&self, pointer: &str) -> &Value {
        self.body.as_ref().and_then(|body| body.pointer(pointer)).unwrap_or(&Value::Null)
    }

    /// A text of the body by JSON pointer, if it is there and not empty.
    #[must_use]
    pub(crate) fn text(&self, pointer: &str) -> Option<&str> {
        self.at(pointer).as_str().filter(|text| !text.is_empty())
    }

    /// The entries of a list in the body.
    #[must_use]
    pub(crate) fn list(&self, pointer: &str) -> &[Value] {
        self.at(pointer).as_array().map_or(&[], Vec::as_slice)
    }

    /// A header field as text.
    #[must_use]
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Status, media type and the beginning of the body on a few lines. The body is redacted before it is cut: what is
    /// left of a secret would not be known as one.
    pub(crate) fn summary(&self, redact: impl Fn(&str) -> String) -> String {
        let text = redact(&String::from_utf8_lossy(&self.bytes));
        let mut shown: String = text.chars().take(SUMMARY).map(|c| if c.is_control() { ' ' } else { c }).collect();
        if text.chars().nth(SUMMARY).is_some() {
            shown.push('…');
        }
        format!("{} {}\n{shown}", self.status, redact(&self.media_type())).trim_end().to_owned()
    }

    /// The media type without its parameters, in lower case.
    #[must_use]
    pub(crate) fn media_type(&self) -> String {
        let full = self.header("content-type").unwrap_or_default();
        full.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use authms_spec::operation::GET_CLIENT;

    use super::*;
    use crate::http::redact::Redactor;

    #[test]
    fn a_secret_across_the_end_of_what_is_shown_is_redacted() {
        let redactor = Redactor::default();
        redactor.learn("s3cret-value");
        for before in SUMMARY - 12..=SUMMARY {
            let body = format!("{}s3cret-value", "x".repeat(before)).into_bytes();
            let exchange = Exchange::new(Request::to(GET_CLIENT), 200, HeaderMap::new(), body);
            let shown = exchange.summary(|text| redactor.apply(text));
            assert!(shown.starts_with("200 \nxxx") && !shown.contains('s'), "{shown}");
        }
    }
}
