//! How much a run may ask for in all: requests, clients, time.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::time::Instant;

use crate::http::{limits::Limits, no_response::NoResponse};

/// One client of so many is held back for looking again, once something has failed.
const HELD_BACK: usize = 6;

/// What one run has used up.
pub(crate) struct Budget {
    max_requests: usize,
    max_clients: usize,
    max_time: std::time::Duration,
    ends: Instant,
    used: Mutex<Used>,
}

#[derive(Default)]
struct Used {
    /// Requests of cases, and of everything before them.
    in_cases: usize,
    requests: usize,
    clients: usize,
    /// Clients that may not be created yet.
    held_back: usize,
}

impl Budget {
    pub(crate) fn new(limits: &Limits) -> Self {
        let now = Instant::now();
        Self {
            max_requests: limits.max_requests,
            max_clients: limits.max_clients,
            max_time: limits.max_time,
            ends: now.checked_add(limits.max_time).unwrap_or(now),
            used: Mutex::default(),
        }
    }

    fn used(&self) -> MutexGuard<'_, Used> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When the time for the cases ends.
    pub(crate) fn ends(&self) -> Instant {
        self.ends
    }

    /// What is used up, if anything is that ends the run.
    pub(crate) fn exhausted(&self) -> Option<String> {
        if Instant::now() >= self.ends {
            return Some(format!("the time limit was reached (--max-time {})", self.max_time.as_secs_f64()));
        }
        let spent = self.used().in_cases >= self.max_requests;
        spent.then(|| format!("the request limit was reached (--max-requests {})", self.max_requests))
    }

    /// Counts a request; the clean-up's do not use up anything.
    pub(crate) fn request(&self, in_clean_up: bool) {
        let mut used = self.used();
        used.requests += 1;
        used.in_cases += usize::from(!in_clean_up);
    }

    /// Counts a client that is about to be created.
    pub(crate) fn client(&self) -> Result<(), NoResponse> {
        let mut used = self.used();
        if used.clients + used.held_back >= self.max_clients {
            let why = format!("no further client may be created (--max-clients {})", self.max_clients);
            return Err(NoResponse::Stopped(why));
        }
        used.clients += 1;
        Ok(())
    }

    /// Holds some clients back, or allows them again.
    pub(crate) fn hold_back(&self, some: bool) {
        self.used().held_back = if some { self.max_clients / HELD_BACK } else { 0 };
    }

    /// The client was surely not created.
    pub(crate) fn no_client(&self) {
        let mut used = self.used();
        used.clients = used.clients.saturating_sub(1);
    }

    /// Requests sent so far.
    pub(crate) fn requests(&self) -> usize {
        self.used().requests
    }
}
