//! What a run has made on the target, and what it owes: its scratch clients and their removal.
//!
//! A run changes the client that it was lent and the clients that it has created itself, and nothing else.

use std::{
    collections::BTreeSet,
    sync::{Mutex, MutexGuard, OnceLock, PoisonError},
    time::{SystemTime, UNIX_EPOCH},
};

use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    exchange::{Exchange, Request, send},
    ledger::Ledger,
    mask::Mask,
    target::Target,
};

/// What a run leaves behind, and what it took.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Footprint {
    /// Requests sent.
    pub requests: usize,
    /// Clients created.
    pub clients_made: usize,
    /// Clients removed again, and seen to be gone.
    pub clients_removed: usize,
    /// Secrets created, those of created clients included.
    pub secrets_made: usize,
    /// Ids of clients that are still there.
    pub left_behind: Vec<String>,
    /// Whether they were left on purpose.
    pub kept: bool,
}

/// The run's own part of the target.
pub(crate) struct World<'t> {
    target: &'t Target,
    mask: &'t Mask,
    ledger: &'t Ledger,
    /// Stands in every name that the run gives, and in no other.
    run: String,
    state: Mutex<State>,
    sdk: OnceLock<Result<authms_sdk::Client, String>>,
}

#[derive(Default)]
struct State {
    made: Vec<String>,
    gone: BTreeSet<String>,
    /// Creations whose answer never came.
    open: usize,
    victim: Option<String>,
    subject: Option<String>,
    bystander: Option<String>,
    requests: usize,
    secrets: usize,
}

