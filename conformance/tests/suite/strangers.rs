//! Somebody else changes or deletes a client that the run has not made, while it works on it.

use std::sync::atomic::{AtomicUsize, Ordering};

use authms_conformance::{
    Limits, Mode, Outcome, Report, RunOptions, Settings, Subject, Suite, Target, Token, Tokens, Verdict,
};
use authms_mock_server::{Options, tokens};
use authms_spec::operation::{GET_CLIENT, LIST_CLIENTS};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use serde_json::json;

use crate::{
    defect_proxy::{DefectProxy, Request, Rewrite},
    harness::{complaints, golden_folder},
};

/// The clients of the tenant, in the order in which they are listed.
const CLIENTS: [&str; 3] = ["demo-legacy", "demo-payments", "demo-spa"];

/// A stranger's request about a client.
fn by_a_stranger(method: Method, client_id: &str, turn: usize) -> Request {
    let path = format!("/admin/oauth/clients/{client_id}");
    let body =
        if method == Method::PUT { json!({ "name": format!("Calendar {turn}") }).to_string() } else { String::new() };
    let mut request = Request { method, path, headers: HeaderMap::new(), body: body.into_bytes() };
    request.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    request.authorize(tokens::ADMIN);
    request
}

/// What a stranger does after each request of the run, by its number.
fn beside(stranger: impl Fn(usize) -> Option<Request> + Send + Sync + 'static) -> Rewrite {
    let requests = AtomicUsize::new(0);
    Rewrite::default().also(move |_| stranger(requests.fetch_add(1, Ordering::SeqCst)))
}

async fn run(rewrite: Rewrite, mode: Mode, lent: Option<&str>) -> Report {
    let proxy = DefectProxy::with_mock(Options::default(), rewrite).await;
    let tokens = Tokens {
        admin: Token::new(tokens::ADMIN),
        user: Some(Token::new(tokens::USER)),
        other_tenant: Some(Token::new(tokens::OTHER_ADMIN)),
    };
    let mut target = Target::new(proxy.url(), tokens, Settings::default()).expect("a loopback URL");
    if let Some(client_id) = lent {
        target = target.lending(Subject { client_id: client_id.to_owned(), disposable: false });
    }
    let mut options = RunOptions::within(mode.limits(Limits::local()));
    (options.golden, options.mode) = (golden_folder(), mode);
    let report = Suite::all().run(&target, &options, |_| {}).await.expect("the run begins");
    proxy.shutdown().await;
    report
}

async fn read_only(rewrite: Rewrite) -> Report {
    run(rewrite, Mode::ReadOnly, None).await
}

fn assert_all_judged(report: &Report, what: &str) {
    assert_eq!((report.outcome, complaints(report)), (Outcome::Conformant, vec![]), "{what}");
}

/// The reasons of the cases without a verdict, of which there are some; all others are conformant.
fn reasons(report: &Report) -> Vec<&str> {
    assert_eq!(report.outcome, Outcome::Partial, "{:?}", complaints(report));
    let without = report.results.iter().filter(|result| result.verdict == Verdict::NotRun);
    without.filter_map(|result| result.reason.as_deref()).collect()
}

#[tokio::test]
async fn a_client_that_its_owner_edits_now_and_then_is_judged_all_the_same() {
    let edits = |turn| (turn % 20 == 19).then(|| by_a_stranger(Method::PUT, CLIENTS[0], turn));
    assert_all_judged(&read_only(beside(edits)).await, "every 20 requests");
}

#[tokio::test]
async fn a_client_that_its_owner_edits_all_the_time_is_not_held_against_the_service() {
    let report = read_only(beside(|turn| Some(by_a_stranger(Method::PUT, CLIENTS[0], turn)))).await;
    let reasons = reasons(&report);
    assert!(reasons.len() > 10, "{reasons:?}");
    let changed = "the client `demo-legacy`, which the run has not made, has changed meanwhile";
    assert!(reasons.iter().all(|why| *why == changed), "{reasons:?}");
}

#[tokio::test]
async fn what_an_edit_does_not_explain_is_found_while_somebody_edits_the_client() {
    let lets_in = beside(|turn| Some(by_a_stranger(Method::PUT, CLIENTS[0], turn))).and_request(|request| {
        if request.authorization().is_empty() && !request.path.contains('?') {
            request.authorize(tokens::ADMIN);
        }
    });
    let report = read_only(lets_in).await;
    assert_eq!(report.outcome, Outcome::NotConformant);
    assert_eq!(report.broken_claims(), ["auth.required"]);
}

#[tokio::test]
async fn a_run_that_only_reads_goes_on_to_another_client_when_somebody_deletes_the_first() {
    for at in (5..90).step_by(17) {
        let deletes = move |turn| (turn == at).then(|| by_a_stranger(Method::DELETE, CLIENTS[0], turn));
        assert_all_judged(&read_only(beside(deletes)).await, &format!("deleted after {at} requests"));
    }
}

#[tokio::test]
async fn clients_that_are_all_deleted_are_not_held_against_the_service() {
    let deletes = |turn: usize| {
        let which = turn.checked_sub(20)?;
        CLIENTS.get(which).map(|id| by_a_stranger(Method::DELETE, id, turn))
    };
    let report = read_only(beside(deletes)).await;
    let reasons = reasons(&report);
    assert!(reasons.iter().all(|why| why.starts_with("somebody else has deleted the client `demo-")), "{reasons:?}");
}

#[tokio::test]
async fn a_404_for_a_client_that_is_there_is_found() {
    let finds_nothing = Rewrite::response(|request, response| {
        let lower = request.authorization().starts_with("bearer ");
        if lower && request.calls(GET_CLIENT) {
            response.status = 404;
        }
    });
    let report = read_only(finds_nothing).await;
    assert_eq!(report.outcome, Outcome::NotConformant);
    assert!(report.broken_claims().contains(&"auth.scheme_case"), "{:?}", report.broken_claims());
}

#[tokio::test]
async fn a_client_of_another_run_is_not_read_for_that_run_removes_it() {
    let of_a_run = Rewrite::response(|request, response| {
        if request.calls(LIST_CLIENTS) && response.status == 200 {
            response.change(|body| body["items"][0]["name"] = json!("conformance-0123456789abcdef-1-x"));
        }
    });
    assert_eq!(read_only(of_a_run).await.client_id, CLIENTS[1]);
}

#[tokio::test]
async fn a_lent_client_that_somebody_deletes_is_not_held_against_the_service() {
    for mode in [Mode::ReadOnly, Mode::Usual] {
        let deletes = move |turn| (turn == 40).then(|| by_a_stranger(Method::DELETE, CLIENTS[0], turn));
        let report = run(beside(deletes), mode, Some(CLIENTS[0])).await;
        let accused = |verdict| matches!(verdict, Verdict::Fail | Verdict::Warn | Verdict::Inconclusive);
        let accused: Vec<_> = report.results.iter().filter(|result| accused(result.verdict)).collect();
        assert!(accused.is_empty(), "{mode:?} {accused:?}");
        let gone = |why: &str| why.starts_with("somebody else has deleted the client `demo-legacy`");
        let told = report.results.iter().filter_map(|result| result.reason.as_deref()).filter(|why| gone(why)).count();
        assert!(told > 10, "{mode:?} {told}");
    }
}
