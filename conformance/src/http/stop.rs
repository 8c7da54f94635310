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
        // The sender lives as long as this switch, so waiting ends with a cause.
        match changes.wait_for(Option::is_some).await {
            Ok(cause) => cause.clone().unwrap_or(StopCause::Signal("unknown")),
            Err(_) => std::future::pending().await,
        }
    }
}

impl std::fmt::Display for StopCause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Signal(name) => write!(f, "the run was interrupted ({name})"),
            Self::Unable(why) => f.write_str(why),
        }
    }
}
