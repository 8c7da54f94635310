//! What became of the known deviations in a run, as reports show it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What became of an entry in a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DeviationUse {
    /// The claim that is broken.
    pub claim: String,
    /// The operation that breaks it.
    pub operation: String,
    /// The one case that shows it, if the entry names one.
    pub case: Option<String>,
    /// Why it is tolerated.
    pub reason: String,
    /// Who fixes it.
    pub owner: String,
    /// Where that is tracked.
    pub link: String,
    /// Since when it is known.
    pub opened: String,
    /// The last day on which it is tolerated.
    pub expires: String,
    /// What the run says about it.
    pub state: UseState,
    /// Why the entry makes the run not conformant, if it does.
    pub problem: Option<String>,
    /// What will soon be a problem.
    pub warning: Option<String>,
}

/// What a run says about an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UseState {
    /// The claim is broken as declared.
    Used,
    /// The claim holds in every case that judges it.
    Passing,
    /// The claim was judged for the operation, and not by the case that the entry names.
    Unused,
    /// The claim was not judged for the operation in this run, or not by every case that judges it.
    NotJudged,
}

impl DeviationUse {
    /// Whether the entry is about a claim in a case of an operation.
    #[must_use]
    pub fn covers(&self, claim: &str, operation: &str, case: &str) -> bool {
        self.claim == claim && self.operation == operation && self.case.as_deref().is_none_or(|id| id == case)
    }
}
