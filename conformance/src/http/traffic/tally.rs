//! What a run has sent, by method, and how many writes the server has accepted.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use reqwest::Method;

/// What a run has sent, by method, and how many writes the server has accepted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Requests by method.
    pub methods: BTreeMap<String, usize>,
    /// Writes with the status of a success. A service that keeps an audit log has about one row for each.
    pub writes: usize,
}

/// A tally that is being kept.
#[derive(Default)]
pub(crate) struct Counting(Mutex<Tally>);

impl Counting {
    /// A request was sent.
    pub(crate) fn sent(&self, method: &Method) {
        self.change(|tally| *tally.methods.entry(method.to_string()).or_default() += 1);
    }

    /// A request has a response.
    pub(crate) fn responded(&self, method: &Method, status: u16) {
        if *method != Method::GET && (200..300).contains(&status) {
            self.change(|tally| tally.writes += 1);
        }
    }

    /// The tally so far.
    pub(crate) fn tally(&self) -> Tally {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn change(&self, change: impl FnOnce(&mut Tally)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}
