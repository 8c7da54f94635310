//! A switch that stops a run: cases send no further request, and what was changed is still put back.

use std::sync::Arc;

use tokio::sync::watch;

/// A switch that is thrown once, with the reason: by a signal, an exhausted budget, a token that is not accepted any
/// more.
#[derive(Debug, Clone)]
pub struct Stop(Arc<watch::Sender<Option<StopCause>>>);

/// Why a run was stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StopCause {
    /// A signal asked for it.
    Signal(&'static str),
    /// The run cannot go on; the text says why, as the reason of every case that was not run.
    Unable(String),
    /// The ledger or a report cannot be written any more.
    Unwritable(String),
    /// The suite was about to do what it must never do. It did not.
    Internal(String),
}

impl Default for Stop {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(None)))
    }
}

impl Stop {
    /// Asks the run to stop after the requests that are under way. Only the first reason counts.
    pub fn now(&self, cause: StopCause) {
        self.0.send_if_modified(|current| {
            let first = current.is_none();
            current.get_or_insert(cause);
            first
        });
    }

    /// Why the run was asked to stop, if it was.
    #[must_use]
    pub fn cause(&self) -> Option<StopCause> {
        self.0.borrow().clone()
    }

    /// Whether the run was asked to stop.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.0.borrow().is_some()
    }

    /// Waits until the run is asked to stop; for waits that must end then.
    pub async fn stopped(&self) -> StopCause {
        let mut changes = self.0.subscribe();
        loop {
            if let Some(cause) = changes.borrow_and_update().clone() {
                return cause;
            }
            // The sender lives as long as this switch, so waiting ends with a cause.
            let _ = changes.changed().await;
        }
    }
}

impl std::fmt::Display for StopCause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Signal(name) => write!(f, "the run was interrupted ({name})"),
            Self::Unable(why) | Self::Unwritable(why) => f.write_str(why),
            Self::Internal(why) => write!(f, "internal error: {why}"),
        }
    }
}
