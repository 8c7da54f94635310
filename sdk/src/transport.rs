//! One request out, one answer in: under a limit of time and of size.

use std::{pin::pin, time::Duration};

use bytes::Bytes;
use reqwest::{Request, Response};
use tokio::time::{Instant, timeout_at};

use crate::{error::Error, kind::ErrorKind, response::Raw};

/// What a request goes out by.
pub(crate) enum Transport {
    Http(reqwest::Client),
    #[cfg(feature = "test-util")]
    Canned(crate::test_util::Transport),
}

/// How much of an answer is awaited.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// Largest body in bytes.
    pub(crate) body: usize,
    /// Longest silence within a body.
    pub(crate) stall: Duration,
}

impl Transport {
    /// Sends a request and reads its answer until `deadline`.
    pub(crate) async fn exchange(&self, request: Request, limits: Limits, deadline: Instant) -> Result<Raw, Error> {
        let late = |_| Error::new(ErrorKind::Timeout, "no answer in time");
        let mut response = timeout_at(deadline, pin!(self.send(request))).await.map_err(late)??;
        let (status, headers) = (response.status().as_u16(), std::mem::take(response.headers_mut()));
        match body(response, limits, deadline).await {
            Ok(body) => Ok(Raw { status, headers, body }),
            Err(error) => Err(error.answered(status, headers, Bytes::new())),
        }
    }

    async fn send(&self, request: Request) -> Result<Response, Error> {
        match self {
            Self::Http(client) => client.execute(request).await.map_err(broken),
            #[cfg(feature = "test-util")]
            Self::Canned(transport) => transport.answer(&request).await,
        }
    }
}

/// Reads a body up to a limit (sdk-F19).
async fn body(mut response: Response, limits: Limits, deadline: Instant) -> Result<Bytes, Error> {
    let too_large = || Error::new(ErrorKind::BodyTooLarge, format!("the answer is larger than {} bytes", limits.body));
    if response.content_length().is_some_and(|length| length > limits.body as u64) {
        return Err(too_large());
    }
    // Most answers come in one piece, which need not be copied.
    let (mut first, mut body) = (Bytes::new(), Vec::new());
    loop {
        let silence = Instant::now().checked_add(limits.stall).filter(|until| *until < deadline);
        let next = timeout_at(silence.unwrap_or(deadline), response.chunk()).await;
        let chunk = next.map_err(|_| match silence {
            Some(_) => Error::new(ErrorKind::Timeout, format!("the answer stalled for {:?}", limits.stall)),
            None => Error::new(ErrorKind::Timeout, "no answer in time"),
        })?;
        let Some(chunk) = chunk.map_err(broken)? else { break };
        if first.len() + body.len() + chunk.len() > limits.body {
            return Err(too_large());
        }
        if first.is_empty() && body.is_empty() {
            first = chunk;
        } else {
            body.extend_from_slice(&std::mem::take(&mut first));
            body.extend_from_slice(&chunk);
        }
    }
    Ok(if body.is_empty() { first } else { body.into() })
}

fn broken(error: reqwest::Error) -> Error {
    let (kind, what) = if error.is_builder() {
        (ErrorKind::InvalidInput, "the request cannot be built")
    } else if error.is_connect() {
        (ErrorKind::Connect, "no connection to the service")
    } else if error.is_timeout() {
        (ErrorKind::Timeout, "no answer in time")
    } else {
        (ErrorKind::Transport, "the connection broke")
    };
    // The URL may come from a configuration with secrets in it.
    Error::new(kind, what).caused_by(error.without_url())
}
