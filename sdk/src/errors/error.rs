//! One error for everything that can go wrong with a call.

use std::{error::Error as StdError, time::Duration};

use bytes::Bytes;
use http::HeaderMap;

use crate::{
    auth::token::BoxError,
    errors::{
        kind::{Applied, ErrorKind},
        shown::Shown,
    },
    exchange::headers::{request_id, retry_after},
    types::secret::Secret,
    wire::operation::Operation,
};

/// Why a call did not succeed.
///
/// `Display` is one line for a log: the operation, what happened, status and `code`, the request id, and what the service
/// says. `Debug` is that line and the causes, so `fn main() -> Result<(), Error>` prints all there is to know.
///
/// ```
/// let response = br#"{"code":40000201,"message":"scopes: unknown scope \"x\""}"#;
/// let error = authms_sdk::decode_response("update_client", 400, None, response).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "update_client: the service refuses the call (status 400, code 40000201): scopes: unknown scope \"x\""
/// );
/// ```
///
/// Neither shows a body, a header or a secret. The service's message is cut at 200 characters and put on one line. The
/// call's token, the secrets in the response, the values of headers that the caller added (the tenant is one) if they
/// have 4 bytes or more, and every run of 20 or more of the characters `A-Z a-z 0-9 + / _ = . -` with a letter and a
/// digit in it are replaced by `[redacted]`; the ids in the call's path stay. A short secret that the call does not
/// know cannot be told from a word: [`ClientBuilder::hide_messages`](crate::ClientBuilder::hide_messages) leaves the
/// message out. [`Error::message`], [`Error::headers`] and [`Error::body`] return everything as received.
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
pub struct Error(pub(super) Box<Repr>);

pub(super) struct Repr {
    pub(super) kind: ErrorKind,
    pub(super) operation: Option<&'static Operation>,
    pub(super) what: String,
    /// Where reading the response failed.
    path: Option<String>,
    status: Option<u16>,
    code: Option<i64>,
    message: Option<String>,
    headers: HeaderMap,
    body: Bytes,
    attempts: u32,
    /// What earlier attempts of the same call may have done.
    pub(super) earlier: Applied,
    pub(super) source: Option<BoxError>,
    /// Whether the part of the response that was read says that the call was carried out.
    pub(super) done: bool,
    /// A secret that the response shows although it cannot be read.
    minted: Option<Secret>,
    /// Whether the same would happen again, as with a certificate that is not trusted.
    pub(super) permanent: bool,
    /// What is shown of the words of others, once the call's secrets are known.
    pub(super) shown: Shown,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, what: impl Into<String>) -> Self {
        Self(Box::new(Repr {
            kind,
            operation: None,
            what: what.into(),
            path: None,
            status: None,
            code: None,
            message: None,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            attempts: 0,
            earlier: Applied::No,
            source: None,
            done: false,
            minted: None,
            permanent: false,
            shown: Shown::default(),
        }))
    }

    pub(crate) fn of(mut self, operation: &'static Operation) -> Self {
        self.0.operation = Some(operation);
        self
    }

    pub(crate) fn caused_by(mut self, source: impl Into<BoxError>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(crate) fn at(mut self, path: String) -> Self {
        self.0.path = Some(path);
        self
    }

    /// Adds the number of attempts, and what earlier ones may have done.
    pub(crate) fn after(mut self, attempts: u32, earlier: Applied) -> Self {
        self.0.attempts = attempts;
        self.0.earlier = earlier;
        self
    }

    pub(crate) fn responded(mut self, status: u16, headers: HeaderMap, body: Bytes) -> Self {
        self.0.status = Some(status);
        self.0.headers = headers;
        self.0.body = body;
        self
    }

    pub(crate) fn done(mut self, done: bool) -> Self {
        self.0.done = done;
        self
    }

    pub(crate) fn permanent(mut self) -> Self {
        self.0.permanent = true;
        self
    }

    pub(crate) fn minted(mut self, secret: Option<Secret>) -> Self {
        self.0.minted = secret;
        self
    }

    pub(crate) fn said(mut self, code: Option<i64>, message: Option<String>) -> Self {
        self.0.code = code;
        self.0.message = message;
        self
    }

    /// The kind of failure.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// HTTP status of the response, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// `code` of the response's envelope, if it had one.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        self.0.code
    }

    /// The service's human-readable message. It may repeat what was sent: think before logging it.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// The `operationId` of the call.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation.map(|operation| operation.id)
    }

    /// The body of the response as received; empty if there was none. It may hold secrets.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// Headers of the response; empty if there was none. They may hold secrets.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The place where a success could not be read, if there is one.
    ///
    /// ```
    /// let response = br#"{"code":0,"data":{"scopes":["openid",7]}}"#;
    /// let error = authms_sdk::decode_response("get_client", 200, None, response).unwrap_err();
    /// assert_eq!(error.field_path(), Some("data.scopes[1]"));
    /// ```
    #[must_use]
    pub fn field_path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// The secret that a failed call minted nevertheless: the response shows it, but cannot be read otherwise. The service
    /// never shows it again.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// match client.create_client_secret(&id).await {
    ///     Ok(created) => println!("created {:?}", created.secret_id),
    ///     Err(error) => match error.minted_secret() {
    ///         Some(secret) => store(secret.expose()), // now or never
    ///         None => return Err(error),
    ///     },
    /// }
    /// # fn store(_: &str) {}
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn minted_secret(&self) -> Option<&Secret> {
        self.0.minted.as_ref()
    }

    /// `x-request-id` (or `x-correlation-id`) of the response, for the service's operators.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.0.headers)
    }

    /// How many attempts there were: 0 if the call ended before the first, more than 1 after retries or a replaced token.
    /// An attempt without a connection counts, although nothing was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// How long the service asks to wait (`Retry-After`, RFC 9110 section 10.2.3), in seconds or until a date.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) {
    /// if let Err(error) = client.get_client(&id).await
    ///     && let Some(wait) = error.retry_after()
    /// {
    ///     println!("busy; again in {} s", wait.as_secs());
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(&self.0.headers)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

macro_rules! invalid_input {
    ($($error:ty),*) => {
        $(impl From<$error> for Error {
            fn from(error: $error) -> Self {
                Self::new(ErrorKind::InvalidInput, error.to_string())
            }
        })*
    };
}

invalid_input!(crate::auth::token::InvalidToken, crate::types::id::InvalidId, crate::types::jwks::InvalidJwks);
