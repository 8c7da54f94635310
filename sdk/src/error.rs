//! One error for everything that can go wrong with a call.

use std::{error::Error as StdError, fmt, time::Duration};

use http::HeaderMap;

use crate::operation::Operation;

/// Why a call did not succeed.
///
/// Neither `Display` nor `Debug` shows a body, a header, a token or the service's message, all of which may hold
/// secrets; [`Error::message`] and [`Error::body`] hand them out when they are asked for.
///
/// ```no_run
/// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) {
/// match client.get_client(&id).await {
///     Ok(found) => println!("{:?}", found.name),
///     Err(error) if error.is_not_found() => println!("there is no such client"),
///     Err(error) => eprintln!("{error}"),
/// }
/// # }
/// ```
pub struct Error(Box<Repr>);

struct Repr {
    kind: ErrorKind,
    operation: Option<&'static Operation>,
    what: String,
    status: Option<u16>,
    code: Option<i64>,
    message: Option<String>,
    headers: HeaderMap,
    body: Vec<u8>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// What kind of thing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The caller's own input or settings; no request was sent.
    InvalidInput,
    /// No connection was made; no request was sent.
    Connect,
    /// There was no answer in time.
    Timeout,
    /// The connection broke.
    Transport,
    /// The service does not accept the token (401) or its role (403).
    Auth,
    /// The service refuses, with a status of 400 or above.
    Api,
    /// A status that is neither the operation's success nor an error, such as a redirect.
    UnexpectedStatus,
    /// A success whose `code` says otherwise.
    Envelope,
    /// A success that cannot be read.
    Decode,
    /// An answer larger than the limit.
    BodyTooLarge,
}

/// Whether a call that failed may have changed something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Applied {
    /// It has not.
    No,
    /// It may have; a read tells.
    Maybe,
    /// It has.
    Yes,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, what: impl Into<String>) -> Self {
        Self(Box::new(Repr {
            kind,
            operation: None,
            what: what.into(),
            status: None,
            code: None,
            message: None,
            headers: HeaderMap::new(),
            body: Vec::new(),
            source: None,
        }))
    }

    pub(crate) fn of(mut self, operation: &'static Operation) -> Self {
        self.0.operation = Some(operation);
        self
    }

    pub(crate) fn caused_by(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.0.source = Some(Box::new(source));
        self
    }

    pub(crate) fn answered(mut self, status: u16, headers: HeaderMap, body: Vec<u8>) -> Self {
        self.0.status = Some(status);
        self.0.headers = headers;
        self.0.body = body;
        self
    }

    pub(crate) fn said(mut self, code: Option<i64>, message: Option<String>) -> Self {
        self.0.code = code;
        self.0.message = message;
        self
    }

    /// What kind of thing went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// HTTP status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// `code` of the answer's envelope, if it had one.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        self.0.code
    }

    /// The service's own words. They may repeat what was sent: think before logging them.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// The `operationId` of the call.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation.map(|operation| operation.id)
    }

    /// The body of the answer, byte by byte; empty if there was none. It may hold secrets.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// `x-request-id` of the answer, for the service's operators.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.headers.get("x-request-id")?.to_str().ok()
    }

    /// How long the service asks to wait, from `Retry-After` in seconds (RFC 9110 section 10.2.3).
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        let text = self.0.headers.get(http::header::RETRY_AFTER)?.to_str().ok()?;
        text.trim().parse().ok().map(Duration::from_secs)
    }

    /// Whether there is no such thing (404).
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(404)
    }

    /// Whether the service's state forbids it (409).
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.status() == Some(409)
    }

    /// Whether the same call may succeed later and may be sent again: a passing condition, and an operation that is as
    /// good twice as once and hands out no secret.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        let passing = matches!(self.0.kind, ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transport)
            || matches!(self.0.status, Some(408 | 429 | 502..=504));
        let sent = self.0.kind != ErrorKind::Connect;
        passing && (!sent || self.0.operation.is_some_and(Operation::is_repeatable))
    }

    /// Whether the call may have changed something all the same. A read never has.
    #[must_use]
    pub fn may_have_been_applied(&self) -> Applied {
        if self.0.operation.is_none_or(Operation::is_read) {
            return Applied::No;
        }
        match self.0.kind {
            ErrorKind::InvalidInput | ErrorKind::Connect | ErrorKind::Auth => Applied::No,
            ErrorKind::Timeout | ErrorKind::Transport | ErrorKind::Envelope | ErrorKind::UnexpectedStatus => {
                Applied::Maybe
            }
            ErrorKind::Api => match self.0.status {
                Some(400..=499) => Applied::No,
                _ => Applied::Maybe,
            },
            ErrorKind::Decode | ErrorKind::BodyTooLarge => match self.0.status {
                Some(200..=299) => Applied::Yes,
                Some(400..=499) => Applied::No,
                _ => Applied::Maybe,
            },
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation() {
            write!(f, "{operation}: ")?;
        }
        f.write_str(&self.0.what)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("operation", &self.operation())
            .field("what", &self.0.what)
            .field("status", &self.0.status)
            .field("code", &self.0.code)
            .field("body", &format_args!("[{} bytes]", self.0.body.len()))
            .finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

impl From<crate::id::InvalidId> for Error {
    fn from(error: crate::id::InvalidId) -> Self {
        Self::new(ErrorKind::InvalidInput, error.to_string()).caused_by(error)
    }
}
