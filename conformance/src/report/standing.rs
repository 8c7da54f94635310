//! How a run stands, in one sentence for the head of a report.

use super::{
    document::{Document, State},
    exit_code::meaning,
};
use crate::{
    deviations::usage::UseState,
    judging::verdict::{Outcome, Verdict},
};

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

/// What the exit code of a run means; of a 0, also what it passes over.
pub(super) fn said(document: &Document, code: u8) -> String {
    match document.outcome {
        Some(Outcome::Partial) if code == 0 => "partial, but --allow-partial was given".to_owned(),
        Some(Outcome::Conformant) if code == 0 => passed_over(document).unwrap_or_else(|| meaning(code).to_owned()),
        _ => meaning(code).to_owned(),
    }
}

fn passed_over(document: &Document) -> Option<String> {
    let known = document.deviations.iter().filter(|entry| entry.state == UseState::Used).count();
    let known = (known > 0).then(|| format!("apart from {}", number(known, "known deviation")));
    let warnings = document.count(Verdict::Warn);
    let warnings = (warnings > 0).then(|| format!("with {}", number(warnings, "warning")));
    let all: Vec<String> = known.into_iter().chain(warnings).collect();
    (!all.is_empty()).then(|| format!("conformant, {}", all.join(" and ")))
}

/// `1 client`, `2 clients`.
pub(super) fn number(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// What is known of a run that could not say how it ended.
pub(super) fn killed(document: &Document) -> String {
    let run = document.run.as_deref().map_or("the run".to_owned(), |id| format!("run {id}"));
    let sweep = "authms-conformance sweep removes what it may have left behind";
    format!("{run} started at {} and did not finish; {sweep}", document.started_at)
}
