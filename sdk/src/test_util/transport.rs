//! A transport that responds within the process, in a given order.

use std::{
    collections::VecDeque,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use http::{HeaderMap, Method};
use reqwest::{Body, Request, Response, Url};
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    auth::token::BoxFuture,
    errors::{error::Error, kind::ErrorKind},
    exchange::faults::UNTRUSTED,
    types::page::Page,
};

/// Responds to the requests of a client within the process, below tokens, deadlines and retries.
///
/// Each attempt takes the next reply or failure, whatever it asks for: for calls in parallel, a server is the better choice (the
/// matchers of the feature `wiremock`). An attempt for which none is left fails with [`ErrorKind::InvalidInput`]. Clones share
/// their replies.
///
/// ```
/// use authms_sdk::{Client, test_util::{Failure, Reply, Transport}};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), authms_sdk::Error> {
/// let transport = Transport::new();
/// transport.fail(Failure::Connect);
/// transport.reply(Reply::json(200, r#"{"code":0,"data":{"name":"Payments"}}"#));
///
/// let client = Client::builder("https://auth.example.com/api/v1").transport(&transport).build()?;
/// let found = client.get_client("demo-payments").await?;
///
/// assert_eq!(found.name.as_deref(), Some("Payments"));
/// assert_eq!(transport.requests().len(), 2); // the failure was retried
/// assert_eq!(transport.requests()[1].path(), "/api/v1/admin/oauth/clients/demo-payments");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct Transport(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    outcomes: VecDeque<Outcome>,
    sent: Vec<SentRequest>,
}

#[derive(Clone)]
enum Outcome {
    Reply(Reply),
    Failure(Failure),
}

/// Shows no request and no reply.
impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("Transport")
            .field("left", &state.outcomes.len())
            .field("sent", &state.sent.len())
            .finish_non_exhaustive()
    }
}

/// A response to give.
///
/// ```
/// use std::time::Duration;
///
/// use authms_sdk::test_util::Reply;
///
/// let page_of_a_proxy = Reply::new(502, "<html>").header("content-type", "text/html").delay(Duration::from_secs(3));
/// # let _ = page_of_a_proxy;
/// ```
#[derive(Clone)]
pub struct Reply {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
    delay: Duration,
}

/// Never shows the body or a header.
impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply").field("status", &self.status).field("delay", &self.delay).finish_non_exhaustive()
    }
}

impl Reply {
    /// A response with a JSON body.
    ///
    /// ```
    /// let reply = authms_sdk::test_util::Reply::json(503, r#"{"code":1}"#).header("retry-after", "2");
    /// assert_eq!(format!("{reply:?}"), "Reply { status: 503, delay: 0ns, .. }");
    /// ```
    ///
    /// # Panics
    ///
    /// If the status is below 100 or above 999.
    #[must_use]
    pub fn json(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::new(status, body).header("content-type", "application/json")
    }

    /// The response of a success that carries `data`: an item as JSON, or a value of the SDK. The documentation of
    /// [`test_util`](crate::test_util) has the `data` of each operation.
    ///
    /// ```
    /// use authms_sdk::{OAuthClient, test_util::Reply};
    ///
    /// let found = Reply::data(200, OAuthClient::default().name("Payments"));
    /// let rotated = Reply::data(200, serde_json::json!({"new_secret": "s-1"}));
    /// # let _ = (found, rotated);
    /// ```
    ///
    /// # Panics
    ///
    /// As [`Reply::json`], and if the value cannot be serialized.
    #[must_use]
    pub fn data(status: u16, data: impl Serialize) -> Self {
        let data = serde_json::to_value(data).expect("a value that can be serialized");
        Self::json(status, json!({"code": 0, "message": "ok", "data": data}).to_string())
    }

    /// The response of a list that carries this page.
    ///
    /// ```
    /// use authms_sdk::{OAuthClient, Page, test_util::Reply};
    ///
    /// let listed = Reply::page(&Page::of([OAuthClient::default().name("Payments")]));
    /// # let _ = listed;
    /// ```
    ///
    /// # Panics
    ///
    /// If an entry cannot be serialized.
    #[must_use]
    pub fn page<T: Serialize>(page: &Page<T>) -> Self {
        let items = serde_json::to_value(&page.items).expect("entries that can be serialized");
        let pagination = json!({
            "page": page.page, "page_size": page.page_size, "total": page.total, "total_pages": page.total_pages,
            "has_next": page.has_next, "has_prev": page.has_prev,
        });
        let body = json!({"code": 0, "message": "ok", "items": items, "total": page.total, "pagination": pagination});
        Self::json(200, body.to_string())
    }

