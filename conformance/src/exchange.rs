//! One request and what came back, as raw as a caller can see it.

use reqwest::{
    Method,
    header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue},
};
use serde_json::Value;

use crate::{
    mask::Mask,
    target::{Caller, Target, Token},
};

/// Answers beyond this are cut off: no answer of this contract comes near it.
const BODY_LIMIT: usize = 4 << 20;

/// Characters of a body that a report shows.
const SUMMARY: usize = 600;

/// A token that no server has issued; learned by the mask, so an echo is found.
pub(crate) const FORGED_TOKEN: &str = "conformance-forged-token-c0ffee";

/// A request to one operation of the contract, or to none.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) operation: Option<&'static str>,
    pub(crate) method: Method,
    pub(crate) template: &'static str,
    pub(crate) params: Vec<(&'static str, String)>,
    pub(crate) query: Vec<(&'static str, String)>,
    pub(crate) caller: Caller,
    pub(crate) content_type: Option<&'static str>,
    pub(crate) body: Option<Vec<u8>>,
    pub(crate) also_legal: &'static [u16],
}

impl Request {
    /// A request to the operation with this `operationId`, as the administrator.
    ///
    /// # Panics
    ///
    /// If the contract has no such operation: cases are part of the program.
    #[must_use]
    pub(crate) fn to(operation: &str) -> Self {
        let found = authms_spec::contract().operation(operation).expect("cases name operations of the contract");
        Self {
            operation: Some(&found.id),
            method: found.method.parse().expect("methods of the contract are HTTP methods"),
            template: &found.path,
            params: Vec::new(),
            query: Vec::new(),
            caller: Caller::Admin,
            content_type: None,
            body: None,
            also_legal: &[],
        }
    }

    /// The value of `client_id` in the path.
    #[must_use]
    pub(crate) fn client(self, client_id: &str) -> Self {
        self.param("client_id", client_id)
    }

    /// The value of a path parameter.
    #[must_use]
    pub(crate) fn param(mut self, name: &'static str, value: &str) -> Self {
        self.params.push((name, value.to_owned()));
        self
    }

    /// A query parameter.
    #[must_use]
    pub(crate) fn query(mut self, name: &'static str, value: impl ToString) -> Self {
        self.query.push((name, value.to_string()));
        self
    }

    /// Another method on the same path, which the contract does not know there.
    #[must_use]
    pub(crate) fn with_method(mut self, method: Method) -> Self {
        self.operation = None;
        self.method = method;
        self
    }

    /// Who sends it.
    #[must_use]
    pub(crate) fn by(mut self, caller: Caller) -> Self {
        self.caller = caller;
        self
    }

    /// A JSON body.
    #[must_use]
    pub(crate) fn json(self, body: &Value) -> Self {
        self.raw("application/json", body.to_string().into_bytes())
    }

    /// Any body under any media type.
    #[must_use]
    pub(crate) fn raw(mut self, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        self.content_type = Some(content_type);
        self.body = Some(body.into());
        self
    }

    /// Statuses that are legal for this request although the operation does not document them.
    #[must_use]
    pub(crate) fn or_status(mut self, statuses: &'static [u16]) -> Self {
        self.also_legal = statuses;
        self
    }

    /// The path and query below the base URL, percent-encoded.
    #[must_use]
    pub(crate) fn path(&self) -> String {
        let mut path = self.template.to_owned();
        for (name, value) in &self.params {
            path = path.replace(&format!("{{{name}}}"), &encode_segment(value));
        }
        for (index, (name, value)) in self.query.iter().enumerate() {
            path.push_str(&format!("{}{name}={}", if index == 0 { '?' } else { '&' }, encode_segment(value)));
        }
        path
    }

    /// A command that repeats the request by hand; tokens stand as environment variables.
    #[must_use]
    pub(crate) fn curl(&self, target: &Target) -> String {
        let mut line = format!("curl -i -X {} '{}{}", self.method, target.base_url(), self.path());
        let join = if self.query.is_empty() { '?' } else { '&' };
        line.push_str(&match self.caller {
            Caller::QueryToken => format!("{join}access_token='\"$AUTHMS_USER_TOKEN\""),
            _ => "'".to_owned(),
        });
        if let Some(header) = curl_authorization(self.caller) {
            line.push_str(&format!(" \\\n  -H \"Authorization: {header}\""));
        }
        if let Some(content_type) = self.content_type {
            line.push_str(&format!(" \\\n  -H 'Content-Type: {content_type}'"));
        }
        if let Some(body) = &self.body {
            line.push_str(&match std::str::from_utf8(body) {
                Ok(text) => format!(" \\\n  --data-binary '{}'", text.replace('\'', r"'\''")),
                Err(_) => {
                    let escaped: String = body.iter().map(|byte| format!("\\x{byte:02x}")).collect();
                    format!(" \\\n  --data-binary @<(printf '{escaped}')")
                }
            });
        }
        line
    }
}

fn curl_authorization(caller: Caller) -> Option<String> {
    Some(match caller {
        Caller::Admin => "Bearer $AUTHMS_TOKEN".to_owned(),
        Caller::User => "Bearer $AUTHMS_USER_TOKEN".to_owned(),
        Caller::OtherTenant => "Bearer $AUTHMS_OTHER_TENANT_TOKEN".to_owned(),
        Caller::Forged => format!("Bearer {FORGED_TOKEN}"),
        Caller::Tampered => "Bearer ${AUTHMS_TOKEN%?}~".to_owned(),
        Caller::WrongScheme => "Token $AUTHMS_TOKEN".to_owned(),
        Caller::LowerCaseScheme => "bearer $AUTHMS_TOKEN".to_owned(),
        Caller::Nobody | Caller::QueryToken => return None,
    })
}

fn encode_segment(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC)
        .to_string()
        .replace("%2D", "-")
        .replace("%5F", "_")
        .replace("%2E", ".")
        .replace("%7E", "~")
}

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

    /// Status, media type and the beginning of the body on a few lines; the caller masks it.
    pub(crate) fn summary(&self) -> String {
        let text = String::from_utf8_lossy(&self.bytes);
        let mut shown: String = text.chars().take(SUMMARY).map(|c| if c.is_control() { ' ' } else { c }).collect();
        if text.chars().nth(SUMMARY).is_some() {
            shown.push('…');
        }
        format!("{} {}\n{shown}", self.status, self.media_type()).trim_end().to_owned()
    }

    /// The media type without its parameters, in lower case.
    #[must_use]
    pub(crate) fn media_type(&self) -> String {
        let full = self.header("content-type").unwrap_or_default();
        full.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }
}

