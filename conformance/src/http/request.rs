//! A request as a case describes it: the operation, its parameters, its body, and who sends it.

use authms_spec::Operation;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Method;
use serde_json::Value;

use super::{
    caller::{Caller, FORGED_TOKEN},
    target::Target,
};

/// Everything but the unreserved characters (RFC 3986 section 2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A request, to an operation of the contract or to none of them.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) operation: Option<Operation>,
    pub(crate) method: Method,
    pub(crate) template: &'static str,
    pub(crate) params: Vec<(&'static str, String)>,
    pub(crate) query: Vec<(&'static str, String)>,
    pub(crate) caller: Caller,
    pub(crate) content_type: Option<&'static str>,
    pub(crate) body: Option<Vec<u8>>,
    pub(crate) also_legal: &'static [u16],
    /// Whether it is odd on purpose, so that something in front of the service may refuse it and no other.
    pub(crate) odd: bool,
}

impl Request {
    /// A request to an operation, as the administrator.
    #[must_use]
    pub(crate) fn to(operation: Operation) -> Self {
        Self {
            operation: Some(operation),
            method: operation.method.parse().expect("methods of the contract are HTTP methods"),
            template: operation.path,
            params: Vec::new(),
            query: Vec::new(),
            caller: Caller::Admin,
            content_type: None,
            body: None,
            also_legal: &[],
            odd: false,
        }
    }

    /// The value of `client_id` in the path.
    #[must_use]
    pub(crate) fn client(self, client_id: &str) -> Self {
        self.param("client_id", client_id)
    }

    /// The value of `secret_id` in the path.
    #[must_use]
    pub(crate) fn secret(self, secret_id: &str) -> Self {
        self.param("secret_id", secret_id)
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

    /// Another method on the same path, which the contract does not have there.
    #[must_use]
    pub(crate) fn with_method(mut self, method: Method) -> Self {
        self.operation = None;
        self.method = method;
        self.odd()
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

    /// A request that is odd on purpose: what is in front of the service may refuse it alone.
    #[must_use]
    pub(crate) fn odd(mut self) -> Self {
        self.odd = true;
        self
    }

    /// The client that the path names, if it names one.
    #[must_use]
    pub(crate) fn client_id(&self) -> Option<&str> {
        self.params.iter().find(|(name, _)| *name == "client_id").map(|(_, value)| value.as_str())
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

pub(crate) fn encode_segment(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}