    /// A response with any body and no header.
    ///
    /// # Panics
    ///
    /// As [`Reply::json`].
    #[must_use]
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        assert!((100..1000).contains(&status), "not a valid HTTP status: {status}");
        Self { status, headers: HeaderMap::new(), body: body.into(), delay: Duration::ZERO }
    }

    /// Adds a header.
    ///
    /// # Panics
    ///
    /// If the name or the value is not valid in a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name: http::HeaderName = name.parse().expect("the name of a header");
        self.headers.append(name, value.parse().expect("the value of a header"));
        self
    }

    /// Waits before responding. A test with tokio's paused clock does not wait.
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }
}

/// A way to fail without a response.
///
/// ```
/// use authms_sdk::{Applied, Client, UpdateClient, test_util::{Failure, Transport}};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), authms_sdk::Error> {
/// let transport = Transport::new();
/// (0..3).for_each(|_| transport.fail(Failure::Broken));
/// let client = Client::builder("https://auth.example.com").transport(&transport).build()?;
/// let error = client.update_client("demo", &UpdateClient::new()).await.unwrap_err();
/// assert_eq!((error.attempts(), error.applied()), (3, Applied::Maybe));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure {
    /// No connection is made: nothing was sent.
    Connect,
    /// The certificate of the service is not trusted, or the like: nothing was sent, and it would happen again.
    Untrusted,
    /// The connection breaks after the request was sent.
    Broken,
    /// The response never comes.
    Silence,
}

/// A request that was sent.
///
/// ```
/// use authms_sdk::{Client, UpdateClient, test_util::{Reply, Transport}};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), authms_sdk::Error> {
/// let transport = Transport::new();
/// transport.reply(Reply::json(200, r#"{"code":0,"data":{}}"#));
/// let client = Client::builder("https://auth.example.com").transport(&transport).build()?;
/// client.update_client("demo", &UpdateClient::new().clear_scopes()).await?;
/// let sent = &transport.requests()[0];
/// assert_eq!((sent.method(), sent.json().to_string().as_str()), ("PUT", r#"{"scopes":[]}"#));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct SentRequest {
    method: Method,
    url: Url,
    headers: HeaderMap,
    body: Vec<u8>,
}

/// Never shows the body or a header.
impl fmt::Debug for SentRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SentRequest").field("method", &self.method).field("path", &self.path()).finish_non_exhaustive()
    }
}

impl SentRequest {
    /// Method in capitals.
    #[must_use]
    pub fn method(&self) -> &str {
        self.method.as_str()
    }

    /// Path with the prefix of the base URL, percent-encoded.
    #[must_use]
    pub fn path(&self) -> &str {
        self.url.path()
    }

    /// Query, percent-encoded, without the `?`.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        self.url.query()
    }

    /// A header, if it is present and text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as JSON; `null` if there is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

impl Transport {
    /// A transport without replies.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a reply for one more attempt.
    pub fn reply(&self, reply: Reply) {
        self.state().outcomes.push_back(Outcome::Reply(reply));
    }

    /// Adds a failure for one more attempt.
    pub fn fail(&self, failure: Failure) {
        self.state().outcomes.push_back(Outcome::Failure(failure));
    }

    /// How many replies and failures no attempt has taken yet; 0 at the end of a test that used them all.
    #[must_use]
    pub fn left(&self) -> usize {
        self.state().outcomes.len()
    }

    /// The requests that were sent so far, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<SentRequest> {
        self.state().sent.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn respond(&self, request: &Request) -> BoxFuture<'static, Result<Response, Error>> {
        let outcome = {
            let mut state = self.state();
            state.sent.push(SentRequest {
                method: request.method().clone(),
                url: request.url().clone(),
                headers: request.headers().clone(),
                body: request.body().and_then(Body::as_bytes).map(<[u8]>::to_vec).unwrap_or_default(),
            });
            state.outcomes.pop_front()
        };
        let outcome = outcome.ok_or_else(|| {
            let (method, path) = (request.method(), request.url().path());
            format!("the test's transport has no reply left for {method} {path}; hint: add one with `Transport::reply`")
        });
        Box::pin(async move {
            match outcome {
                Err(what) => Err(Error::new(ErrorKind::InvalidInput, what)),
                Ok(Outcome::Failure(Failure::Connect)) => {
                    Err(Error::new(ErrorKind::Connect, "no connection to the service"))
                }
                Ok(Outcome::Failure(Failure::Untrusted)) => Err(Error::new(ErrorKind::Connect, UNTRUSTED).permanent()),
                Ok(Outcome::Failure(Failure::Broken)) => Err(Error::new(ErrorKind::Transport, "the connection broke")),
                Ok(Outcome::Failure(Failure::Silence)) => std::future::pending().await,
                Ok(Outcome::Reply(reply)) => {
                    tokio::time::sleep(reply.delay).await;
                    let mut response = http::Response::new(Body::from(reply.body));
                    *response.status_mut() = http::StatusCode::from_u16(reply.status).map_err(|_| {
                        Error::new(ErrorKind::InvalidInput, "the test's reply does not have a valid HTTP status")
                    })?;
                    *response.headers_mut() = reply.headers;
                    Ok(Response::from(response))
                }
            }
        })
    }
}
