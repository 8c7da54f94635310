//! What `plan` says is what a run does.

use std::{env, fs};

use authms_conformance::{Limits, Suite};

use crate::footprint::run;

#[tokio::test]
async fn the_measured_cost_of_every_case_is_what_it_costs() {
    let report = run(1).await;
    let lines = report.results.iter().map(|result| format!("{} {}\n", result.id, result.cost));
    let (measured, file) = (lines.collect::<String>(), concat!(env!("CARGO_MANIFEST_DIR"), "/src/case/costs.txt"));
    if env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(file, &measured).expect("a writable file");
    }
    let kept = fs::read_to_string(file).expect("a file");
    let changed: Vec<&str> = measured.lines().filter(|line| !kept.lines().any(|kept| kept == *line)).collect();
    assert_eq!(changed, Vec::<&str>::new(), "run this test with INSTA_UPDATE=always to measure anew");
    assert_eq!(
        kept.lines().count(),
        measured.lines().count(),
        "a case is gone; run this test with INSTA_UPDATE=always"
    );
}

#[tokio::test]
async fn an_estimate_is_close_to_what_a_run_asks_for_and_never_promises_too_few_clients() {
    for concurrency in [1, 4] {
        let footprint = run(concurrency).await.footprint;
        let estimate = Suite::all().estimate(&Limits { concurrency, ..Limits::local() }, false);
        assert!(estimate.requests.abs_diff(footprint.requests) < footprint.requests / 5, "{estimate:?} {footprint:?}");
        assert!(estimate.clients >= footprint.clients_made, "{estimate:?} {footprint:?}");
        assert!(estimate.clients <= footprint.clients_made + 6, "{estimate:?} {footprint:?}");
    }
}
