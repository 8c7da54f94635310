//! A request and its attempts: token, deadline, retries.

use std::{pin::pin, sync::Arc, time::Duration};

use futures_util::FutureExt as _;
use http::{StatusCode, header};
use reqwest::Request;
use tokio::time::{Instant, sleep};

use crate::{
    auth::{
        token::{AccessToken, BoxError},
        tokens::Tokens,
    },
    errors::{
        error::Error,
        kind::{Applied, ErrorKind},
        known::{Known, SentTokens},
    },
    exchange::{
        deadline::far,
        head::says_done,
        headers::retry_after,
        response::Raw,
        retry::{Budget, RetryPolicy, is_passing},
        transport::{Limits, Received, Transport},
    },
    observe::{spans, watch::Subscriber},
    wire::{operation::Operation, requests::Requests},
};

/// What the calls of a client and its clones share.
pub(crate) struct Shared {
    pub(crate) requests: Requests,
    pub(crate) transport: Transport,
    pub(crate) tokens: Tokens,
    pub(crate) retry: RetryPolicy,
    pub(crate) budget: Budget,
    pub(crate) deadline: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) limits: Limits,
    pub(crate) subscriber: Subscriber,
    /// Whether errors show what the service says.
    pub(crate) hides_messages: bool,
}

/// One call on its way.
pub(crate) struct Exchange {
    pub(crate) shared: Arc<Shared>,
    pub(crate) operation: &'static Operation,
    pub(crate) request: Request,
    pub(crate) deadline: Duration,
    pub(crate) most_attempts: u32,
    /// What no error may show.
    pub(crate) sent: SentTokens,
}

/// The response of the last attempt, and what the attempts before it mean.
pub(crate) struct Completed {
    pub(crate) raw: Raw,
    pub(crate) attempts: u32,
    /// What attempts before the last one may have done.
    pub(crate) earlier: Applied,
    /// Why there is no token other than the refused one.
    pub(crate) no_other_token: Option<BoxError>,
}

impl Completed {
    /// Adds this response to an error that was read from it.
    pub(crate) fn blame(self, operation: &'static Operation, error: Error) -> Error {
        let error = self.raw.blame(operation, error).after(self.attempts, self.earlier);
        match self.no_other_token {
            Some(cause) => error.caused_by(cause),
            None => error,
        }
    }
}

impl Exchange {
    /// What an error may show of this call, and what it must not.
    pub(crate) fn known(&self) -> Known {
        Known::of(self.operation, &self.request, &self.sent, self.shared.hides_messages)
    }

    pub(crate) async fn run(&self) -> Result<Completed, Error> {
        let deadline = far(self.deadline);
        let (mut attempts, mut earlier, mut no_other_token) = (0, Applied::No, None);
        let tokens = &self.shared.tokens;
        let mut token = tokens.first(deadline).await.map_err(|cause| self.no_token(cause))?;
        // A refused token is replaced once, which does not count as a retry (RFC 9110 section 15.5.2).
        let (mut replaced, mut tries) = (false, 0);
        loop {
            attempts += 1;
            tries += 1;
            let outcome = self.attempt(token.as_ref(), attempts, deadline).await;
            if matches!(outcome, Ok(Raw { status: 401, .. })) {
                tokens.refuse(token.as_ref());
                if !replaced {
                    replaced = true;
                    match tokens.replace(token.as_ref(), deadline).await {
                        Ok(Some(other)) => {
                            token = Some(other);
                            tries -= 1;
                            continue;
                        }
                        Ok(None) => {}
                        Err(error) => no_other_token = Some(error),
                    }
                }
            }
            if let Some(wait) = self.wait(&outcome, tries, deadline) {
                earlier = earlier.max(self.applied(&outcome));
                spans::waiting(wait, outcome.ok().and_then(|raw| StatusCode::from_u16(raw.status).ok()));
                sleep(wait).await;
                // Another call may have learned in the meantime that the service refuses this token.
                if tokens.has_refused(token.as_ref()) {
                    let other = tokens.replace(token.as_ref(), deadline).await;
                    token = other.map_err(|cause| self.no_token(cause).after(attempts, earlier))?;
                }
                continue;
            }
            return match outcome {
                Ok(raw) => {
                    if raw.has_succeeded() {
                        self.shared.budget.give();
                    }
                    Ok(Completed { raw, attempts, earlier, no_other_token })
                }
                Err(error) => Err(error.after(attempts, earlier)),
            };
        }
    }

    async fn attempt(&self, token: Option<&AccessToken>, attempts: u32, deadline: Instant) -> Result<Raw, Error> {
        let unusable = || Error::new(ErrorKind::InvalidInput, "the request cannot be sent again").of(self.operation);
        // Bodies are JSON in memory, so a copy is always possible and shares the bytes.
        let mut request = self.request.try_clone().ok_or_else(unusable)?;
        if let Some(token) = token {
            self.sent.push(&token.header());
            request.headers_mut().insert(header::AUTHORIZATION, token.header());
        }
        let until = deadline.min(far(self.shared.attempt_timeout));
        let sent = self.shared.transport.exchange(request, self.shared.limits, until);
        let response = pin!(sent.map(|received| self.accept(received)));
        spans::attempt(self.operation, self.request.url(), attempts - 1, |raw: &Raw| raw.status, response).await
    }

    /// Accepts a response if enough of it came: only a success needs its whole body. Any other response is identified by
    /// its status.
    fn accept(&self, received: Result<Received, Error>) -> Result<Raw, Error> {
        let Received { raw, broken } = received.map_err(|error| error.of(self.operation))?;
        match broken {
            Some(error) if raw.has_succeeded() => {
                let done = says_done(&raw.body);
                Err(raw.blame(self.operation, error).done(done))
            }
            _ => Ok(raw),
        }
    }

    /// How long to wait before the next attempt, if one is allowed.
    fn wait(&self, outcome: &Result<Raw, Error>, tries: u32, deadline: Instant) -> Option<Duration> {
        let asked = match outcome {
            Err(error) if error.is_retryable() => error.retry_after(),
            Ok(raw) if self.operation.is_repeatable() && is_passing(raw.status) => retry_after(&raw.headers),
            _ => return None,
        };
        let left = deadline.saturating_duration_since(Instant::now());
        let wait = self.shared.retry.wait(tries, asked.unwrap_or_default(), left)?;
        (tries < self.most_attempts && self.shared.budget.take()).then_some(wait)
    }

    /// What an attempt that is about to be repeated may have done.
    fn applied(&self, outcome: &Result<Raw, Error>) -> Applied {
        match outcome {
            Err(error) => error.applied(),
            Ok(raw) if raw.status < 500 || self.operation.is_read() => Applied::No,
            Ok(_) => Applied::Maybe,
        }
    }

    fn no_token(&self, cause: impl Into<BoxError>) -> Error {
        Error::new(ErrorKind::Token, "there is no token to send").of(self.operation).caused_by(cause)
    }
}
