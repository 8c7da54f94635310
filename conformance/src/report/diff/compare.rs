//! Compares two reports case by case.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{
    super::{document::Document, tally},
    steady::steady,
};
use crate::{deviations::usage::DeviationUse, engine::result::CaseResult, judging::verdict::Verdict};

/// What differs between two runs, the second one being the newer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Cases that break the contract and did not before.
    pub new: Vec<Change>,
    /// Cases that broke the contract and do not any more.
    pub mended: Vec<Change>,
    /// Cases whose verdict changed in another way.
    pub moved: Vec<Change>,
    /// Cases with the same verdict that found something else.
    pub findings: Vec<Change>,
    /// Observations that changed.
    pub observations: Vec<Change>,
    /// Cases that only the older run has.
    pub only_old: Vec<String>,
    /// Cases that only the newer run has.
    pub only_new: Vec<String>,
    /// What else got worse: what was left behind, and known deviations that do not hold any more.
    pub beside_cases: Vec<String>,
}

/// One thing that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The case.
    pub case: String,
    /// How it was.
    pub old: String,
    /// How it is.
    pub new: String,
    /// Whether that is worse.
    pub worse: bool,
}

impl Difference {
    /// Whether anything got worse.
    #[must_use]
    pub fn is_worse(&self) -> bool {
        let changes = [&self.new, &self.mended, &self.moved, &self.findings, &self.observations];
        changes.into_iter().flatten().any(|change| change.worse) || !self.beside_cases.is_empty()
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What differs from an older run to a newer one.
#[must_use]
pub fn compare(old: &Document, new: &Document) -> Difference {
    let by_id = |document: &Document| -> BTreeMap<String, CaseResult> {
        document.cases.iter().map(|case| (case.id.clone(), case.clone())).collect()
    };
    let (before, after) = (by_id(old), by_id(new));
    let mut difference = Difference {
        only_old: before.keys().filter(|id| !after.contains_key(*id)).cloned().collect(),
        observations: observations(old, new),
        beside_cases: beside_cases(old, new),
        ..Difference::default()
    };
    for case in &new.cases {
        match before.get(&case.id) {
            Some(earlier) => one_case(&mut difference, earlier, case),
            None => {
                difference.only_new.push(case.id.clone());
                if case.verdict == Verdict::Fail {
                    difference.new.push(change(case, "not there".to_owned(), found(case), true));
                }
            }
        }
    }
    difference
}

fn one_case(difference: &mut Difference, old: &CaseResult, new: &CaseResult) {
    let verdicts = |worse| change(new, old.verdict.to_string(), found(new), worse);
    match (old.verdict, new.verdict) {
        (before, after) if before == after => {
            let (before, after) = (findings(old), findings(new));
            if before != after {
                let claims = |findings: &BTreeSet<[String; 3]>| -> BTreeSet<String> {
                    findings.iter().map(|[claim, ..]| claim.clone()).collect()
                };
                let worse = !claims(&after).is_subset(&claims(&before));
                let in_words = |only: &BTreeSet<[String; 3]>, other: &BTreeSet<[String; 3]>| {
                    let only: Vec<String> =
                        only.difference(other).map(|[claim, _, actual]| format!("{claim}: {actual}")).collect();
                    if only.is_empty() { "nothing".to_owned() } else { only.join("; ") }
                };
                let (gone, come) = (in_words(&before, &after), in_words(&after, &before));
                difference.findings.push(change(new, gone, come, worse));
            }
        }
        (_, Verdict::Fail) => difference.new.push(verdicts(true)),
        (Verdict::Fail, after) if after < Verdict::Known => difference.mended.push(verdicts(false)),
        (before, after) => {
            // Nobody waits for a case that a run may lack.
            let counts = new.verdict != Verdict::NotRun || new.required;
            difference
                .moved
                .push(verdicts(after.max(Verdict::Unobservable) > before.max(Verdict::Unobservable) && counts));
        }
    }
}

fn change(case: &CaseResult, old: String, new: String, worse: bool) -> Change {
    Change { case: case.id.clone(), old, new, worse }
}

/// The verdict, with the claims that led to it.
fn found(case: &CaseResult) -> String {
    let claims: BTreeSet<&str> = tally::broken(case).map(|finding| finding.claim.as_str()).collect();
    let claims: Vec<&str> = claims.into_iter().collect();
    if claims.is_empty() { case.verdict.to_string() } else { format!("{} ({})", case.verdict, claims.join(", ")) }
}

fn findings(case: &CaseResult) -> BTreeSet<[String; 3]> {
    tally::broken(case)
        .map(|finding| [finding.claim.clone(), steady(&finding.expected), steady(&finding.actual)])
        .collect()
}

fn observations(old: &Document, new: &Document) -> Vec<Change> {
    let by_place = |document: &Document| {
        let mut places: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
        for observation in &document.observations {
            let place = (observation.case.clone(), observation.claim.clone());
            places.entry(place).or_default().push(steady(&observation.text));
        }
        places
    };
    let (old, new) = (by_place(old), by_place(new));
    let changed = old.into_iter().filter_map(|(place, before)| {
        let after = new.get(&place).filter(|after| **after != before)?;
        Some(Change { case: place.0, old: before.join("; "), new: after.join("; "), worse: false })
    });
    changed.collect()
}

fn beside_cases(old: &Document, new: &Document) -> Vec<String> {
    let mut worse = Vec::new();
    if old.left_behind().is_empty() {
        worse.extend(new.left_behind().into_iter().map(|what| format!("left behind: {what}")));
    }
    for entry in new.deviations.iter().filter(|entry| entry.problem.is_some()) {
        let same = |other: &&DeviationUse| {
            (&other.claim, &other.operation, &other.case) == (&entry.claim, &entry.operation, &entry.case)
        };
        if old.deviations.iter().find(same).is_none_or(|other| other.problem.is_none()) {
            let problem = entry.problem.as_deref().unwrap_or_default();
            worse.push(format!("known deviation {} of {}: {problem}", entry.claim, entry.operation));
        }
    }
    worse
}
