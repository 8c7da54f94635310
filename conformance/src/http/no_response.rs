//! Why there is no response that a case could judge.

/// Why there is no response that a case could judge. None of these is ever a verdict on the service.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoResponse {
    /// Rate limits, gateways, connections that break, time that runs out: waited out in vain.
    #[error("{0}")]
    Weather(String),
    /// The run has ended: a signal, a budget, a token that is not accepted any more.
    #[error("{0}")]
    Stopped(String),
    /// The suite was about to write to something that is not its own. It was not sent.
    #[error("internal error: {0}")]
    NotOurs(String),
}
