//! Concludes a run: everything that speaks against `conformant`, and the gravest of it as the outcome.

use super::{
    clean_up::Footprint,
    restore::Restored,
    result::{CaseResult, Unjudged},
};
use crate::{
    deviations::usage::DeviationUse,
    http::stop::StopCause,
    judging::verdict::{Outcome, Reason, Verdict},
};

/// What a run ends with.
#[derive(Debug)]
pub(crate) struct Evidence<'r> {
    pub(crate) results: &'r [CaseResult],
    pub(crate) deviations: &'r [DeviationUse],
    pub(crate) restored: &'r Restored,
    pub(crate) footprint: &'r Footprint,
    pub(crate) stop: Option<&'r StopCause>,
}

/// The outcome that reasons in their order lead to.
pub(crate) fn outcome(reasons: &[Reason]) -> Outcome {
    reasons.first().map_or(Outcome::Conformant, |reason| reason.outcome)
}

/// Everything that speaks against `conformant`, the gravest first.
pub(crate) fn reasons(evidence: &Evidence<'_>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let mut add = |outcome, text: Option<String>| reasons.extend(text.map(|text| Reason { outcome, text }));
    add(Outcome::LeftBehind, clients_left(evidence.footprint));
    add(Outcome::LeftBehind, fields_left(evidence.restored));
    let verdicts = |verdict| evidence.results.iter().filter(move |result| result.verdict == verdict);
    add(Outcome::NotConformant, counted(verdicts(Verdict::Fail).count(), "breaks the contract", "break the contract"));
    let stale = evidence.deviations.iter().filter(|entry| entry.problem.is_some()).count();
    add(Outcome::NotConformant, entries(stale));
    match evidence.stop {
        Some(StopCause::Internal(_)) => add(Outcome::InternalError, evidence.stop.map(ToString::to_string)),
        Some(StopCause::Signal(name)) => add(Outcome::Interrupted, Some(format!("a signal ended the run ({name})"))),
        Some(StopCause::Unwritable(why)) => add(Outcome::Unwritable, Some(why.clone())),
        Some(StopCause::Unable(why)) => add(Outcome::Partial, Some(why.clone())),
        None => {}
    }
    let internal = evidence.results.iter().filter(|result| result.unjudged == Some(Unjudged::Internal)).count();
    add(Outcome::InternalError, counted(internal, "ended with an internal error", "ended with an internal error"));
    let inconclusive = |looked_for: bool| {
        verdicts(Verdict::Inconclusive).filter(|result| result.reproduced.is_some() == looked_for).count()
    };
    add(Outcome::Partial, counted(inconclusive(true), "failed once and not again", "failed once and not again"));
    let not_run_again = "failed and could not be run again";
    add(Outcome::Partial, counted(inconclusive(false), not_run_again, not_run_again));
    // All are counted, as everywhere in the report, if a run without one of them is partial.
    let missing =
        if verdicts(Verdict::NotRun).any(|result| result.required) { verdicts(Verdict::NotRun).count() } else { 0 };
    add(Outcome::Partial, counted(missing, "was not checked", "were not checked"));
    reasons.sort_by_key(|reason| reason.outcome);
    reasons
}

fn counted(count: usize, one: &str, many: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 case {one}")),
        _ => Some(format!("{count} cases {many}")),
    }
}

fn entries(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1 known deviation is outdated".to_owned()),
        _ => Some(format!("{count} known deviations are outdated")),
    }
}

fn clients_left(footprint: &Footprint) -> Option<String> {
    match footprint.left_behind.len() {
        0 => None,
        _ if footprint.kept => None,
        1 => Some("1 client of the run was not removed".to_owned()),
        count => Some(format!("{count} clients of the run were not removed")),
    }
}

fn fields_left(restored: &Restored) -> Option<String> {
    let Restored::Incomplete { fields, .. } = restored else { return None };
    Some(match fields.len() {
        0 => "the client that the run was lent could not be read again".to_owned(),
        1 => "1 field of the client that the run was lent could not be put back".to_owned(),
        count => format!("{count} fields of the client that the run was lent could not be put back"),
    })
}
