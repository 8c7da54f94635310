//! A run of the suite on a mock server of its own, with or without a proxy in between.

use std::thread::available_parallelism;

use authms_conformance::{
    Golden, Limits, Local, NotBegun, Outcome, Report, RunOptions, Settings, Suite, Target, Verdict,
};
use authms_mock_server::Options;
use futures_util::{StreamExt as _, stream};

use crate::defect_proxy::{DefectProxy, Rewrite};

/// The folder that insta writes to, so that no run compares with an older copy in the program.
pub(crate) fn golden_folder() -> Golden {
    Golden::Folder(concat!(env!("CARGO_MANIFEST_DIR"), "/golden").into())
}

/// Runs everything on a fresh mock server.
pub(crate) async fn run_on(options: Options) -> Report {
    let local = Local::start(options, Settings::default()).await.expect("the mock server starts");
    let report = run_all(local.target()).await.expect("the subject can be read");
    local.shutdown().await;
    report
}

/// Runs everything on a fresh mock server behind a proxy that changes what passes.
pub(crate) async fn run_through(rewrite: Rewrite, options: Options) -> Report {
    try_through(rewrite, options).await.expect("the subject can be read")
}

/// As [`run_through`], for a server that may be so wrong that the run does not begin.
pub(crate) async fn try_through(rewrite: Rewrite, options: Options) -> Result<Report, NotBegun> {
    let proxy = DefectProxy::with_mock(options, rewrite).await;
    let target = Local::target_at(proxy.url(), Settings::default()).expect("a loopback URL");
    let report = run_all(&target).await;
    proxy.shutdown().await;
    report
}

async fn run_all(target: &Target) -> Result<Report, NotBegun> {
    let mut options = RunOptions::within(Limits::local());
    options.golden = golden_folder();
    Suite::all().run(target, &options, |_| {}).await
}

/// Asserts that nothing at all was found, not even a warning.
pub(crate) fn assert_conformant(report: &Report, name: &str) {
    assert_eq!(complaints(report), Vec::<String>::new(), "{name}");
    assert_eq!(report.outcome, Outcome::Conformant, "{name}");
}

/// What went wrong, for the message of a failing test.
pub(crate) fn complaints(report: &Report) -> Vec<String> {
    let bad = |verdict| matches!(verdict, Verdict::Fail | Verdict::Warn | Verdict::NotRun | Verdict::Inconclusive);
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

/// Runs a job for each entry on the threads of the runtime, as many at a time as the machine has processors.
pub(crate) async fn side_by_side<T, R, F>(entries: Vec<T>, job: impl Fn(T) -> F) -> Vec<R>
where
    R: Send + 'static,
    F: Future<Output = R> + Send + 'static,
{
    let limit = available_parallelism().map_or(1, usize::from);
    let jobs = stream::iter(entries).map(|entry| tokio::spawn(job(entry)));
    jobs.buffer_unordered(limit).map(|result| result.expect("no job panics")).collect().await
}
