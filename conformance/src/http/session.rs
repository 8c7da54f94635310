//! The one way to the server: whatever a run sends goes through its session.
//!
//! Cases, provisioning, restore, clean-up and the calls of the SDK all pass here. The session limits and counts
//! requests, notes in the ledger what is created and removed, and learns every secret before anything can print it.

use std::sync::{
    OnceLock,
    atomic::{AtomicUsize, Ordering},
};

use authms_sdk::{Call, Client, Response, RetryPolicy};
use authms_spec::operation::{self, DELETE_CLIENT};
use serde_json::Value;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::{
    exchange::Exchange,
    fault::{Fault, FaultKind},
    ledger::{Ledger, LedgerFile},
    limits::Limits,
    no_response::NoResponse,
    redact::Redactor,
    request::Request,
    stop::Stop,
    target::Target,
    wire,
};

/// A case that lets two requests race needs both under way.
const LEAST_IN_FLIGHT: usize = 2;

/// The traffic of one run with its target.
pub(crate) struct Session<'t> {
    target: &'t Target,
    run: String,
    ledger: Ledger<'t>,
    redactor: Redactor,
    requests: AtomicUsize,
    in_flight: Semaphore,
    stop: &'t Stop,
    sdk: OnceLock<Result<Client, String>>,
}

impl<'t> Session<'t> {
    pub(crate) fn new(target: &'t Target, limits: &'t Limits, stop: &'t Stop, file: &'t LedgerFile) -> Self {
        let run = format!("{:016x}", fastrand::u64(..));
        let redactor = Redactor::default();
        for secret in target.tokens.secrets() {
            redactor.learn(&secret);
        }
        let ledger = Ledger::new(file, &run);
        Self {
            target,
            run,
            ledger,
            redactor,
            requests: AtomicUsize::new(0),
            in_flight: Semaphore::new(limits.concurrency.max(LEAST_IN_FLIGHT)),
            stop,
            sdk: OnceLock::new(),
        }
    }

