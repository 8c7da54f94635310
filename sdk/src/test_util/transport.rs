//! Answers within the process, in the order in which they were given.

use std::{
    collections::VecDeque,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use http::HeaderMap;
use reqwest::{Body, Request, Response};
use serde_json::Value;

use crate::{
    auth::token::BoxFuture,
    errors::{error::Error, kind::ErrorKind},
};

/// Answers the requests of a client within the process, below tokens, deadlines and retries.
///
/// Replies and failures are given out in their order, one for each attempt; a call for which there is none left fails with
/// [`ErrorKind::InvalidInput`] and says so. Clones are the same transport.
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
/// let found = client.get_client(&"demo-payments".parse()?).await?;
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

/// Never a request or a reply.
impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("Transport")
            .field("left", &state.outcomes.len())
            .field("sent", &state.sent.len())
            .finish_non_exhaustive()
    }
}

/// An answer to give.
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

/// Never the body or a header.
impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply").field("status", &self.status).field("delay", &self.delay).finish_non_exhaustive()
    }
}

impl Reply {
    /// An answer with a JSON body.
    ///
    /// ```
    /// let reply = authms_sdk::test_util::Reply::json(503, r#"{"code":1}"#).header("retry-after", "2");
    /// assert_eq!(format!("{reply:?}"), "Reply { status: 503, delay: 0ns, .. }");
    /// ```
    ///
    /// # Panics
    ///
    /// If the status is below 100 or above 999: a test that asks for it is wrong.
    #[must_use]
    pub fn json(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::new(status, body).header("content-type", "application/json")
    }

    /// An answer with any body and no header.
    ///
    /// # Panics
    ///
    /// As [`Reply::json`].
    #[must_use]
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        assert!((100..1000).contains(&status), "no HTTP status: {status}");
        Self { status, headers: HeaderMap::new(), body: body.into(), delay: Duration::ZERO }
    }

    /// Adds a header.
    ///
    /// # Panics
    ///
    /// If no header can have this name or value.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name: http::HeaderName = name.parse().expect("the name of a header");
        self.headers.append(name, value.parse().expect("the value of a header"));
        self
    }

    /// Waits before answering; with tokio's paused clock a test need not wait with it.
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }
}

/// A way to fail without an answer.
///
/// ```
/// use authms_sdk::{Applied, Client, UpdateClient, test_util::{Failure, Transport}};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), authms_sdk::Error> {
/// let transport = Transport::new();
/// (0..3).for_each(|_| transport.fail(Failure::Broken));
/// let client = Client::builder("https://auth.example.com").transport(&transport).build()?;
/// let error = client.update_client(&"demo".parse()?, &UpdateClient::new()).await.unwrap_err();
/// assert_eq!((error.attempts(), error.applied()), (3, Applied::Maybe));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure {
    /// No connection is made: nothing was sent.
    Connect,
    /// The connection breaks after the request was sent.
    Broken,
    /// There is no answer, ever.
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
/// client.update_client(&"demo".parse()?, &UpdateClient::new().clear_scopes()).await?;
/// let sent = &transport.requests()[0];
/// assert_eq!((sent.method(), sent.json().to_string().as_str()), ("PUT", r#"{"scopes":[]}"#));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct SentRequest {
    method: String,
    path: String,
    query: Option<String>,
    headers: HeaderMap,
    body: Vec<u8>,
}

/// Never the body or a header.
impl fmt::Debug for SentRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SentRequest").field("method", &self.method).field("path", &self.path).finish_non_exhaustive()
    }
}

impl SentRequest {
    /// Method in capitals.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Path with the prefix of the base URL, percent-encoded.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Query, percent-encoded, without the `?`.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        self.query.as_deref()
    }

    /// A header, if it is there and text.
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
    /// A transport without any answer yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives this answer to the next attempt that has none yet.
    pub fn reply(&self, reply: Reply) {
        self.state().outcomes.push_back(Outcome::Reply(reply));
    }

    /// Fails the next attempt that has no answer yet.
    pub fn fail(&self, failure: Failure) {
        self.state().outcomes.push_back(Outcome::Failure(failure));
    }

    /// What was sent so far, in its order.
    #[must_use]
    pub fn requests(&self) -> Vec<SentRequest> {
        self.state().sent.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn answer(&self, request: &Request) -> BoxFuture<'static, Result<Response, Error>> {
        let outcome = {
            let mut state = self.state();
            state.sent.push(SentRequest {
                method: request.method().to_string(),
                path: request.url().path().to_owned(),
                query: request.url().query().map(str::to_owned),
                headers: request.headers().clone(),
                body: request.body().and_then(Body::as_bytes).map(<[u8]>::to_vec).unwrap_or_default(),
            });
            state.outcomes.pop_front()
        };
        let (method, path) = (request.method().clone(), request.url().path().to_owned());
        Box::pin(async move {
            match outcome {
                None => {
                    let what =
                        format!("the test's transport has no reply left for {method} {path}; hint: give it one more");
                    Err(Error::new(ErrorKind::InvalidInput, what))
                }
                Some(Outcome::Failure(Failure::Connect)) => {
                    Err(Error::new(ErrorKind::Connect, "no connection to the service"))
                }
                Some(Outcome::Failure(Failure::Broken)) => {
                    Err(Error::new(ErrorKind::Transport, "the connection broke"))
                }
                Some(Outcome::Failure(Failure::Silence)) => std::future::pending().await,
                Some(Outcome::Reply(reply)) => {
                    tokio::time::sleep(reply.delay).await;
                    let mut response = http::Response::new(Body::from(reply.body));
                    *response.status_mut() = http::StatusCode::from_u16(reply.status)
                        .map_err(|_| Error::new(ErrorKind::InvalidInput, "the test's reply has no HTTP status"))?;
                    *response.headers_mut() = reply.headers;
                    Ok(Response::from(response))
                }
            }
        })
    }
}
