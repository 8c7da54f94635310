//! Why a step failed.

use std::io;

/// Why a step failed: what it ran has said the rest.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct StepError(String);

impl StepError {
    /// An error with this text.
    pub fn new(text: impl ToString) -> Self {
        Self(text.to_string())
    }
}

impl From<io::Error> for StepError {
    fn from(error: io::Error) -> Self {
        Self(format!("cannot write to stdout: {error}"))
    }
}
