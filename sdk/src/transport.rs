//! One request out, one answer in: under a limit of time and of size.

use std::time::Duration;

use http::HeaderMap;
use reqwest::{Request, Response};
use tokio::time::{Instant, timeout, timeout_at};

use crate::{
    error::{Error, ErrorKind},
    response::Raw,
};

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
        let response = timeout_at(deadline, self.send(request)).await.map_err(late)??;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = match timeout_at(deadline, body(response, limits)).await.map_err(late) {
            Ok(body) => body,
            Err(late) => Err(late),
        };
        match body {
            Ok(body) => Ok(Raw { status, headers, body }),
            Err(error) => Err(error.answered(status, HeaderMap::clone(&headers), Vec::new())),
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
async fn body(mut response: Response, limits: Limits) -> Result<Vec<u8>, Error> {
    let too_large = || Error::new(ErrorKind::BodyTooLarge, format!("the answer is larger than {} bytes", limits.body));
    let announced = response.content_length().unwrap_or_default();
    if announced > limits.body as u64 {
        return Err(too_large());
    }
    let mut body = Vec::with_capacity(usize::try_from(announced).unwrap_or_default());
    let stalled = |_| Error::new(ErrorKind::Timeout, format!("the answer stalled for {:?}", limits.stall));
    while let Some(chunk) = timeout(limits.stall, response.chunk()).await.map_err(stalled)?.map_err(broken)? {
        if body.len() + chunk.len() > limits.body {
            return Err(too_large());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
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
