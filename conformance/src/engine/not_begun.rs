//! Why a run did not come to its first case, and what it has left behind all the same.

use super::clean_up::LeftBehind;
use crate::preflight::check::Refusal;

/// Why a run did not begin, and what it had created by then and could not remove.
#[derive(Debug, thiserror::Error)]
#[error("{why}{}", left_behind(.left))]
pub struct NotBegun {
    /// Why.
    pub why: Obstacle,
    /// What is still there, or may be.
    pub left: Vec<LeftBehind>,
}

/// What keeps a run from its first case.
#[derive(Debug, thiserror::Error)]
pub enum Obstacle {
    /// Something was found to be wrong before anything was written.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A signal ended the run before its first case.
    #[error("{0} before its first case")]
    Interrupted(String),
    /// The suite was about to do what it must never do. It did not.
    #[error("{0}")]
    Internal(String),
    /// The server does not respond.
    #[error("cannot reach {url}: {why}\n  hint: is the server running, and is this its base URL?")]
    Unreachable {
        /// The base URL.
        url: String,
        /// What happened.
        why: String,
    },
    /// The client cannot be read or created with this token.
    #[error("cannot {what}: status {status}\n  hint: {hint}")]
    Configuration {
        /// What was tried.
        what: String,
        /// The status.
        status: u16,
        /// What to do.
        hint: &'static str,
    },
}

impl From<Obstacle> for NotBegun {
    fn from(why: Obstacle) -> Self {
        Self { why, left: Vec::new() }
    }
}

fn left_behind(left: &[LeftBehind]) -> String {
    if left.is_empty() {
        return String::new();
    }
    let all: Vec<String> = left.iter().map(ToString::to_string).collect();
    format!("\n  it has left behind: {}", all.join(", "))
}
