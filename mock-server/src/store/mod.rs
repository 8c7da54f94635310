//! The state and its rules, in plain Rust: no HTTP and no JSON.
//!
//! Everything is in one [`Namespace`] value behind one lock: a mutation touches several records together, and a reset is
//! one swap. Nothing is global. Each method checks first and then assigns, so a refusal changes nothing.

mod audit;
mod clients;
mod configuration;
#[cfg(test)]
mod model_tests;
mod page;
mod secrets;
pub(crate) mod seed;
mod tokens;

use std::collections::{BTreeMap, HashMap};

pub(crate) use audit::{AuditEntry, Operator, Target};
pub(crate) use clients::Client;
pub(crate) use configuration::{Configuration, ConfigurationUpdate, PresentationUpdate, Protocol, ProtocolUpdate};
use jiff::Timestamp;
pub(crate) use page::{Page, PageQuery};
pub(crate) use secrets::{RetiredSecret, Secret};
pub(crate) use tokens::{Token, TokenKind};

use crate::{clock::Clock, ids::Ids, options::Seed};

/// Why the store does not do what it was asked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StoreError {
    /// There is no such client in the caller's tenant.
    NoSuchClient,
    /// The client has no such secret.
    NoSuchSecret,
    /// The client has as many active secrets as it may have.
    TooManySecrets,
    /// The secret is the client's last one.
    LastSecret,
    /// A public client has no secrets.
    PublicClient,
}

/// One complete, independent state of the service.
#[derive(Debug)]
pub(crate) struct Namespace {
    pub(crate) clock: Clock,
    pub(crate) ids: Ids,
    clients: HashMap<String, Client>,
    /// The clients that are not deleted, by tenant, in the order of lists.
    by_tenant: HashMap<String, BTreeMap<(Timestamp, String), String>>,
    tokens: HashMap<String, Vec<Token>>,
    /// By the id of what the entry is about.
    audit: HashMap<String, Vec<AuditEntry>>,
}

impl Namespace {
    pub(crate) fn new(seed: Seed, clock: Clock, ids: Ids) -> Self {
        let now = clock.now();
        let mut store = Self {
            clock,
            ids,
            clients: HashMap::new(),
            by_tenant: HashMap::new(),
            tokens: HashMap::new(),
            audit: HashMap::new(),
        };
        if let Seed::Many(count) = seed {
            seed::many(count, now).for_each(|client| store.insert(client));
        }
        if seed != Seed::Empty {
            seed::demo(now).into_iter().for_each(|client| store.insert(client));
            for (client_id, tokens) in seed::demo_tokens(now) {
                store.tokens.insert(client_id.to_owned(), tokens);
            }
        }
        store
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn insert(&mut self, client: Client) {
        let index = self.by_tenant.entry(client.tenant_id.clone()).or_default();
        index.insert(client.place(), client.client_id.clone());
        self.clients.insert(client.client_id.clone(), client);
    }
}
