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
        _ => Standing::Unfinished(killed(document)),
    }
}

/// What is known of a run that could not say how it ended.
pub(super) fn killed(document: &Document) -> String {
    let run = document.run.as_deref().map_or("the run".to_owned(), |id| format!("run {id}"));
    let sweep = "authms-conformance sweep removes what it may have left behind";
    format!("{run} started at {} and did not come to its end; {sweep}", document.started_at)
}
