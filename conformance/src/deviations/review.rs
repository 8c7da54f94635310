//! Holds the known deviations against a run: which findings they excuse, and which entries do not hold any more.

use super::{
    entry::Deviation,
    usage::{DeviationUse, UseState},
};
use crate::{case::definition::Case, cases, engine::result::CaseResult, judging::verdict::Verdict};
use jiff::civil::Date;

/// Days before its end from which an entry is warned about.
const NOTICE: i32 = 14;

/// The known deviations of a service, as they are on one day.
#[derive(Debug, Clone)]
pub struct Deviations {
    entries: Vec<Deviation>,
    today: Date,
}

impl Default for Deviations {
    fn default() -> Self {
        Self { entries: Vec::new(), today: Date::ZERO }
    }
}

impl Deviations {
    pub(super) fn new(entries: Vec<Deviation>, today: Date) -> Self {
        Self { entries, today }
    }

    /// Turns the failures of a case that an entry declares into known ones.
    pub(crate) fn excuse(&self, result: &mut CaseResult) {
        let mut excused = false;
        for finding in result.findings.iter_mut().filter(|finding| finding.verdict == Verdict::Fail) {
            let mut entries = self.entries.iter().filter(|entry| entry.days_left(self.today) >= 0);
            if entries.any(|entry| entry.covers(&finding.claim, &result.operation, &result.id)) {
                finding.verdict = Verdict::Known;
                excused = true;
            }
        }
        // A verdict that did not come from the findings, such as of a failure that was not reproduced, stays.
        if excused && result.verdict == Verdict::Fail {
            let heaviest = result.findings.iter().map(|finding| finding.verdict).max().unwrap_or(Verdict::Pass);
            result.verdict = if result.unjudged.is_some() { heaviest.max(Verdict::NotRun) } else { heaviest };
        }
    }

    /// What became of each entry.
    pub(crate) fn review(&self, results: &[CaseResult]) -> Vec<DeviationUse> {
        self.entries.iter().map(|entry| self.review_one(entry, results)).collect()
    }

    fn review_one(&self, entry: &Deviation, results: &[CaseResult]) -> DeviationUse {
        let state = state(entry, results);
        let left = entry.days_left(self.today);
        let judged = state != UseState::NotJudged;
        let expired = (left < 0)
            .then(|| format!("expired on {}: fix the service, or renew the entry with a new end date", entry.expires));
        let problem = match state {
            UseState::Passing => Some("the claim holds: remove the entry".to_owned()),
            UseState::Unused => {
                Some("the case that it names does not judge the claim: correct or remove the entry".to_owned())
            }
            UseState::Used | UseState::NotJudged => expired.clone().filter(|_| judged),
        };
        let warning = match expired {
            Some(_) if judged => None,
            Some(text) => Some(text),
            None if left <= NOTICE => Some(format!("expires on {} ({} days left)", entry.expires, left)),
            None => None,
        };
        DeviationUse {
            claim: entry.claim.id.to_owned(),
            operation: entry.operation.to_owned(),
            case: entry.case.clone(),
            reason: entry.reason.clone(),
            owner: entry.owner.clone(),
            link: entry.link.clone(),
            opened: entry.opened.to_string(),
            expires: entry.expires.to_string(),
            state,
            problem,
            warning,
        }
    }
}

fn state(entry: &Deviation, results: &[CaseResult]) -> UseState {
    let claim = entry.claim.id;
    let of_operation = || results.iter().filter(|result| result.operation == entry.operation);
    let named = || of_operation().filter(|result| entry.covers(claim, &result.operation, &result.id));
    let judges = |result: &CaseResult| result.judged.iter().any(|id| id == claim);
    let breaks = |result: &CaseResult| {
        result.findings.iter().any(|finding| finding.claim == claim && finding.verdict >= Verdict::Warn)
    };
    // A case that did not come to its end says nothing about what it has not judged.
    let ended = |result: &CaseResult| result.reason.is_none();
    if named().any(breaks) {
        UseState::Used
    } else if named().any(judges) && needed(entry).iter().all(|id| named().any(|it| it.id == *id && ended(it))) {
        UseState::Passing
    } else if !named().any(judges) && named().any(ended) && of_operation().any(judges) {
        UseState::Unused
    } else {
        UseState::NotJudged
    }
}

/// The cases that must come to their end before an entry is said to be void: those that declare its claim or, where it
/// holds for every response, all that it covers.
fn needed(entry: &Deviation) -> Vec<String> {
    let claim = entry.claim.id;
    let mut covered = cases::all();
    covered.retain(|case| entry.covers(claim, case.operation.id, &case.id));
    let declares = |case: &Case| case.claims.iter().any(|declared| declared.id == claim);
    if covered.iter().any(declares) {
        covered.retain(declares);
    }
    covered.into_iter().map(|case| case.id).collect()
}
