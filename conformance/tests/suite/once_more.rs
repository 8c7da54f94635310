//! A case that failed, or had no response, is run once more: only what shows again is a verdict.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use authms_conformance::{CaseResult, Outcome, Report, Verdict};
use authms_mock_server::Options;
use authms_spec::operation;
use serde_json::json;

use crate::{
    defect_proxy::{Request, Response, Rewrite},
    harness::run_through,
};

/// Changes the first few responses to requests for which the condition holds.
fn at_first(
    times: usize,
    condition: impl Fn(&Request) -> bool + Send + Sync + 'static,
    change: impl Fn(&mut Response) + Send + Sync + 'static,
) -> Rewrite {
    let seen = Arc::new(AtomicUsize::new(0));
    Rewrite::response(move |request, response| {
        if condition(request) && seen.fetch_add(1, Ordering::SeqCst) < times {
            change(response);
        }
    })
}

fn result<'r>(report: &'r Report, id: &str) -> &'r CaseResult {
    report.results.iter().find(|result| result.id == id).expect("a case")
}

fn clones(request: &Request) -> bool {
    request.calls(operation::REVOKE_USER_TOKENS) && request.is_by(authms_mock_server::tokens::ADMIN)
}

fn counts_what_is_not_there(response: &mut Response) {
    response.change(|body| body["data"]["revoked_access_tokens"] = json!(3));
}

const CASE: &str = "revoke_user_tokens.counts_none_for_an_unknown_user";

#[tokio::test]
async fn a_failure_that_does_not_show_again_is_inconclusive() {
    let report = run_through(at_first(1, clones, counts_what_is_not_there), Options::default()).await;
    let inconclusive: Vec<_> = report.results.iter().filter(|it| it.verdict == Verdict::Inconclusive).collect();
    let [result] = inconclusive[..] else { panic!("{inconclusive:?}") };
    assert_eq!((result.reproduced, result.attempts), (Some(false), 2));
    assert!(result.findings.iter().any(|finding| finding.actual.contains('3')), "{:?}", result.findings);
    assert!(result.reason.as_deref().is_some_and(|why| why.contains("PASS")), "{:?}", result.reason);
    assert_eq!(report.outcome, Outcome::Partial);
}

#[tokio::test]
async fn a_failure_that_shows_again_is_reproduced() {
    let report = run_through(at_first(usize::MAX, clones, counts_what_is_not_there), Options::default()).await;
    let result = result(&report, CASE);
    assert_eq!((result.verdict, result.reproduced, result.attempts), (Verdict::Fail, Some(true), 2));
    assert_eq!(report.outcome, Outcome::NotConformant);
}
