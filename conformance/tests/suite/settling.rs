//! Replicas that lag: what a write must show is looked for until the time to settle is over, and then it is a failure.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use authms_conformance::{Limits, Report, RunOptions, Suite, Verdict};
use authms_mock_server::{Options, tokens};
use authms_spec::{claim, operation};
use axum::http::Method;

use crate::{
    defect_proxy::{DefectProxy, Request, Response, Rewrite},
    footprint::without_a_lent_client,
    harness::{assert_conformant, golden_folder},
};

/// What reads of a path showed before the last write, and when that was.
type Old = Arc<Mutex<HashMap<String, (Instant, Response)>>>;

/// A server whose reads of a client show for a while what was before the last write, its birth included or not.
fn lagging(lag: Duration, births: bool) -> Rewrite {
    let old: Old = Arc::default();
    let read_first = |request: &Request| {
        let writes = request.method != Method::GET && request.path.starts_with(operation::LIST_CLIENTS.path);
        let id = Some(request.client_id()).filter(|id| writes && !id.is_empty())?;
        let path = format!("{}/{id}", operation::LIST_CLIENTS.path);
        let mut read = Request { method: Method::GET, path, headers: request.headers.clone(), body: Vec::new() };
        read.authorize(tokens::ADMIN);
        Some(read)
    };
    let missing = |response: &Response| {
        let mut missing = response.clone();
        missing.status = 404;
        missing.set("content-type", "application/json");
        missing.body = br#"{"code":40400001,"message":"not found"}"#.to_vec();
        missing
    };
    Rewrite::default().first(read_first).and_compared(move |request, first, response| {
        let mut old = old.lock().expect("no panic");
        if request.creates_client() && births && response.status == 201 {
            let data = response.json().unwrap_or_default()["data"].clone();
            let id = data["client_id"].as_str().unwrap_or_default().to_owned();
            old.insert(id, (Instant::now(), missing(response)));
        } else if let Some(first) = first.filter(|_| response.status < 300) {
            // As long as the last write does not show, neither does this one.
            let id = request.client_id();
            let shown = old.get(&id).filter(|(since, _)| since.elapsed() < lag).map(|(_, old)| old.clone());
            old.insert(id, (Instant::now(), shown.unwrap_or_else(|| first.clone())));
        } else if request.method == Method::GET
            && request.is_at(operation::GET_CLIENT)
            && request.is_by(tokens::ADMIN)
            && let Some((_, old)) = old.get(&request.client_id()).filter(|(since, _)| since.elapsed() < lag)
        {
            *response = old.clone();
        }
    })
}

async fn run(lag: Duration, births: bool, settle: Duration) -> Report {
    let proxy = DefectProxy::with_mock(Options::default(), lagging(lag, births)).await;
    let mut options = RunOptions::within(Limits { settle, concurrency: 8, ..Limits::local() });
    options.golden = golden_folder();
    let target = without_a_lent_client(proxy.url());
    let report = Suite::all().run(&target, &options, |_| {}).await.expect("the run starts");
    proxy.shutdown().await;
    report
}

#[tokio::test]
async fn replicas_that_lag_less_than_the_time_to_settle_stay_green_and_are_reported() {
    let report = run(Duration::from_millis(100), true, Duration::from_secs(2)).await;
    assert_conformant(&report, "a lag of 100 ms");
    let findings = report.results.iter().flat_map(|result| &result.findings);
    let said: Vec<&str> = findings.filter(|it| it.claim == "silent.settle").map(|it| it.expected.as_str()).collect();
    assert!(said.len() == 1 && said[0].ends_with(" ms"), "{said:?}");
}

#[tokio::test]
async fn a_write_that_does_not_show_in_time_is_a_failure() {
    let report = run(Duration::from_secs(60), false, Duration::from_millis(50)).await;
    // What is deleted does not show either, so the clean-up has its own say about the outcome.
    assert!(report.count(Verdict::Fail) > 0, "{}", report.outcome);
    let late = [
        claim::ITEM_UPDATED_AT,
        claim::SDK_AGREES,
        claim::TEXT_PRESERVED,
        claim::UPDATE_APPLIES,
        claim::UPDATE_REPLACES_LISTS,
        claim::UPDATE_RETURNS_ITEM,
    ];
    assert_eq!(report.broken_claims(), late.map(|claim| claim.id));
}
