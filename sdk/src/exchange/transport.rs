//! Sends one request and reads its response, within limits of time and size.

use std::{future::Future, pin::pin, time::Duration};

use bytes::Bytes;
use futures_util::{
    TryFutureExt as _,
    future::{Either, poll_immediate},
};
use reqwest::{Request, Response};
use tokio::time::{Instant, timeout_at};

use crate::{
    auth::token::BoxFuture,
    errors::{error::Error, kind::ErrorKind},
    exchange::{faults::broken, response::Raw},
};

/// How requests are sent.
pub(crate) enum Transport {
    Http(reqwest::Client),
    #[cfg(feature = "test-util")]
    Canned(crate::test_util::Transport),
}

/// Limits for the body of a response.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// Largest body in bytes.
    pub(crate) body: usize,
    /// Longest silence within a body.
    pub(crate) stall: Duration,
}

/// A response, complete or not.
pub(crate) struct Received {
    /// Status, headers, and the part of the body that was read.
    pub(crate) raw: Raw,
    /// Why the body is not complete.
    pub(crate) broken: Option<Error>,
}

impl Transport {
    /// Sends a request and reads its response until `deadline`.
    ///
    /// The future does not hold the request and is boxed: a future that held everything would be so large that its allocation
    /// would cost as much as decoding the response.
    pub(crate) fn exchange(
        &self,
        request: Request,
        limits: Limits,
        deadline: Instant,
    ) -> BoxFuture<'static, Result<Received, Error>> {
        let sent = self.send(request);
        Box::pin(async move {
            let late = |_| Error::new(ErrorKind::Timeout, "no response in time");
            let mut response = timeout_at(deadline, sent).await.map_err(late)??;
            let mut body = Body::default();
            let broken = body.read(&mut response, limits, deadline).await.err();
            let (status, headers) = (response.status().as_u16(), std::mem::take(response.headers_mut()));
            Ok(Received { raw: Raw { status, headers, body: body.into_bytes() }, broken })
        })
    }

    fn send(&self, request: Request) -> impl Future<Output = Result<Response, Error>> + Send + use<> {
        type Canned = BoxFuture<'static, Result<Response, Error>>;
        match self {
            Self::Http(client) => Either::<_, Canned>::Left(client.execute(request).map_err(broken)),
            #[cfg(feature = "test-util")]
            Self::Canned(transport) => Either::Right(transport.respond(&request)),
        }
    }
}

/// The part of a body that was read. Most bodies come in one piece, which is not copied.
#[derive(Default)]
struct Body {
    first: Bytes,
    whole: Vec<u8>,
}

impl Body {
    /// Reads up to a limit (sdk-F19). What came before a fault is kept.
    async fn read(&mut self, response: &mut Response, limits: Limits, deadline: Instant) -> Result<(), Error> {
        let announced = response.content_length().is_some_and(|length| length > limits.body as u64);
        loop {
            let mut next = pin!(response.chunk());
            // The next chunk is usually there already, and needs no timer.
            let chunk = match poll_immediate(next.as_mut()).await {
                Some(chunk) => chunk,
                None => {
                    let silence = Instant::now().checked_add(limits.stall).filter(|until| *until < deadline);
                    timeout_at(silence.unwrap_or(deadline), next).await.map_err(|_| match silence {
                        Some(_) => {
                            Error::new(ErrorKind::Timeout, format!("the response stalled for {:?}", limits.stall))
                        }
                        None => Error::new(ErrorKind::Timeout, "no response in time"),
                    })?
                }
            };
            let Some(mut chunk) = chunk.map_err(broken)? else { return Ok(()) };
            let left = limits.body.saturating_sub(self.first.len() + self.whole.len());
            let too_large = announced || chunk.len() > left;
            chunk.truncate(left);
            self.push(chunk);
            if too_large {
                let what = format!("the response is larger than {} bytes", limits.body);
                return Err(Error::new(ErrorKind::BodyTooLarge, what));
            }
            // If the service sends faster than the body is read, no await ever yields to the timer.
            if !self.whole.is_empty() && Instant::now() >= deadline {
                return Err(Error::new(ErrorKind::Timeout, "no response in time"));
            }
        }
    }

    fn push(&mut self, chunk: Bytes) {
        if self.first.is_empty() && self.whole.is_empty() {
            self.first = chunk;
        } else {
            self.whole.extend_from_slice(&std::mem::take(&mut self.first));
            self.whole.extend_from_slice(&chunk);
        }
    }

    fn into_bytes(self) -> Bytes {
        if self.whole.is_empty() { self.first } else { self.whole.into() }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        convert::Infallible,
        pin::Pin,
        task::{Context, Poll},
    };

    use http_body::Frame;

    use super::*;

    /// Always has another chunk ready.
    struct Endless;

    impl http_body::Body for Endless {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(&[b' '; 1024])))))
        }
    }

    #[tokio::test]
    async fn f19_a_deadline_holds_even_if_there_is_always_more_to_read() {
        let limits = Limits { body: 1 << 20, stall: Duration::from_secs(5) };
        let mut response = Response::from(http::Response::new(reqwest::Body::wrap(Endless)));
        let mut body = Body::default();
        let error = body.read(&mut response, limits, Instant::now()).await.unwrap_err();
        assert_eq!((error.kind(), body.into_bytes().len()), (ErrorKind::Timeout, 2048));
    }
}
