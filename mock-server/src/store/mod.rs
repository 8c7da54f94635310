//! The state and its rules, in plain Rust: no HTTP and no JSON.
//!
//! Everything is in one [`Namespace`] value behind one lock: a mutation touches several records together, and a reset is
//! one swap. Nothing is global.

mod clients;
pub(crate) mod seed;

use std::collections::HashMap;

pub(crate) use clients::{Client, ClientUpdate};
use jiff::Timestamp;

use crate::{clock::Clock, ids::Ids, options::Seed};

/// Why the store does not do what it was asked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StoreError {
    /// There is no such client in the caller's tenant.
    NoSuchClient,
}

/// One complete, independent state of the service.
#[derive(Debug)]
pub(crate) struct Namespace {
    pub(crate) clock: Clock,
    pub(crate) ids: Ids,
    clients: HashMap<String, Client>,
}

impl Namespace {
    pub(crate) fn new(seed: Seed, clock: Clock, ids: Ids) -> Self {
        let clients = match seed {
            Seed::Empty => HashMap::new(),
            Seed::Demo => {
                seed::demo(clock.now()).into_iter().map(|client| (client.client_id.clone(), client)).collect()
            }
        };
        Self { clock, ids, clients }
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }
}
