//! A call, which yields its value, or its value and the response.

use std::{
    collections::BTreeMap,
    fmt,
    future::Future,
    mem,
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll},
};

use serde_json::Value;

use crate::{
    api::response::Response,
    auth::token::BoxFuture,
    client::Client,
    errors::{
        error::Error,
        kind::{Applied, ErrorKind},
        known::SentTokens,
    },
    exchange::{
        attempts::{Completed, Exchange},
        response::{Raw, Success},
    },
    observe::{spans::CallSpan, watch::Watch},
    wire::{
        operation::{Endpoint, Operation},
        requests::{BuildError, Request, Requests},
    },
};

/// A call that is sent when it is awaited.
///
/// Awaiting it yields the value; [`Call::with_response`] adds status, headers and more. A call is a future that borrows
/// nothing, so it can be spawned and joined as it is.
///
/// ```no_run
/// # async fn demo(client: authms_sdk::Client) -> Result<(), authms_sdk::Error> {
/// let found = client.get_client("demo-payments").await?;
/// let response = client.get_client("demo-payments").with_response().await?;
/// println!("{:?}: status {}, {} attempts", found.name, response.status(), response.attempts());
///
/// let spawned = tokio::spawn(client.get_client("demo-payments"));
/// # let _ = spawned;
/// # Ok(())
/// # }
/// ```
#[must_use = "a call is sent only when it is awaited"]
pub struct Call<T> {
    operation: &'static Operation,
    state: State<T>,
    read: fn(&Raw, &Watch<'_>) -> Result<T, Error>,
    unknown_fields: fn(&[u8]) -> BTreeMap<String, Value>,
    /// Marks the value of a call whose earlier attempt may have taken effect.
    repeated: fn(&mut T),
}

enum State<T> {
    Prepared(Result<Box<Exchange>, Error>),
    Sent(BoxFuture<'static, Result<T, Error>>),
    Ended,
}

/// Never shows the request.
impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("operation", &self.operation.id).finish_non_exhaustive()
    }
}

impl<T> Call<T> {
    /// Sends the call and yields its value with the response.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// let response = client.delete_client(&id).with_response().await?;
    /// assert_eq!(response.status(), 204);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As the method that returned the call.
    pub fn with_response(self) -> impl Future<Output = Result<Response<T>, Error>> + Send + use<T> {
        let unknown_fields = self.unknown_fields;
        self.send(move |value, response| Response::new(value, response, unknown_fields))
    }

    /// A call that fails with this error instead of being sent.
    pub(crate) fn refused(mut self, error: Error) -> Self {
        self.state = State::Prepared(Err(error.of(self.operation)));
        self
    }

    /// Marks a value whose call was repeated although an earlier attempt may have taken effect.
    pub(crate) fn marking(mut self, repeated: fn(&mut T)) -> Self {
        self.repeated = repeated;
        self
    }

    /// Sends the call, unless that was done.
    fn send<R>(self, finish: impl FnOnce(T, Completed) -> R) -> impl Future<Output = Result<R, Error>> {
        let Self { state, read, repeated, operation, .. } = self;
        async move {
            let exchange = match state {
                State::Prepared(prepared) => prepared?,
                State::Sent(_) | State::Ended => {
                    return Err(Error::new(ErrorKind::InvalidInput, "the call was sent already").of(operation));
                }
            };
            let span = CallSpan::new(exchange.operation);
            let response = match span.around(pin!(exchange.run())).await {
                Ok(response) => response,
                Err(error) => return Err(span.failed(error.told(exchange.known()))),
            };
            let watch = Watch::new(exchange.operation, response.raw.status, &exchange.shared.subscriber);
            match span.within(|| read(&response.raw, &watch)) {
                Ok(mut value) => {
                    span.attempts(response.attempts);
                    if response.earlier != Applied::No {
                        repeated(&mut value);
                    }
                    Ok(finish(value, response))
                }
                Err(error) => Err(span.failed(response.blame(exchange.operation, error).told(exchange.known()))),
            }
        }
    }
}

impl<T: 'static> Future for Call<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Self { operation, read, unknown_fields, repeated, .. } = *self;
        let mut sent = match mem::replace(&mut self.state, State::Ended) {
            State::Sent(sent) => sent,
            state => Box::pin(Self { operation, state, read, unknown_fields, repeated }.send(|value, _| value)),
        };
        let polled = sent.as_mut().poll(context);
        if polled.is_pending() {
            self.state = State::Sent(sent);
        }
        polled
    }
}

impl Client {
    /// Builds the requests of this client.
    pub(crate) fn requests(&self) -> &Requests {
        &self.shared.requests
    }

    /// The call of a request. Invalid parameters and an error of building the request are returned when the call is awaited.
    pub(crate) fn call<E, P>(
        &self,
        parameters: Result<P, impl Into<Error>>,
        build: impl FnOnce(&Requests, P) -> Result<Request<E>, BuildError>,
    ) -> Call<<E::Success as Success>::Value>
    where
        E: Endpoint,
        E::Success: Success,
    {
        let request =
            parameters.map_err(Into::into).and_then(|parameters| build(self.requests(), parameters).map_err(unbuilt));
        let prepared = request.and_then(|request| self.prepare(E::OPERATION, request.http));
        Call {
            operation: E::OPERATION,
            state: State::Prepared(prepared.map_err(|error| error.of(E::OPERATION))),
            read: E::Success::read,
            unknown_fields: E::Success::unknown_fields,
            repeated: |_| {},
        }
    }

    fn prepare(&self, operation: &'static Operation, mut request: reqwest::Request) -> Result<Box<Exchange>, Error> {
        let shared = Arc::clone(&self.shared);
        for (name, value) in self.options.headers()? {
            request.headers_mut().insert(name, value.clone());
        }
        let deadline = self.options.deadline.unwrap_or(shared.deadline);
        let most_attempts = if self.options.retries == Some(false) { 1 } else { shared.retry.attempts };
        let sent = SentTokens::default();
        Ok(Box::new(Exchange { shared, operation, request, deadline, most_attempts, sent }))
    }
}

/// The error that the caller gets if a request cannot be built.
fn unbuilt(error: BuildError) -> Error {
    let invalid = |what| Error::new(ErrorKind::InvalidInput, what);
    match error {
        BuildError::Body(cause) => invalid("the body of the request cannot be written as JSON").caused_by(cause),
        BuildError::Header(cause) => invalid("a header of the request has an invalid value").caused_by(cause),
        BuildError::Moved => invalid("a path parameter would move the request to another resource"),
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::*;

    #[test]
    fn an_error_of_building_reaches_the_caller_with_its_cause() {
        let broken = serde_json::from_str::<u8>("{").unwrap_err();
        let error = unbuilt(BuildError::from(broken));
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.source().is_some());
        let header = http::HeaderValue::from_str("\n").unwrap_err();
        assert!(unbuilt(BuildError::from(header)).source().is_some());
    }
}
