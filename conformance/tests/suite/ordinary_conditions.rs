//! The ordinary conditions in which a nightly job must never accuse a healthy service, and never leave anything behind.
//!
//! Each is a scenario with one layer, run with every promise of `scenarios/promises.rs` and with its own on top.

use std::{collections::BTreeSet, time::Duration};

use serde_json::Value;

use crate::{
    deployment::{Deployment, Expiry, Go, Habit, Hint, Latency, Life, Rate, Role},
    scenarios::{End, Scenario, Shown, Signal, kept},
};

/// A run on a deployment with these flags.
async fn on(deployment: Deployment, flags: &[&str]) -> Shown {
    kept(Scenario { flags: flags.iter().map(|&flag| flag.to_owned()).collect(), deployment, ..Scenario::default() })
        .await
}

async fn ended(end: End, flags: &[&str]) -> Shown {
    let dies_at = if let End::Dies(request) = end { Some(request) } else { None };
    let flags = flags.iter().map(|&flag| flag.to_owned()).collect();
    kept(Scenario { end, flags, deployment: Deployment { dies_at, ..Deployment::default() }, ..Scenario::default() })
        .await
}

fn report(shown: &Shown) -> &Value {
    shown.report.as_ref().expect("a report")
}

/// The cases with this verdict, each with the reason that the report gives.
fn cases(shown: &Shown, verdict: &str) -> Vec<(String, String)> {
    let text = |case: &Value, name: &str| case[name].as_str().unwrap_or_default().to_owned();
    let cases = report(shown)["cases"].as_array().expect("cases").iter();
    cases.filter(|case| case["verdict"] == verdict).map(|case| (text(case, "id"), text(case, "reason"))).collect()
}

