//! A run of the suite on a mock server of its own, with or without a proxy in between.

use authms_conformance::{Local, Report, RunOptions, Settings, Suite, Verdict};
use authms_mock_server::Options;

use crate::proxy::{Proxy, Twist};

/// Runs everything on a fresh mock server.
pub(crate) async fn run_on(options: Options) -> Report {
    let local = Local::start(options, Settings::default()).await.expect("the mock server starts");
    let report =
        Suite::all().run(local.target(), &RunOptions::default(), |_| {}).await.expect("the subject can be read");
    local.shutdown().await;
    report
}

/// Runs everything on a fresh mock server behind a proxy that twists what passes.
pub(crate) async fn run_through(twist: Twist, options: Options) -> Report {
    let local = Local::start(options, Settings::default()).await.expect("the mock server starts");
    let proxy = Proxy::start(local.target().base_url(), twist).await;
    let target = Local::target_at(proxy.url(), Settings::default()).expect("a loopback URL");
    let report = Suite::all().run(&target, &RunOptions::default(), |_| {}).await.expect("the subject can be read");
    proxy.shutdown().await;
    local.shutdown().await;
    report
}

/// What went wrong, for the message of a failing test.
pub(crate) fn complaints(report: &Report) -> Vec<String> {
    let bad = |verdict| matches!(verdict, Verdict::Fail | Verdict::Warn | Verdict::NotRun);
    report
        .results
        .iter()
        .filter(|result| bad(result.verdict))
        .map(|result| {
            let found: Vec<String> = result
                .findings
                .iter()
                .filter(|finding| bad(finding.verdict))
                .map(|finding| format!("    {}: {} | {}", finding.claim, finding.expected, finding.actual))
                .collect();
            format!(
                "{} {} {}\n{}",
                result.verdict,
                result.id,
                result.reason.as_deref().unwrap_or_default(),
                found.join("\n")
            )
        })
        .collect()
}
