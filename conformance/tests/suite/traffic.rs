//! What lies between a case and the server: weather, limits, tokens that expire. None of it is ever a verdict.

mod expiry;
mod limits;
mod proxy;
mod weather;

use authms_conformance::{
    Limits, Local, Outcome, Report, RunOptions, Selection, Settings, Suite, Target, Token, Tokens, Verdict,
};
use authms_mock_server::{Options, tokens};

use self::proxy::{Instead, Proxy};
use crate::{defect_proxy::Request, harness::golden_folder};

/// The cases of these operations.
fn cases_of(operations: &[&str]) -> Suite {
    let operations = operations.iter().map(|&id| id.to_owned()).collect();
    Suite::select(&Selection { operations, ..Selection::default() }).expect("operations of the contract")
}

fn one_case(id: &str) -> Suite {
    Suite::select(&Selection { cases: vec![id.to_owned()], ..Selection::default() }).expect("a case")
}

async fn mock() -> Local {
    Local::start(Options::default(), Settings::default()).await.expect("the mock server starts")
}

/// The mock server behind a proxy, with all tokens and no client lent: the run makes its own.
fn target(proxy: &Proxy) -> Target {
    let tokens = Tokens {
        admin: Token::new(tokens::ADMIN),
        user: Some(Token::new(tokens::USER)),
        other_tenant: Some(Token::new(tokens::OTHER_ADMIN)),
    };
    Target::new(proxy.url(), tokens, Settings::default()).expect("a loopback URL")
}

fn options(limits: Limits) -> RunOptions {
    let mut options = RunOptions::within(limits);
    options.golden = golden_folder();
    options
}

/// Runs a suite behind a proxy that decides about each request.
async fn run(suite: Suite, limits: Limits, decide: impl Fn(&Request) -> Instead + Send + Sync + 'static) -> Report {
    let local = mock().await;
    let proxy = Proxy::start(local.target().base_url(), decide).await;
    let report = suite.run(&target(&proxy), &options(limits), |_| {}).await.expect("the run begins");
    proxy.shutdown();
    local.shutdown().await;
    report
}

/// Asserts that nothing was held against the service.
fn assert_no_accusation(report: &Report, what: &str) {
    let accused = |verdict| matches!(verdict, Verdict::Fail | Verdict::Warn | Verdict::Inconclusive);
    let accused: Vec<String> = report
        .results
        .iter()
        .filter(|result| accused(result.verdict))
        .map(|result| format!("{} {} {:?}", result.verdict, result.id, result.findings))
        .collect();
    assert_eq!(accused, Vec::<String>::new(), "{what}");
}

fn not_run(report: &Report) -> Vec<&str> {
    let without = report.results.iter().filter(|result| result.verdict == Verdict::NotRun);
    without.map(|result| result.reason.as_deref().unwrap_or_default()).collect()
}

fn assert_clean(report: &Report, what: &str) {
    assert_eq!(report.footprint.left_behind, [], "{what}");
}

fn assert_conformant(report: &Report, what: &str) {
    assert_no_accusation(report, what);
    assert_clean(report, what);
    assert_eq!(report.outcome, Outcome::Conformant, "{what}: {:?} {:?}", report.reasons, not_run(report));
}
