//! The report as JUnit XML: a suite of tests for each operation, a test for each case.

use std::{cmp::Reverse, time::Duration};

use quick_junit::{NonSuccessKind, Property, Report, TestCase, TestCaseStatus, TestSuite};

use super::{
    clip::clip,
    document::Document,
    standing::{Standing, standing},
    tally,
    text::case_in_full,
};
use crate::{
    engine::result::CaseResult,
    judging::verdict::{Finding, Verdict},
};

/// Bytes of the text of one failure: viewers show it whole.
const LONGEST: usize = 8 * 1024;

/// The whole file.
pub(super) fn render(document: &Document) -> String {
    let mut report = Report::new("authms-conformance");
    report.set_time(Duration::from_millis(document.milliseconds.unwrap_or_default()));
    report.add_test_suite(the_run(document));
    for operation in tally::by_operation(document) {
        let mut suite = TestSuite::new(operation.id);
        suite.add_test_cases(operation.cases.iter().map(|case| test(case, document)));
        report.add_test_suite(suite);
    }
    // Serializing fails only if writing to memory does.
    report.to_string().unwrap_or_default()
}

/// Beside the cases: whether the run came to its end, left nothing behind, and still needs its known deviations.
fn the_run(document: &Document) -> TestSuite {
    let mut suite = TestSuite::new("run");
    suite.add_property(("target", document.base_url()));
    suite.add_property(("contract", document.contract.version.as_str()));
    let end = match standing(document) {
        Standing::Concluded(_) => TestCaseStatus::success(),
        Standing::Unfinished(what) => not_passed(NonSuccessKind::Error, "the run came to no conclusion", &what),
    };
    suite.add_test_case(named("run", "comes_to_a_conclusion", end));
    if document.outcome.is_some() {
        let left = document.left_behind();
        let status = if left.is_empty() {
            TestCaseStatus::success()
        } else {
            not_passed(NonSuccessKind::Failure, "something was left behind on the server", &left.join("\n"))
        };
        suite.add_test_case(named("run", "leaves_nothing_behind", status));
    }
    for entry in &document.deviations {
        let status = match &entry.problem {
            Some(problem) => not_passed(NonSuccessKind::Failure, problem, &entry.reason),
            None => TestCaseStatus::success(),
        };
        let name = format!("known_deviation {} {}", entry.claim, entry.case.as_deref().unwrap_or(&entry.operation));
        suite.add_test_case(named("run", &name, status));
    }
    suite
}

fn named(class: &str, name: &str, status: TestCaseStatus) -> TestCase {
    let mut test = TestCase::new(name, status);
    test.set_classname(class);
    test
}

fn test(case: &CaseResult, document: &Document) -> TestCase {
    let in_full = || case_in_full(case, document);
    let gravest = || tally::broken(case).min_by_key(|finding| Reverse(finding.verdict));
    let first = || gravest().map(message).unwrap_or_default();
    let status = match case.verdict {
        Verdict::Pass | Verdict::Observed | Verdict::Warn => TestCaseStatus::success(),
        Verdict::Fail => not_passed(NonSuccessKind::Failure, &first(), &in_full()),
        Verdict::Inconclusive => not_passed(NonSuccessKind::Error, &first(), &in_full()),
        Verdict::NotRun => skipped("NOT_RUN", case.reason.as_deref().unwrap_or_default()),
        Verdict::Known => skipped("KNOWN", &first()),
        Verdict::Unobservable => skipped("UNOBSERVABLE", &noted(case)),
    };
    let mut test = named(&case.operation, case.name(), status);
    test.set_time(Duration::from_millis(case.milliseconds));
    test.add_property(("verdict", case.verdict.to_string().as_str()));
    test.add_property(("description", case.description.as_str()));
    for id in &case.claims {
        let class = document.claims.get(id).map_or("", |claim| &claim.class);
        test.add_property(Property::new("claim", format!("{id} ({class})")));
    }
    match case.verdict {
        Verdict::Warn => test.set_system_out(clip(&in_full(), LONGEST)),
        Verdict::Observed => test.set_system_out(clip(&noted(case), LONGEST)),
        _ => &mut test,
    };
    test
}

fn not_passed(kind: NonSuccessKind, message: &str, text: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(kind);
    status.set_message(clip(message, LONGEST)).set_description(clip(text, LONGEST));
    status
}

fn skipped(verdict: &str, why: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::skipped();
    status.set_message(clip(&format!("{verdict}: {why}"), LONGEST));
    status
}

fn message(finding: &Finding) -> String {
    format!("{}: expected {}, but {}", finding.claim, finding.expected, finding.actual)
}

/// What a case noted without judging.
fn noted(case: &CaseResult) -> String {
    let notes = case.findings.iter().filter(|finding| finding.verdict < Verdict::Warn);
    notes.map(|finding| finding.expected.as_str()).collect::<Vec<_>>().join("\n")
}
