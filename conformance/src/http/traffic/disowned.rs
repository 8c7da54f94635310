//! Ids that a service gave for new clients of the run, and that are not theirs as far as anybody can tell.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// The ids of one run.
#[derive(Default)]
pub(crate) struct Disowned(Mutex<Vec<Foreign>>);

/// An id that a creation responded with, and that the run does not write to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Foreign {
    pub(crate) client_id: String,
    /// Why it is not taken for the id of the new client.
    pub(crate) why: String,
    /// Whether a response of the service shows that it is somebody else's.
    pub(crate) is_proved: bool,
}

impl Disowned {
    fn all(&self) -> MutexGuard<'_, Vec<Foreign>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn note(&self, foreign: Foreign) {
        self.all().push(foreign);
    }

    /// A client that a creation named, if it is not taken for a new one.
    pub(crate) fn find(&self, client_id: &str) -> Option<Foreign> {
        self.all().iter().find(|foreign| foreign.client_id == client_id).cloned()
    }

    /// Why clients of the service cannot be trusted to be new, if that has shown once.
    pub(crate) fn first(&self) -> Option<String> {
        self.all().iter().find(|foreign| foreign.is_proved).map(|foreign| foreign.why.clone())
    }
}
