//! What a run may ask for in all. What is used up ends it, and the clean-up goes on.

use std::time::Duration;

use authms_conformance::{Limits, Outcome};

use super::{assert_clean, assert_no_accusation, cases_of, not_run, proxy::Instead, run};

#[tokio::test]
async fn what_is_used_up_ends_the_run_with_a_reason_and_leaves_nothing() {
    for (limits, reason) in [
        (Limits { max_requests: 40, ..Limits::local() }, "the request limit was reached (--max-requests 40)"),
        (
            Limits { max_time: Duration::from_millis(120), rate: Some(100.0), ..Limits::local() },
            "the time limit was reached (--max-time 0.12)",
        ),
    ] {
        let report = run(cases_of(&["get_client", "list_client_secrets", "update_client"]), limits, |_| Instead::Pass);
        let report = report.await;
        assert_eq!((report.outcome, report.stopped.as_deref()), (Outcome::Partial, Some(reason)));
        assert_no_accusation(&report, reason);
        assert_clean(&report, reason);
        assert!(not_run(&report).contains(&reason), "{:?}", not_run(&report));
    }
}

#[tokio::test]
async fn no_more_clients_are_made_than_allowed_and_the_rest_runs() {
    let limits = Limits { max_clients: 2, ..Limits::local() };
    let report = run(cases_of(&["delete_client", "get_client"]), limits, |_| Instead::Pass).await;
    assert_eq!((report.outcome, report.stopped.as_deref()), (Outcome::Partial, None));
    assert_eq!(report.footprint.clients_made, 2);
    assert_no_accusation(&report, "two clients");
    assert_clean(&report, "two clients");
    let refused = not_run(&report).iter().filter(|reason| reason.contains("--max-clients 2")).count();
    assert!(refused > 0 && refused < report.results.len(), "{:?}", not_run(&report));
}
