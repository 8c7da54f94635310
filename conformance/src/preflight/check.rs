//! The result of one check, and what ends a run before it begins.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One thing that was looked at before the run wrote anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Check {
    /// What was looked at.
    pub check: String,
    /// How it is.
    pub state: CheckState,
    /// What was found, in one line.
    pub text: String,
}

/// How what was looked at is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CheckState {
    /// As it must be.
    Ok,
    /// Wrong: the run did not begin.
    Wrong,
    /// Worth knowing, and the run goes on.
    Noted,
}

impl Check {
    pub(crate) fn ok(check: &'static str, text: impl Into<String>) -> Self {
        Self { check: check.to_owned(), state: CheckState::Ok, text: text.into() }
    }

    /// Something worth knowing with which the run goes on.
    #[must_use]
    pub fn noted(check: &'static str, text: impl Into<String>) -> Self {
        Self { check: check.to_owned(), state: CheckState::Noted, text: text.into() }
    }
}

/// What was found before a run writes anything.
#[derive(Debug, Default)]
pub(crate) struct Looked {
    pub(crate) checks: Vec<Check>,
    /// Whether the user's token may list clients, which only administrators may.
    pub(crate) user_lists: bool,
}

/// Why a run does not begin. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}\n  hint: {hint}")]
pub struct Refusal {
    /// Whether the server cannot be reached or does not work; otherwise something is configured wrongly.
    pub unreachable: bool,
    /// The check that ended it.
    pub check: &'static str,
    /// What is wrong, in one line.
    pub message: String,
    /// What to do, and what else it could mean.
    pub hint: String,
    /// What was looked at until then, this included.
    pub checks: Vec<Check>,
}

impl Refusal {
    /// Something is configured wrongly.
    pub(crate) fn configuration(check: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { unreachable: false, check, message: message.into(), hint: hint.into(), checks: Vec::new() }
    }

    /// The server cannot be reached, or does not work.
    pub(crate) fn unreachable(check: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { unreachable: true, ..Self::configuration(check, message, hint) }
    }

    /// With the checks that went before.
    pub(super) fn after(self, mut checks: Vec<Check>) -> Self {
        checks.push(Check { check: self.check.to_owned(), state: CheckState::Wrong, text: self.message.clone() });
        Self { checks, ..self }
    }
}
