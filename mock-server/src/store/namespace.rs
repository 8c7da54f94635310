//! The whole state as one value, so that a mutation can change several records together and a reset is one swap.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;

use super::{
    records::{AuditEntry, Client, Token},
    seed,
};
use crate::{
    options::Seed,
    sources::{Clock, Ids},
};

/// One complete, independent state of the service.
#[derive(Debug)]
pub(crate) struct Namespace {
    pub(crate) clock: Clock,
    pub(crate) ids: Ids,
    pub(super) clients: HashMap<String, Client>,
    /// The clients that are not deleted, by tenant, in the order of lists.
    pub(super) by_tenant: HashMap<String, BTreeMap<(Timestamp, String), String>>,
    pub(super) tokens: HashMap<String, Vec<Token>>,
    /// By the id of what the entry is about.
    pub(super) audit: HashMap<String, Vec<AuditEntry>>,
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

    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(super) fn insert(&mut self, client: Client) {
        let index = self.by_tenant.entry(client.tenant_id.clone()).or_default();
        index.insert(client.place(), client.client_id.clone());
        self.clients.insert(client.client_id.clone(), client);
    }
}
