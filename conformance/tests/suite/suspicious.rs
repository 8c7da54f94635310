//! Second tokens that are not what they were given as: reads show it, and nothing is ever written with them.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use authms_conformance::{Limits, Local, Report, RunOptions, Settings, Suite, Target, Token, Tokens, Verdict};
use authms_mock_server::{Options, tokens};
use axum::http::Method;

use crate::{
    defect_proxy::{DefectProxy, Rewrite},
    harness::golden_folder,
};

/// Two tokens that the server takes for the administrator's.
const SECOND: &str = "another-token-of-an-administrator";

async fn run(user: &str, other_tenant: Option<&str>) -> (Report, usize) {
    let written = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&written);
    let suspicious = if other_tenant == Some(SECOND) { SECOND } else { user }.to_owned();
    let rewrite = Rewrite::request(move |request| {
        if request.is_by(&suspicious) {
            counter.fetch_add(usize::from(request.method != Method::GET), Ordering::SeqCst);
        }
        if request.is_by(SECOND) {
            request.authorize(tokens::ADMIN);
        }
    });
    let local = Local::start(Options::default(), Settings::default()).await.expect("the mock server starts");
    let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
    let tokens = Tokens {
        admin: Token::new(tokens::ADMIN),
        user: Some(Token::new(user)),
        other_tenant: other_tenant.map(Token::new),
    };
    let target = Target::new(proxy.url(), tokens, Settings::default()).expect("a loopback URL");
    let mut options = RunOptions::within(Limits::local());
    options.golden = golden_folder();
    let report = Suite::all().run(&target, &options, |_| {}).await.expect("the run starts");
    proxy.shutdown().await;
    local.shutdown().await;
    (report, written.load(Ordering::SeqCst))
}

fn assert_doubted(report: &Report, case: &str, claim: &str, doubt: &str) {
    let of_case = |operation: &str| {
        let id = format!("{operation}.{case}");
        report.results.iter().find(move |result| result.id == id).expect("a case")
    };
    let read = of_case("get_client_stats");
    assert_eq!(read.verdict, Verdict::Fail, "{:?}", read.reason);
    let shown = read.findings.iter().find(|finding| finding.claim == claim).expect("a finding");
    assert!(shown.actual.contains(doubt), "{}", shown.actual);
    let write = of_case("rotate_client_secret");
    assert_eq!(write.verdict, Verdict::NotRun);
    assert!(write.reason.as_deref().is_some_and(|why| why.contains(doubt)), "{:?}", write.reason);
}

#[tokio::test]
async fn an_administrators_token_as_user_token_is_named_and_writes_nothing() {
    let (report, written) = run(SECOND, Some(tokens::OTHER_ADMIN)).await;
    assert_eq!(written, 0);
    assert_doubted(&report, "user_token_is_403", "auth.admin", "or this is an administrator's token");
}

#[tokio::test]
async fn a_token_of_the_same_tenant_as_other_tenants_token_is_named_and_writes_nothing() {
    let (report, written) = run(tokens::USER, Some(SECOND)).await;
    assert_eq!(written, 0);
    assert_doubted(&report, "another_tenant_sees_404", "tenant.wall", "or this token belongs to the same tenant");
}

#[tokio::test]
async fn an_administrators_token_of_another_tenant_as_user_token_is_named_and_writes_nothing() {
    let (report, written) = run(tokens::OTHER_ADMIN, None).await;
    assert_eq!((written, report.footprint.left_behind.as_slice()), (0, &[][..]));
    let doubt = "or this token belongs to an administrator of another tenant";
    assert_doubted(&report, "user_token_is_403", "auth.admin", doubt);
    let list = report.results.iter().find(|result| result.id == "list_clients.user_token_is_403").expect("a case");
    assert_eq!(list.verdict, Verdict::Fail, "{:?}", list.reason);
}