/// Sends one request, once.
///
/// # Errors
///
/// A fragment that says why there is no answer: no connection, no answer in time, a body over the limit.
pub(crate) async fn send(target: &Target, request: Request, index: usize, mask: &Mask) -> Result<Exchange, String> {
    let mut url = format!("{}{}", target.base_url(), request.path());
    let token = presented(target, request.caller);
    if let (Caller::QueryToken, Some(token)) = (request.caller, &token) {
        let join = if request.query.is_empty() { '?' } else { '&' };
        url = format!("{url}{join}access_token={}", encode_segment(token));
    }
    let mut builder = target.http.request(request.method.clone(), url);
    if let Some(credentials) = credentials(request.caller, token.as_deref()) {
        let mut value = HeaderValue::from_str(&credentials).map_err(|_| "the token fits in no header".to_owned())?;
        value.set_sensitive(true);
        builder = builder.header(AUTHORIZATION, value);
    }
    if let Some(content_type) = request.content_type {
        builder = builder.header(CONTENT_TYPE, content_type);
    }
    if let Some(body) = &request.body {
        builder = builder.body(body.clone());
    }
    let mut response = builder.send().await.map_err(|error| explain(error, mask))?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| explain(error, mask))? {
        if bytes.len() + chunk.len() > BODY_LIMIT {
            return Err(format!("the answer is larger than {BODY_LIMIT} bytes"));
        }
        bytes.extend_from_slice(&chunk);
    }
    let body = serde_json::from_slice(&bytes).ok();
    Ok(Exchange { request, status, headers, bytes, body, index })
}

/// The token that a caller presents, wherever.
pub(crate) fn presented(target: &Target, caller: Caller) -> Option<String> {
    let token = target.token_of(caller).map(Token::expose);
    match caller {
        Caller::Nobody => None,
        Caller::Forged => Some(FORGED_TOKEN.to_owned()),
        Caller::Tampered => token.map(tampered),
        _ => token.map(str::to_owned),
    }
}

fn credentials(caller: Caller, token: Option<&str>) -> Option<String> {
    if matches!(caller, Caller::Nobody | Caller::QueryToken) {
        return None;
    }
    let token = token?;
    let scheme = match caller {
        Caller::WrongScheme => "Token",
        Caller::LowerCaseScheme => "bearer",
        _ => "Bearer",
    };
    Some(format!("{scheme} {token}"))
}

/// The last character replaced, whatever it was.
fn tampered(token: &str) -> String {
    let mut text = token.to_owned();
    text.pop();
    text.push('~');
    text
}

fn explain(error: reqwest::Error, mask: &Mask) -> String {
    let kind = if error.is_timeout() {
        "no answer in time"
    } else if error.is_connect() {
        "no connection"
    } else {
        "no complete answer"
    };
    // The URL is known to the reader and may hold a token; the innermost cause says the rest.
    let error = error.without_url();
    let mut cause: &dyn std::error::Error = &error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    mask.apply(&format!("{kind}: {cause}"))
}
