//! What every form of the report counts and sorts in the same way.

use std::collections::BTreeSet;

use super::document::Document;
use crate::{
    engine::result::CaseResult,
    judging::verdict::{Finding, Verdict},
};

/// Every verdict, the gravest first.
pub(super) const VERDICTS: [Verdict; 8] = [
    Verdict::Fail,
    Verdict::Inconclusive,
    Verdict::NotRun,
    Verdict::Known,
    Verdict::Warn,
    Verdict::Pass,
    Verdict::Observed,
    Verdict::Unobservable,
];

/// The cases of one operation.
pub(super) struct OfOperation<'d> {
    pub(super) id: &'d str,
    pub(super) cases: Vec<&'d CaseResult>,
}

/// The cases by operation, in the order of the suite.
pub(super) fn by_operation(document: &Document) -> Vec<OfOperation<'_>> {
    let mut operations: Vec<OfOperation<'_>> = Vec::new();
    for case in &document.cases {
        match operations.iter_mut().find(|operation| operation.id == case.operation) {
            Some(operation) => operation.cases.push(case),
            None => operations.push(OfOperation { id: &case.operation, cases: vec![case] }),
        }
    }
    operations
}

/// How many operations have a case that ran.
pub(super) fn operations_seen(document: &Document) -> usize {
    let ran = |operation: &OfOperation<'_>| operation.cases.iter().any(|case| case.verdict != Verdict::NotRun);
    by_operation(document).iter().filter(|operation| ran(operation)).count()
}

/// The flag of the limit that has kept cases from running, if one has.
pub(super) fn limit_reached(document: &Document) -> Option<&str> {
    let flag = |reason: &'_ str| reason.find("(--max-").map(|at| at + 1);
    not_run(document).into_iter().find_map(|(reason, ..)| reason.get(flag(reason)?..)?.split([' ', ')']).next())
}

/// How many cases have which verdict, the gravest first, without those that no case has.
pub(super) fn counts<'d>(cases: impl IntoIterator<Item = &'d CaseResult>) -> Vec<(Verdict, usize)> {
    let verdicts: Vec<Verdict> = cases.into_iter().map(|case| case.verdict).collect();
    let count = |verdict: Verdict| verdicts.iter().filter(|other| **other == verdict).count();
    VERDICTS.into_iter().map(|verdict| (verdict, count(verdict))).filter(|(_, count)| *count > 0).collect()
}

/// The cases that someone must look at, the gravest first.
pub(super) fn to_look_at(document: &Document) -> Vec<&CaseResult> {
    broken_cases(document).chain(of(document, Verdict::Warn)).collect()
}

/// The cases that are broken, and those that were once.
pub(super) fn broken_cases(document: &Document) -> impl Iterator<Item = &CaseResult> {
    of(document, Verdict::Fail).chain(of(document, Verdict::Inconclusive))
}

/// The cases with a verdict.
pub(super) fn of(document: &Document, verdict: Verdict) -> impl Iterator<Item = &CaseResult> {
    document.cases.iter().filter(move |case| case.verdict == verdict)
}

/// What a case found broken.
pub(super) fn broken(case: &CaseResult) -> impl Iterator<Item = &Finding> {
    case.findings.iter().filter(|finding| finding.verdict >= Verdict::Warn)
}

/// The cases that were not run, by reason, with their claims.
pub(super) fn not_run(document: &Document) -> Vec<(&str, usize, BTreeSet<&str>)> {
    let mut reasons: Vec<(&str, usize, BTreeSet<&str>)> = Vec::new();
    for case in document.cases.iter().filter(|case| case.verdict == Verdict::NotRun) {
        let reason = case.reason.as_deref().unwrap_or("no reason is known");
        let claims = case.claims.iter().map(String::as_str);
        match reasons.iter_mut().find(|(known, ..)| *known == reason) {
            Some((_, count, all)) => {
                *count += 1;
                all.extend(claims);
            }
            None => reasons.push((reason, 1, claims.collect())),
        }
    }
    reasons
}

/// Whether the requests that a case shows went to a client that the run has deleted since, so that a repeated request
/// does not show the failure.
pub(super) fn is_on_a_deleted_client(case: &CaseResult, document: &Document) -> bool {
    let kept = document.footprint.as_ref().is_none_or(|footprint| footprint.kept || footprint.clients_made == 0);
    let shown = broken(case).filter_map(|finding| case.exchange_of(finding));
    !case.on_lent_client && !kept && shown.into_iter().any(|exchange| exchange.request.contains("/clients/"))
}

/// What the reason of a case is about.
pub(super) fn about_reason(case: &CaseResult) -> &'static str {
    if case.verdict == Verdict::Fail && case.reproduced.is_none() { "again" } else { "ended" }
}

/// Whether a failure was seen again, and on which client, in words.
pub(super) fn repetition(case: &CaseResult) -> Option<String> {
    let again = if case.reproduced? { "reproduced" } else { "not reproduced" };
    Some(format!("{again} on {}", case.client_of_rerun()))
}