    /// The target.
    pub(crate) fn target(&self) -> &'t Target {
        self.target
    }

    /// The part of names and ids that is new with every run.
    pub(crate) fn run(&self) -> &str {
        &self.run
    }

    /// A name that only this run gives.
    pub(crate) fn name(&self, purpose: &str) -> String {
        format!("conformance-{}-{purpose}", self.run)
    }

    /// What the run has created and removed.
    pub(crate) fn ledger(&self) -> &Ledger<'t> {
        &self.ledger
    }

    /// How many requests were sent.
    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }

    /// The text without any secret that the run knows.
    pub(crate) fn redact(&self, text: &str) -> String {
        self.redactor.apply(text)
    }

    /// Sends one request.
    ///
    /// # Errors
    ///
    /// [`NoResponse`] if there is no response that a case could judge.
    pub(crate) async fn send(&self, request: Request) -> Result<Exchange, NoResponse> {
        self.goes_on()?;
        self.send_in_clean_up(request).await
    }

    /// Sends one request of the clean-up, which goes on after the run was stopped.
    ///
    /// # Errors
    ///
    /// As [`Session::send`].
    pub(crate) async fn send_in_clean_up(&self, request: Request) -> Result<Exchange, NoResponse> {
        let _turn = self.turn().await?;
        self.before(&request);
        let exchange = wire::send(self.target, request)
            .await
            .map_err(|error| NoResponse::Weather(self.redact(&error.to_string())))?;
        self.after(&exchange);
        if let status @ (429 | 502 | 503 | 504) = exchange.status {
            return Err(NoResponse::Weather(format!("status {status} comes from something in front of the service")));
        }
        Ok(exchange)
    }

    /// Sends one read of the preflight to this target or to one beside it, once: what is wrong with the way there is
    /// what it looks for.
    ///
    /// # Errors
    ///
    /// A [`Fault`], which may contain secrets until it is redacted.
    pub(crate) async fn probe(&self, target: &Target, request: Request) -> Result<Exchange, Fault> {
        let _turn = self.turn().await.map_err(|stopped| Fault::new(FaultKind::NoConnection, stopped.to_string()))?;
        self.before(&request);
        let exchange = wire::send(target, request).await?;
        self.after(&exchange);
        Ok(exchange)
    }

    /// Makes one call of the SDK, as the administrator. `request` names the operation and the path of the call.
    ///
    /// # Errors
    ///
    /// The outer error if there is no response that a case could judge; the inner one is the error of the call.
    pub(crate) async fn through_sdk<T>(
        &self,
        request: Request,
        call: impl Fn(&Client) -> Call<T>,
    ) -> Result<Result<T, authms_sdk::Error>, NoResponse> {
        let client = self.sdk().map_err(NoResponse::NotOurs)?;
        self.goes_on()?;
        let _turn = self.turn().await?;
        self.before(&request);
        let result = call(client).with_response().await;
        // What a response says does not depend on whether the SDK accepts it.
        let (status, headers, body) = match &result {
            Ok(response) => (Some(response.status()), response.headers(), response.body()),
            Err(error) => (error.status(), error.headers(), error.body()),
        };
        if let Some(status) = status {
            self.after(&Exchange::new(request, status, headers.clone(), body.to_vec()));
        }
        Ok(result.map(Response::into_value))
    }

    /// Waits until fewer requests than the limit are under way; the request is under way as long as its turn is held.
    async fn turn(&self) -> Result<SemaphorePermit<'_>, NoResponse> {
        self.in_flight.acquire().await.map_err(|error| NoResponse::Stopped(error.to_string()))
    }

    fn goes_on(&self) -> Result<(), NoResponse> {
        self.stop.cause().map_or(Ok(()), |cause| Err(NoResponse::Stopped(cause.to_string())))
    }

    fn before(&self, request: &Request) {
        self.requests.fetch_add(1, Ordering::Relaxed);
        if creates_client(request) {
            self.ledger.creating(&self.name("*"));
        }
    }

    fn after(&self, exchange: &Exchange) {
        let request = &exchange.request;
        // Wherever a server shows a secret, also where it must not, reports must not repeat it.
        self.learn_secrets(exchange.body.as_ref().unwrap_or(&Value::Null));
        // A body that is cut off is shown all the same.
        self.redactor.learn_from(&String::from_utf8_lossy(&exchange.bytes));
        let minted = request.operation.and_then(|operation| operation.mints);
        if minted.is_some_and(|name| exchange.text(&format!("/data/{name}")).is_some()) {
            self.ledger.secret();
        }
        if creates_client(request) {
            // After a server error the client may exist nevertheless.
            if exchange.status < 500 {
                self.ledger.resolved();
            }
            if let Some(id) = exchange.text("/data/client_id").filter(|_| exchange.status < 300) {
                self.ledger.created(id);
            }
        }
        if request.operation == Some(DELETE_CLIENT)
            && (200..300).contains(&exchange.status)
            && let Some(id) = request.client_id()
        {
            self.ledger.removed(id);
        }
    }

    /// Learns what stands under the name of a secret, wherever in a body.
    fn learn_secrets(&self, body: &Value) {
        match body {
            Value::Object(members) => {
                for (name, value) in members {
                    match value.as_str() {
                        Some(secret) if operation::ALL.iter().any(|known| known.mints == Some(name)) => {
                            self.redactor.learn(secret);
                        }
                        _ => self.learn_secrets(value),
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.learn_secrets(item)),
            _ => {}
        }
    }

    /// The SDK on the target, set up once: that reads the root certificates of the system.
    fn sdk(&self) -> Result<&Client, String> {
        let settings = &self.target.settings;
        let set_up = || {
            let mut builder = Client::builder(self.target.base_url())
                .bearer_token(self.target.tokens.admin.expose())
                // No mutation is sent twice for the sake of the SDK.
                .retry(RetryPolicy::new().attempts(1))
                .deadline(settings.timeout)
                .attempt_timeout(settings.timeout);
            if let Some(pem) = &settings.ca_cert {
                builder = builder.root_certificate(pem.clone());
            }
            if settings.allow_plain_http {
                builder = builder.allow_plain_http();
            }
            builder.build().map_err(|error| format!("the SDK cannot be set up: {error}"))
        };
        self.sdk.get_or_init(set_up).as_ref().map_err(Clone::clone)
    }
}

fn creates_client(request: &Request) -> bool {
    request.operation.is_some_and(|operation| operation.creates == Some("client_id"))
}

#[cfg(test)]
mod tests;