/// Asserts that everything was judged and that nothing speaks against the service.
fn assert_conformant(shown: &Shown) {
    assert_eq!((shown.code(), cases(shown, "NOT_RUN")), (Some(0), Vec::new()), "{shown}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rate_limit_of_40_requests_a_second_is_waited_out() {
    for (hint, page) in [(Hint::Seconds, false), (Hint::Absent, true)] {
        let rate = Some(Rate { burst: 10, hint, page, ..Rate::of(40) });
        let shown = on(Deployment { rate, ..Deployment::default() }, &["--operation", "update_client"]).await;
        assert!(shown.refused > 0, "the run was never too fast: {} requests", shown.requests);
        assert_conformant(&shown);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_expires_in_the_middle_stops_the_run_and_is_named() {
    let expiry = Some(Expiry { role: Role::Admin, life: Life::Uses(60) });
    let shown = on(Deployment { expiry, ..Deployment::default() }, &[]).await;
    assert!(matches!(shown.code(), Some(2 | 3)), "{shown}");
    let left = cases(&shown, "NOT_RUN");
    assert!(left.len() > 10 && left.iter().all(|(_, why)| why.contains("token")), "{left:?}");
    let stopped = report(&shown)["stopped"].as_str().expect("a reason");
    assert!(stopped.contains("admin"), "{stopped}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_a_command_for_tokens_short_lives_do_not_matter() {
    let expiry = Some(Expiry { role: Role::Admin, life: Life::Uses(60) });
    let deployment = Deployment { expiry, ..Deployment::default() };
    let shown = kept(Scenario { deployment, token_command: true, ..Scenario::default() }).await;
    assert_conformant(&shown);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_token_that_expires_is_not_held_against_the_service() {
    for role in [Role::User, Role::OtherAdmin] {
        let expiry = Some(Expiry { role, life: Life::Uses(4) });
        let shown = on(Deployment { expiry, ..Deployment::default() }, &[]).await;
        assert_eq!(shown.code(), Some(2), "{shown}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_that_dies_in_the_middle_is_not_accused_and_what_is_left_is_listed() {
    let shown = ended(End::Dies(60), &["--patience", "1"]).await;
    assert!(matches!(shown.code(), Some(2 | 3)), "{shown}");
    assert!(!cases(&shown, "NOT_RUN").is_empty(), "{shown}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_signal_that_asks_a_run_to_end_is_followed_by_clean_up_and_a_report() {
    for signal in [Signal::Term, Signal::Int, Signal::Hup] {
        let shown = ended(End::Signal(signal, 60), &["--concurrency", "1"]).await;
        assert_eq!(shown.code(), Some(130), "{shown}");
        assert_eq!(report(&shown)["state"], "finished");
        assert!(shown.ledgers.is_empty(), "{shown}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_killed_run_leaves_is_in_the_ledger_and_swept_from_there() {
    let shown = ended(End::Kill(100), &["--concurrency", "1"]).await;
    assert_eq!(shown.code(), None, "{shown}");
    assert!(shown.after.len() > shown.before.len(), "it left nothing, so there was nothing to show");
    assert_eq!(shown.ledgers.len(), 1, "{shown}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_killed_run_has_only_just_made_is_swept_from_replicas_that_lag() {
    let lags = vec![Duration::from_secs(1)];
    let deployment = Deployment { lags, ..Deployment::default() };
    let flags = ["--operation", "create_client", "--settle", "2"].map(str::to_owned).to_vec();
    let shown = kept(Scenario { deployment, flags, end: End::Kill(14), ..Scenario::default() }).await;
    assert!(shown.after.len() > shown.before.len(), "it left nothing, so there was nothing to show");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_milliseconds_of_latency_take_twelve_seconds_at_most() {
    let deployment = Deployment { latency: Some(Latency::constant(50)), ..Deployment::default() };
    let shown = on(deployment, &["--rate", "0", "--concurrency", "8"]).await;
    assert_conformant(&shown);
    let milliseconds = report(&shown)["milliseconds"].as_u64().expect("a number");
    println!("{milliseconds} ms");
    assert!(milliseconds < 12_000, "{milliseconds} ms\n{shown}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reads_that_are_300_milliseconds_late_are_an_observation() {
    let deployment = Deployment { lags: vec![Duration::from_millis(300)], ..Deployment::default() };
    let operations = ["--operation", "list_clients", "--operation", "create_client", "--operation", "delete_client"];
    let shown = on(deployment, &[&["--settle", "2"][..], &operations].concat()).await;
    assert_conformant(&shown);
    let delay = report(&shown)["delay_milliseconds"].as_u64();
    assert!(delay.is_some_and(|delay| (200..2000).contains(&delay)), "{delay:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_does_not_take_a_late_read_for_what_the_case_before_it_has_left() {
    let deployment = Deployment { lags: vec![Duration::from_millis(500)], ..Deployment::default() };
    // One at a time, so that cases share a client.
    let flags = ["--settle", "1", "--concurrency", "1", "--operation", "create_client_secret"];
    assert_conformant(&on(deployment, &flags).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_names_are_unique_every_case_is_run() {
    for status in [409, 400] {
        assert_conformant(&on(Deployment { unique: Some(status), ..Deployment::default() }, &[]).await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_that_does_what_services_written_in_go_do_is_conformant() {
    assert_conformant(&on(Deployment { go: Go(Habit::ALL.to_vec()), ..Deployment::default() }, &[]).await);
    let alone = |habit| async move { on(Deployment { go: Go(vec![habit]), ..Deployment::default() }, &[]).await };
    for habit in Habit::ALL {
        assert_conformant(&alone(habit).await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_else_in_the_tenant_is_not_held_against_the_service() {
    let stranger = Some(Duration::from_millis(5));
    for flags in [vec![], vec!["--read-only".to_owned()]] {
        assert_conformant(&kept(Scenario { stranger, flags, ..Scenario::default() }).await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_default_run_makes_25_clients_and_sends_1500_requests_at_most() {
    let shown = on(Deployment::default(), &[]).await;
    assert_conformant(&shown);
    let footprint = &report(&shown)["footprint"];
    let number = |name: &str| usize::try_from(footprint[name].as_u64().expect("a number")).expect("a count");
    assert_eq!((number("requests"), number("clients_made")), (shown.requests, shown.made), "{footprint}");
    assert!(shown.made <= 25 && shown.requests <= 1500, "{footprint}");
    // And it says so.
    let said = shown.said();
    assert!(
        said.contains(&format!("{} clients", shown.made)) && said.contains(&format!("{} requests", shown.requests))
    );
    let ids: BTreeSet<_> = shown.after.iter().map(|client| client["client_id"].to_string()).collect();
    assert_eq!(ids.len(), shown.before.len());
}
