//! The clients that the cases of a run share, and what the run gives to the clients that it creates.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// The clients that the cases of a run share.
pub(crate) struct RunState {
    subject: String,
    bystander: Option<String>,
    victim: Mutex<Option<String>>,
}

impl RunState {
    pub(crate) fn new(subject: String, bystander: Option<String>) -> Self {
        Self { subject, bystander, victim: Mutex::default() }
    }

    /// The client that the run may change.
    pub(crate) fn subject(&self) -> &str {
        &self.subject
    }

    /// A second client, which must not change, if there is one.
    pub(crate) fn bystander(&self) -> Option<&str> {
        self.bystander.as_deref()
    }

    /// The scratch client that cases may try to harm, once there is one.
    pub(crate) fn victim(&self) -> Option<String> {
        self.shared_victim().clone()
    }

    pub(crate) fn set_victim(&self, client_id: &str) {
        *self.shared_victim() = Some(client_id.to_owned());
    }

    fn shared_victim(&self) -> MutexGuard<'_, Option<String>> {
        self.victim.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
