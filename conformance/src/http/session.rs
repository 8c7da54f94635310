//! The one way to the server: whatever a run sends goes through its session.
//!
//! Cases, provisioning, restore, clean-up and the calls of the SDK all pass here. The session counts requests, notes in
//! the ledger what is created and removed, and learns every secret before anything can print it.

use std::sync::{
    OnceLock,
    atomic::{AtomicUsize, Ordering},
};

use authms_sdk::{Call, Client, RetryPolicy};
use authms_spec::operation::{self, DELETE_CLIENT};
use serde_json::Value;

use super::{
    caller::FORGED_TOKEN,
    exchange::Exchange,
    ledger::{Ledger, LedgerFile},
    redact::Redactor,
    request::Request,
    target::Target,
    wire,
};

/// The traffic of one run with its target.
pub(crate) struct Session<'t> {
    target: &'t Target,
    run: String,
    ledger: Ledger<'t>,
    redactor: Redactor,
    requests: AtomicUsize,
    sdk: OnceLock<Result<Client, String>>,
}

impl<'t> Session<'t> {
    pub(crate) fn new(target: &'t Target, file: &'t LedgerFile) -> Self {
        let run = format!("{:016x}", fastrand::u64(..));
        let redactor = Redactor::default();
        for (_, token) in target.tokens.named() {
            redactor.learn(token.expose());
        }
        redactor.learn(FORGED_TOKEN);
        let ledger = Ledger::new(file, &run);
        Self { target, run, ledger, redactor, requests: AtomicUsize::new(0), sdk: OnceLock::new() }
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

    /// Sends one request, once.
    ///
    /// # Errors
    ///
    /// A fragment that says why there is no response.
    pub(crate) async fn send(&self, request: Request) -> Result<Exchange, String> {
        self.before(&request);
        let exchange = wire::send(self.target, request).await.map_err(|error| self.redact(&error))?;
        self.after(&exchange);
        Ok(exchange)
    }

    /// Makes one call of the SDK, as the administrator. `request` names the operation and the path of the call.
    ///
    /// # Errors
    ///
    /// The outer error if the SDK does not accept the target's settings; the inner one is the error of the call.
    pub(crate) async fn through_sdk<T>(
        &self,
        request: Request,
        call: impl FnOnce(&Client) -> Call<T>,
    ) -> Result<Result<T, authms_sdk::Error>, String> {
        let client = self.sdk()?;
        self.before(&request);
        Ok(call(client).with_response().await.map(|response| {
            let (status, headers, bytes) = (response.status(), response.headers().clone(), response.body().to_vec());
            self.after(&Exchange::new(request, status, headers, bytes));
            response.into_value()
        }))
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
mod tests {
    use authms_spec::operation::{CLONE_CLIENT, CREATE_CLIENT, GET_CLIENT};
    use reqwest::header::HeaderMap;
    use serde_json::json;

    use super::*;
    use crate::http::{
        caller::{Token, Tokens},
        target::Settings,
    };

    fn target() -> Target {
        let tokens = Tokens { admin: Token::new("admin-token"), user: None, other_tenant: None };
        Target::new("http://127.0.0.1:9/api/v1", tokens, Settings::default()).expect("a valid target")
    }

    fn exchange(request: Request, status: u16, body: &Value) -> Exchange {
        Exchange::new(request, status, HeaderMap::new(), body.to_string().into_bytes())
    }

    #[test]
    fn tokens_are_redacted_from_the_start_and_secrets_wherever_a_server_shows_them() {
        let (target, file) = (target(), LedgerFile::default());
        let session = Session::new(&target, &file);
        assert_eq!(session.redact("Bearer admin-token"), "Bearer [redacted]");
        let leak = json!({ "items": [{ "extra": { "client_secret": "leaked-value" } }] });
        session.after(&exchange(Request::to(GET_CLIENT), 200, &leak));
        assert_eq!(session.redact("it says leaked-value"), "it says [redacted]");
        assert_eq!(session.ledger().secrets(), 0, "a leaked secret was not created by the run");
    }

    #[test]
    fn a_client_may_be_lost_until_its_creation_has_a_response_that_is_not_a_server_error() {
        let (target, file) = (target(), LedgerFile::default());
        let session = Session::new(&target, &file);
        for operation in [CREATE_CLIENT, CLONE_CLIENT] {
            session.before(&Request::to(operation));
            assert!(session.ledger().may_lack_clients());
            let created = json!({ "data": { "client_id": operation.id, "client_secret": "new-secret" } });
            session.after(&exchange(Request::to(operation), 201, &created));
            assert!(!session.ledger().may_lack_clients());
        }
        session.before(&Request::to(CREATE_CLIENT));
        session.after(&exchange(Request::to(CREATE_CLIENT), 503, &json!({})));
        assert!(session.ledger().may_lack_clients());
        assert_eq!(session.ledger().clients(), ["create_client", "clone_client"]);
        assert_eq!((session.ledger().secrets(), session.requests()), (2, 3));
    }

    #[test]
    fn a_client_that_was_deleted_is_noted_as_removed() {
        let (target, file) = (target(), LedgerFile::default());
        let session = Session::new(&target, &file);
        session.after(&exchange(Request::to(DELETE_CLIENT).client("app-1"), 403, &json!({})));
        assert!(!session.ledger().is_removed("app-1"));
        session.after(&exchange(Request::to(DELETE_CLIENT).client("app-1"), 204, &json!(null)));
        assert!(session.ledger().is_removed("app-1"));
    }
}