impl<'t> World<'t> {
    pub(crate) fn new(target: &'t Target, mask: &'t Mask, ledger: &'t Ledger) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        let run = format!("{:x}", now ^ u128::from(std::process::id()));
        Self { target, mask, ledger, run, state: Mutex::default(), sdk: OnceLock::new() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The SDK on the target, as the administrator; set up once, for that reads the system's root certificates.
    pub(crate) fn sdk(&self) -> Result<authms_sdk::Client, String> {
        let set_up = || {
            let mut builder = authms_sdk::Client::builder(self.target.base_url())
                .bearer_token(self.target.tokens.admin.expose())
                // No mutation is sent twice for the sake of the SDK.
                .retry(authms_sdk::RetryPolicy::new().attempts(1))
                .deadline(self.target.settings.timeout)
                .attempt_timeout(self.target.settings.timeout);
            if let Some(pem) = &self.target.settings.ca_cert {
                builder = builder.root_certificate(pem.clone());
            }
            if self.target.settings.allow_plain_http {
                builder = builder.allow_plain_http();
            }
            builder.build().map_err(|error| format!("the SDK cannot be set up: {error}"))
        };
        self.sdk.get_or_init(set_up).clone()
    }

    /// The part of names and ids that is new with every run.
    pub(crate) fn run(&self) -> &str {
        &self.run
    }

    /// A name that only this run gives.
    pub(crate) fn name(&self, purpose: &str) -> String {
        format!("conformance-{}-{purpose}", self.run)
    }

    pub(crate) fn subject(&self) -> String {
        self.state().subject.clone().unwrap_or_default()
    }

    pub(crate) fn bystander(&self) -> Option<String> {
        self.state().bystander.clone()
    }

    pub(crate) fn victim(&self) -> Option<String> {
        self.state().victim.clone()
    }

    pub(crate) fn settle(&self, subject: &str, bystander: Option<String>) {
        let mut state = self.state();
        state.subject = Some(subject.to_owned());
        state.bystander = bystander;
    }

    pub(crate) fn set_victim(&self, client_id: &str) {
        self.state().victim = Some(client_id.to_owned());
    }

    /// Counts a request, and notes what is about to be created.
    pub(crate) fn before(&self, request: &Request) {
        let mut state = self.state();
        state.requests += 1;
        if matches!(request.operation, Some("create_client" | "clone_client")) {
            state.open += 1;
            drop(state);
            self.ledger.note(&self.run, "creating", &self.name("*"));
        }
    }

    /// Learns the secrets of an answer, and notes what was created or removed.
    pub(crate) fn after(&self, exchange: &Exchange) {
        let data = exchange.body.as_ref().map_or(&Value::Null, |body| &body["data"]);
        for name in ["client_secret", "secret_value", "new_secret"] {
            if let Some(secret) = data[name].as_str().filter(|secret| !secret.is_empty()) {
                self.mask.learn(secret);
                self.state().secrets += 1;
            }
        }
        match (exchange.request.operation, exchange.status) {
            (Some("create_client" | "clone_client"), status) => {
                if status < 500 {
                    let mut state = self.state();
                    state.open = state.open.saturating_sub(1);
                }
                if let Some(id) = data["client_id"].as_str().filter(|_| status < 300) {
                    self.adopt(id);
                }
            }
            (Some("delete_client"), 200..=299) => {
                if let Some((_, id)) = exchange.request.params.first() {
                    self.state().gone.insert(id.clone());
                    self.ledger.note(&self.run, "removed", id);
                }
            }
            _ => {}
        }
    }

    /// Counts requests that went another way than through [`World::before`].
    pub(crate) fn count(&self, requests: usize, secrets: usize) {
        let mut state = self.state();
        state.requests += requests;
        state.secrets += secrets;
    }

    /// Takes a created client into the run's care.
    pub(crate) fn adopt(&self, client_id: &str) {
        self.ledger.note(&self.run, "created", client_id);
        let mut state = self.state();
        if !state.made.iter().any(|id| id == client_id) {
            state.made.push(client_id.to_owned());
        }
    }

    /// A body that creates a client with every field set.
    pub(crate) fn full_client(&self, purpose: &str) -> Value {
        json!({
            "name": self.name(purpose),
            "redirect_uris": ["https://one.example.com/callback"],
            "scopes": ["openid", "profile"],
            "grant_types": ["authorization_code", "refresh_token"],
            "client_auth_methods": ["client_secret_basic"],
            "is_confidential": true,
            "logo_url": "https://one.example.com/logo.png",
            "privacy_policy": "https://one.example.com/privacy",
            "terms_url": "https://one.example.com/terms",
            // A second mark beside the name, which cases change.
            "website": format!("https://{}.conformance.invalid", self.run),
        })
    }

    /// Sends one request of the run's own, outside any case.
    pub(crate) async fn send(&self, request: Request) -> Result<Exchange, String> {
        self.before(&request);
        let exchange = send(self.target, request, 0, self.mask).await?;
        self.after(&exchange);
        Ok(exchange)
    }

    /// Creates a client for the run.
    pub(crate) async fn create(&self, purpose: &str) -> Result<String, String> {
        let exchange = self.send(Request::to("create_client").json(&self.full_client(purpose))).await?;
        let id = exchange.body.as_ref().and_then(|body| body["data"]["client_id"].as_str());
        match (exchange.status, id) {
            (200..=299, Some(id)) => Ok(id.to_owned()),
            (status, _) => Err(format!("a scratch client cannot be created (status {status})")),
        }
    }

    /// Removes every client that the run has made, looks whether it is gone, and says what it took.
    pub(crate) async fn clean_up(&self, keep: bool) -> Footprint {
        if self.state().open > 0 {
            self.find_lost().await;
        }
        let (made, gone) = {
            let state = self.state();
            (state.made.clone(), state.gone.clone())
        };
        let mut left_behind = Vec::new();
        for id in &made {
            if keep && !gone.contains(id) || !keep && !self.remove(id).await {
                left_behind.push(id.clone());
            }
        }
        let state = self.state();
        Footprint {
            requests: state.requests,
            clients_made: made.len(),
            clients_removed: made.len() - left_behind.len(),
            secrets_made: state.secrets,
            left_behind,
            kept: keep,
        }
    }

    /// Deletes a client as often as it takes, within reason; deleting is idempotent.
    async fn remove(&self, id: &str) -> bool {
        for _ in 0..3 {
            let read = self.send(Request::to("get_client").client(id)).await;
            if matches!(&read, Ok(exchange) if exchange.status == 404) {
                self.ledger.note(&self.run, "gone", id);
                return true;
            }
            // What went wrong shows in the next read.
            let _ = self.send(Request::to("delete_client").client(id)).await;
        }
        matches!(self.send(Request::to("get_client").client(id)).await, Ok(exchange) if exchange.status == 404)
    }

    /// Looks for clients that were created although the answer never came: those that bear the run's own name.
    async fn find_lost(&self) {
        let prefix = self.name("");
        let request = Request::to("list_clients").query("name", &prefix).query("page_size", 100);
        let Ok(exchange) = self.send(request).await else { return };
        let items = exchange.body.as_ref().and_then(|body| body["items"].as_array()).cloned().unwrap_or_default();
        for item in items {
            if let (Some(name), Some(id)) = (item["name"].as_str(), item["client_id"].as_str())
                && name.starts_with(&prefix)
            {
                self.adopt(id);
            }
        }
    }
}
