//! How a run stands, in one sentence for the head of a report.

use super::document::{Document, State};
use crate::judging::verdict::Outcome;

/// How a run stands.
pub(super) enum Standing {
    /// It came to a conclusion.
    Concluded(Outcome),
    /// It did not, and why.
    Unfinished(String),
}

/// How a run stands.
pub(super) fn standing(document: &Document) -> Standing {
    match (document.state, document.outcome, &document.failure) {
        (State::Finished, Some(outcome), _) => Standing::Concluded(outcome),
        (_, _, Some(why)) => Standing::Unfinished(why.clone()),
        _ => Standing::Unfinished(format!("it started at {} and did not come to its end", document.started_at)),
    }
}
