//! What a run asks of a server: few clients, few requests, and all of it in the report.

use authms_conformance::{Limits, Local, Report, RunOptions, Settings, Suite, Target, Token, Tokens, Verdict};
use authms_mock_server::{Options, tokens};

use crate::harness::{assert_conformant, golden_folder};

/// A target that lends no client, as most deployments are.
pub(crate) fn without_a_lent_client(url: &str) -> Target {
    let tokens = Tokens {
        admin: Token::new(tokens::ADMIN),
        user: Some(Token::new(tokens::USER)),
        other_tenant: Some(Token::new(tokens::OTHER_ADMIN)),
    };
    Target::new(url, tokens, Settings::default()).expect("a loopback URL")
}

pub(crate) async fn run(concurrency: usize) -> Report {
    let local = Local::start(Options::default(), Settings::default()).await.expect("the mock server starts");
    let mut options = RunOptions::within(Limits { concurrency, ..Limits::local() });
    options.golden = golden_folder();
    let target = without_a_lent_client(local.target().base_url());
    let report = Suite::all().run(&target, &options, |_| {}).await.expect("the run starts");
    local.shutdown().await;
    report
}

#[tokio::test]
async fn a_run_on_a_healthy_server_makes_few_clients_and_at_most_900_requests() {
    let suite = Suite::all();
    for concurrency in [1, 4, 8] {
        let report = run(concurrency).await;
        assert_conformant(&report, &format!("{concurrency} at once"));
        let footprint = &report.footprint;
        println!("{concurrency} at once: {footprint:?}, {} ms", report.milliseconds);
        let most = if concurrency == 1 { 14 } else { 20 };
        assert!(footprint.clients_made <= most && footprint.requests <= 900, "{concurrency} at once: {footprint:?}");
        assert_eq!(report.count(Verdict::NotRun), 0);
        // Whichever ended first.
        let order: Vec<&str> = report.results.iter().map(|result| result.id.as_str()).collect();
        assert_eq!(order, suite.cases().iter().map(|case| case.id.as_str()).collect::<Vec<_>>());
    }
}
