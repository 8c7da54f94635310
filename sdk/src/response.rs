//! From a raw answer to a value or an error: the one place that decides what an answer means.

use http::HeaderMap;
use serde::{Deserialize, Deserializer, Serialize, de::DeserializeOwned};

use crate::{
    error::{Error, ErrorKind},
    generated::types,
    operation::Operation,
};

/// An answer as it came.
#[derive(Default)]
pub(crate) struct Raw {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

/// `code` of an envelope. Numbers occur as strings too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Code(pub(crate) i64);

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Spelling {
            Number(i64),
            Text(String),
        }
        let refuse = || serde::de::Error::custom("neither a number nor a text that holds one");
        match Spelling::deserialize(deserializer).map_err(|_| refuse())? {
            Spelling::Number(code) => Ok(Self(code)),
            Spelling::Text(text) => text.trim().parse().map(Self).map_err(|_| refuse()),
        }
    }
}

/// The envelope of a success.
pub(crate) trait Envelope: DeserializeOwned {
    /// What it carries.
    type Data;

    /// `code`, `message`, and what it carries.
    fn open(self) -> (Option<Code>, Option<String>, Option<Self::Data>);
}

macro_rules! detail {
    ($($envelope:ident => $data:ident),* $(,)?) => {
        $(impl Envelope for types::$envelope {
            type Data = types::$data;

            fn open(self) -> (Option<Code>, Option<String>, Option<Self::Data>) {
                (self.code, self.message, self.data)
            }
        })*
    };
}

detail!(
    BatchRevokeDetailResponse => BatchRevokeUserTokensResponse,
    ClientStatsDetailResponse => ClientStatsResponse,
    CloneClientDetailResponse => CloneClientResponse,
    CreateClientDetailResponse => CreateClientResponse,
    CreateClientSecretDetailResponse => CreateClientSecretResponse,
    OAuthClientItemDetailResponse => OAuthClientItem,
    OAuthClientSecretDetailResponse => OAuthClientSecretResponse,
    OAuthClientSecretListDetailResponse => OAuthClientSecretListData,
    RevokeClientTokensDetailResponse => RevokeClientTokensResponse,
    RotateSecretDetailResponse => RotateSecretResponse,
);

/// One page of a list as it came.
pub(crate) struct RawPage<T> {
    pub(crate) items: Vec<T>,
    pub(crate) total: Option<i64>,
    pub(crate) pagination: Option<types::PageInfo>,
}

macro_rules! list {
    ($($envelope:ident => $item:ident),* $(,)?) => {
        $(impl Envelope for types::$envelope {
            type Data = RawPage<types::$item>;

            fn open(self) -> (Option<Code>, Option<String>, Option<Self::Data>) {
                // An empty Go slice is `null`; a page is still a page, if it says anything about itself.
                let page = self.items.is_some() || self.pagination.is_some() || self.total.is_some();
                let items = self.items.unwrap_or_default();
                let data = page.then_some(RawPage { items, total: self.total, pagination: self.pagination });
                (self.code, self.message, data)
            }
        })*
    };
}

list!(
    OAuthAuditLogListResponse => OAuthAuditLogItem,
    OAuthClientListResponse => OAuthClientItem,
    OAuthTokenListResponse => OAuthTokenItem,
);

/// The parts that every envelope has, read as far as they can be.
#[derive(Default, Deserialize)]
struct Head {
    #[serde(default)]
    code: Option<Code>,
    #[serde(default)]
    message: Option<String>,
}

/// What an answer to an operation means.
///
/// A status of 400 and above is an error whatever the body says. A success has the operation's status, a `code` that is
/// 0 or absent, and what it promises to carry.
pub(crate) fn read<E: Envelope>(operation: &'static Operation, raw: Raw) -> Result<E::Data, Error> {
    let Raw { status, headers, body } = raw;
    if status != operation.success {
        return Err(refused(operation, status, headers, body));
    }
    let mut deserializer = serde_json::Deserializer::from_slice(&body);
    let (code, message, data) = match serde_path_to_error::deserialize::<_, E>(&mut deserializer) {
        Ok(envelope) => envelope.open(),
        Err(error) => {
            let head = head(&body);
            if head.code.is_some_and(|code| code.0 != 0) {
                (head.code, head.message, None)
            } else {
                let place = error.path().to_string();
                let what = match place.as_str() {
                    "." | "?" => "the answer cannot be read as JSON of the contract's shape".to_owned(),
                    place => format!("the answer cannot be read at `{place}`"),
                };
                // serde's own words may quote the value, so they are no part of the chain.
                return Err(Error::new(ErrorKind::Decode, what).of(operation).answered(status, headers, body));
            }
        }
    };
    match (code, data) {
        (Some(Code(code)), _) if code != 0 => {
            let what = format!("status {status}, but code {code}");
            Err(Error::new(ErrorKind::Envelope, what)
                .of(operation)
                .answered(status, headers, body)
                .said(Some(code), message))
        }
        (_, Some(data)) => Ok(data),
        (_, None) => {
            let what = "the answer carries nothing, although it is a success";
            Err(Error::new(ErrorKind::Decode, what).of(operation).answered(status, headers, body))
        }
    }
}

/// What an answer means whose success carries no body (204).
pub(crate) fn read_empty(operation: &'static Operation, raw: Raw) -> Result<(), Error> {
    if raw.status == operation.success {
        return Ok(());
    }
    Err(refused(operation, raw.status, raw.headers, raw.body))
}

fn refused(operation: &'static Operation, status: u16, headers: HeaderMap, body: Vec<u8>) -> Error {
    let Head { code, message } = head(&body);
    let code = code.map(|code| code.0);
    let (kind, what) = match status {
        401 => (ErrorKind::Auth, "the service does not accept the token".to_owned()),
        403 => (ErrorKind::Auth, "the token's role is not enough".to_owned()),
        404 => (ErrorKind::Api, "not found".to_owned()),
        400.. => (ErrorKind::Api, "the service refuses".to_owned()),
        _ => (ErrorKind::UnexpectedStatus, "the status is not the one of a success".to_owned()),
    };
    let code_shown = code.map(|code| format!(", code {code}")).unwrap_or_default();
    let what = format!("{what} (status {status}{code_shown})");
    Error::new(kind, what).of(operation).answered(status, headers, body).said(code, message)
}

/// Each part on its own: a strange `code` must not hide the message.
fn head(body: &[u8]) -> Head {
    let Ok(serde_json::Value::Object(map)) = serde_json::from_slice(body) else { return Head::default() };
    let part = |name: &str| map.get(name).cloned().unwrap_or_default();
    Head {
        code: serde_json::from_value(part("code")).unwrap_or_default(),
        message: serde_json::from_value(part("message")).unwrap_or_default(),
    }
}
