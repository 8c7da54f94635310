//! A case that failed, or had no response, is run once more: only what shows again is a verdict.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use authms_conformance::{
    CaseResult, Limits, Local, Outcome, Report, RunOptions, Settings, Suite, Verdict,
    report::{
        document::Document,
        text::{self, Detail},
    },
};
use authms_mock_server::Options;
use authms_spec::operation;
use serde_json::json;

use crate::{
    defect_proxy::{DefectProxy, Request, Response, Rewrite},
    footprint::without_a_lent_client,
    harness::{golden_folder, run_through},
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

fn revokes_tokens_of_a_user(request: &Request) -> bool {
    request.calls(operation::REVOKE_USER_TOKENS) && request.is_by(authms_mock_server::tokens::ADMIN)
}

fn counts_what_is_not_there(response: &mut Response) {
    response.change(|body| body["data"]["revoked_access_tokens"] = json!(3));
}

const CASE: &str = "revoke_user_tokens.counts_none_for_an_unknown_user";

#[tokio::test]
async fn a_failure_that_does_not_show_again_is_inconclusive() {
    let report = run_through(at_first(1, revokes_tokens_of_a_user, counts_what_is_not_there), Options::default()).await;
    let inconclusive: Vec<_> = report.results.iter().filter(|it| it.verdict == Verdict::Inconclusive).collect();
    let [result] = inconclusive[..] else { panic!("{inconclusive:?}") };
    assert_eq!((result.reproduced, result.attempts), (Some(false), 2));
    assert!(result.findings.iter().any(|finding| finding.actual.contains('3')), "{:?}", result.findings);
    let ended = "on a fresh client, it ended with PASS";
    assert!(result.reason.as_deref().is_some_and(|why| why.contains(ended)), "{:?}", result.reason);
    assert_eq!(report.outcome, Outcome::Partial);
}

#[tokio::test]
async fn a_bad_moment_of_the_service_uses_up_clients_and_is_not_a_verdict() {
    for begin in [60, 150] {
        let seen = AtomicUsize::new(0);
        let rewrite = Rewrite::response(move |_, response| {
            if (begin..begin + 80).contains(&seen.fetch_add(1, Ordering::SeqCst)) {
                response.status = 500;
                response.body = json!({ "code": 50_000_001, "message": "no database" }).to_string().into_bytes();
            }
        });
        let proxy = DefectProxy::with_mock(Options::default(), rewrite).await;
        let mut options = RunOptions::within(Limits { max_clients: 16, ..Limits::local() });
        options.golden = golden_folder();
        let target = without_a_lent_client(proxy.url());
        let report = Suite::all().run(&target, &options, |_| {}).await.expect("the run starts");
        proxy.shutdown().await;
        let failed = report.results.iter().filter(|result| result.verdict == Verdict::Fail);
        let failed: Vec<_> = failed.map(|result| (&result.id, &result.reason, result.reproduced)).collect();
        assert!(failed.is_empty(), "from request {begin} on: {failed:?}");
        assert!(report.count(Verdict::Inconclusive) > 0, "from request {begin} on: {:?}", report.reasons);
        assert_eq!(report.footprint.left_behind, []);
    }
}

#[tokio::test]
async fn a_failure_that_shows_again_is_reproduced() {
    let report =
        run_through(at_first(usize::MAX, revokes_tokens_of_a_user, counts_what_is_not_there), Options::default()).await;
    let result = result(&report, CASE);
    assert_eq!((result.verdict, result.reproduced, result.attempts), (Verdict::Fail, Some(true), 2));
    assert_eq!(report.outcome, Outcome::NotConformant);
}

#[tokio::test]
async fn a_case_that_fails_twice_for_different_reasons_is_inconclusive() {
    let seen = AtomicUsize::new(0);
    let report = run_through(
        Rewrite::response(move |request, response| {
            if revokes_tokens_of_a_user(request) {
                match seen.fetch_add(1, Ordering::SeqCst) {
                    0 => counts_what_is_not_there(response),
                    _ => response.change(|body| body["code"] = json!(7)),
                }
            }
        }),
        Options::default(),
    );
    let report = report.await;
    let result = result(&report, CASE);
    assert_eq!((result.verdict, result.reproduced, result.attempts), (Verdict::Inconclusive, Some(false), 2));
    let ended = "it ended with FAIL for another reason: ";
    assert!(result.reason.as_deref().is_some_and(|why| why.contains(ended)), "{:?}", result.reason);
}

#[tokio::test]
async fn what_a_reproduced_failure_did_not_show_again_is_inconclusive() {
    let seen = AtomicUsize::new(0);
    let report = run_through(
        Rewrite::response(move |request, response| {
            if revokes_tokens_of_a_user(request) {
                counts_what_is_not_there(response);
                if seen.fetch_add(1, Ordering::SeqCst) == 0 {
                    response.change(|body| body["code"] = json!(7));
                }
            }
        }),
        Options::default(),
    );
    let report = report.await;
    let result = result(&report, CASE);
    assert_eq!((result.verdict, result.reproduced), (Verdict::Fail, Some(true)));
    let of = |verdict| result.findings.iter().filter(move |finding| finding.verdict == verdict);
    assert!(of(Verdict::Fail).all(|finding| finding.actual.contains('3')), "{:?}", result.findings);
    assert!(of(Verdict::Fail).count() > 0 && of(Verdict::Inconclusive).count() > 0, "{:?}", result.findings);
}

#[tokio::test]
async fn a_failure_on_the_lent_client_is_not_said_to_be_looked_for_on_a_fresh_one() {
    let lent = |request: &Request| request.calls(operation::UPDATE_CLIENT) && request.client_id() == "demo-payments";
    let report = run_through(at_first(1, lent, |response| response.status = 202), Options::default()).await;
    let inconclusive: Vec<_> = report.results.iter().filter(|it| it.verdict == Verdict::Inconclusive).collect();
    let [result] = inconclusive[..] else { panic!("{inconclusive:?}") };
    assert!(result.on_lent_client);
    let ended = "on the lent client, it ended with PASS";
    assert!(result.reason.as_deref().is_some_and(|why| why.contains(ended)), "{:?}", result.reason);
    let mut document = Document::started();
    document.finish(report, 2);
    let said = text::summary(&document, Detail::Normal);
    assert!(said.contains("not reproduced on the lent client") && !said.contains("fresh client"), "{said}");
}

#[tokio::test]
async fn a_failure_that_cannot_be_looked_for_again_is_inconclusive_and_says_why() {
    let seen = AtomicUsize::new(0);
    let rewrite = Rewrite::response(move |request, response| {
        if revokes_tokens_of_a_user(request) {
            match seen.fetch_add(1, Ordering::SeqCst) {
                0 => counts_what_is_not_there(response),
                _ => response.status = 503,
            }
        }
    });
    let local = Local::start(Options::default(), Settings::default()).await.expect("the mock server starts");
    let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
    let target = Local::target_at(proxy.url(), Settings::default()).expect("a loopback URL");
    let mut options = RunOptions::within(Limits { patience: Duration::from_millis(50), ..Limits::local() });
    options.golden = golden_folder();
    let report = Suite::all().run(&target, &options, |_| {}).await.expect("the run starts");
    proxy.shutdown().await;
    local.shutdown().await;
    let open: Vec<_> = report.results.iter().filter(|it| it.verdict == Verdict::Inconclusive).collect();
    let [result] = open[..] else { panic!("{open:?}") };
    assert_eq!((result.reproduced, report.outcome), (None, Outcome::Partial));
    let why = result.reason.as_deref().unwrap_or_default();
    assert!(why.contains("it could not be run again: ") && why.contains("503"), "{why}");
}
