//! A switch that stops a run: cases send no further request, and what was changed is still put back.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// A switch that is thrown once, from a signal handler or by a test.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks the run to stop after the request that is under way.
    pub fn now(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether the run was asked to stop.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
