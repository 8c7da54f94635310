//! Each way in which a request can be left without a response, on every operation, raw and through the SDK.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant, SystemTime},
};

use authms_conformance::{Limits, Outcome};
use authms_spec::{Operation, operation};

use super::{assert_clean, assert_conformant, assert_no_accusation, cases_of, not_run, one_case, proxy::Instead, run};
use crate::{defect_proxy::Request, harness::side_by_side};

/// Who sends a request.
#[derive(Debug, Clone, Copy)]
enum Reader {
    Raw,
    Sdk,
}

fn is_by(request: &Request, reader: Reader) -> bool {
    let agent = request.headers.get("user-agent").and_then(|value| value.to_str().ok()).unwrap_or_default();
    matches!(reader, Reader::Raw) == agent.starts_with("authms-conformance/")
}

/// Puts the weather on the first request to an operation, and says whether it came.
async fn once(operation: Operation, reader: Reader, instead: Instead) -> (authms_conformance::Report, bool) {
    let came = Arc::new(AtomicBool::new(false));
    let first = Arc::clone(&came);
    let case = match reader {
        Reader::Raw => "no_token_is_401",
        Reader::Sdk => "through_the_sdk",
    };
    let report = run(one_case(&format!("{}.{case}", operation.id)), Limits::local(), move |request| {
        // The preflight's first read finds out what is wrong with the way; this is not it.
        let preflight = request.path.contains("page_size=1") && operation == operation::LIST_CLIENTS;
        let is_it = !preflight && request.calls(operation) && is_by(request, reader);
        if is_it && !first.swap(true, Ordering::SeqCst) { instead.clone() } else { Instead::Pass }
    });
    (report.await, came.load(Ordering::SeqCst))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_weather_on_any_operation_is_held_against_the_service_and_what_may_be_repeated_is() {
    let unavailable = (Instead::Refuse(503, vec![]), false);
    let others = [(Instead::Refuse(429, vec![]), true), (Instead::Lose(504), false), (Instead::Break, false)];
    let mut entries = Vec::new();
    for operation in operation::ALL.iter().copied() {
        for reader in [Reader::Raw, Reader::Sdk] {
            // Every operation meets a 503 both ways, and each of the others one way or the other.
            let turn = entries.len() / 2 % others.len();
            for (instead, surely_not_carried_out) in [&unavailable, &others[turn]] {
                entries.push((operation, reader, instead.clone(), *surely_not_carried_out));
            }
        }
    }
    let results = side_by_side(entries, |(operation, reader, instead, not_carried_out)| async move {
        let what = format!("{} {reader:?} {instead:?}", operation.id);
        let (report, came) = once(operation, reader, instead).await;
        (what, operation, not_carried_out, report, came)
    });
    for (what, operation, not_carried_out, report, came) in results.await {
        assert!(came, "{what}: no such request was sent");
        assert_no_accusation(&report, &what);
        assert_clean(&report, &what);
        if not_carried_out || operation.is_safe() || operation == operation::UPDATE_CLIENT {
            assert_conformant(&report, &what);
        } else {
            // A client that could not be provided may cost several cases; nothing else does.
            assert!(matches!(report.outcome, Outcome::Partial | Outcome::Conformant), "{what}: {:?}", report.reasons);
            let reasons = not_run(&report);
            let told =
                |reason: &&str| reason.contains("may have been carried out") || reason.contains("--bystander-id");
            assert!(reasons.iter().all(told), "{what}: {reasons:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rate_limit_costs_time_and_no_verdict() {
    // A fixed window: 20 requests each half second, so 40 a second, and each one beyond is refused.
    let window = Mutex::new((Instant::now(), 0));
    let refused = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&refused);
    let report = run(cases_of(&["get_client", "delete_client", "list_client_secrets"]), Limits::local(), move |_| {
        let mut window = window.lock().expect("no panic");
        if window.0.elapsed() > Duration::from_millis(500) {
            *window = (Instant::now(), 0);
        }
        window.1 += 1;
        if window.1 <= 20 {
            return Instead::Pass;
        }
        count.fetch_add(1, Ordering::SeqCst);
        Instead::Refuse(429, vec![])
    });
    let report = report.await;
    let refused = refused.load(Ordering::SeqCst);
    assert_conformant(&report, "40 requests a second");
    assert!(refused > 0 && refused < report.footprint.requests / 3, "{refused} of {}", report.footprint.requests);
}

#[tokio::test]
async fn retry_after_is_honoured_in_seconds() {
    let until = Mutex::new(None);
    let (early, refused) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (count_early, count) = (Arc::clone(&early), Arc::clone(&refused));
    let limits = Limits { concurrency: 1, ..Limits::local() };
    let report = run(one_case("get_client.shows_the_client"), limits, move |request| {
        let mut until = until.lock().expect("no panic");
        if request.calls(operation::GET_CLIENT) && until.is_none() {
            *until = Some(Instant::now() + Duration::from_secs(1));
            count.fetch_add(1, Ordering::SeqCst);
            return Instead::Refuse(429, vec![("retry-after", "1".to_owned())]);
        }
        let too_early = until.is_some_and(|until| Instant::now() + Duration::from_millis(20) < until);
        count_early.fetch_add(usize::from(too_early), Ordering::SeqCst);
        Instead::Pass
    });
    assert_conformant(&report.await, "retry after a second");
    assert_eq!((early.load(Ordering::SeqCst), refused.load(Ordering::SeqCst)), (0, 1));
}

#[tokio::test]
async fn a_wait_that_patience_does_not_cover_is_named_at_once_and_the_request_is_given_up() {
    let in_two_minutes = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(121));
    for (status, asked) in [(503, in_two_minutes), (503, "120".to_owned()), (429, "120".to_owned())] {
        let refused = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&refused);
        let limits = Limits { patience: Duration::from_secs(6), ..Limits::local() };
        let started = Instant::now();
        let report = run(one_case("get_client_stats.no_token_is_401"), limits, move |request| {
            if !request.calls(operation::GET_CLIENT_STATS) {
                return Instead::Pass;
            }
            count.fetch_add(1, Ordering::SeqCst);
            Instead::Refuse(status, vec![("retry-after", asked.clone())])
        });
        let report = report.await;
        assert_no_accusation(&report, "two minutes");
        assert_clean(&report, "two minutes");
        let reasons = not_run(&report);
        assert!(!reasons.is_empty(), "{status}");
        for reason in reasons {
            let named = (115..=121).any(|asked| reason.contains(&format!("asks to wait {asked} s")));
            assert!(named && reason.ends_with("--patience is 6 s"), "{reason}");
        }
        // A case without a response is run once more at the end of the run, but nothing is sent before the time asked for.
        assert_eq!(refused.load(Ordering::SeqCst), 1, "{status}");
        assert!(status == 429 || started.elapsed() < Duration::from_secs(6), "{status}: {:?}", started.elapsed());
    }
}

#[tokio::test]
async fn a_service_that_dies_in_mid_run_stops_the_run_and_what_is_left_is_named() {
    let requests = AtomicUsize::new(0);
    let short = Duration::from_millis(600);
    let limits = Limits { patience: short, clean_up_time: short, ..Limits::local() };
    let started = Instant::now();
    let report = run(cases_of(&["get_client", "update_client", "list_clients"]), limits, move |_| {
        let dead = requests.fetch_add(1, Ordering::SeqCst) >= 30;
        if dead { Instead::Refuse(502, vec![]) } else { Instead::Pass }
    });
    let report = report.await;
    assert_no_accusation(&report, "dead");
    let stopped = report.stopped.as_deref().unwrap_or_default();
    assert!(stopped.starts_with("the service has not responded since ") && stopped.contains("502"), "{stopped}");
    assert_eq!(report.outcome, Outcome::LeftBehind);
    assert!(report.footprint.left_behind.iter().all(|left| left.why.contains("502") || left.why.contains("used up")));
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}

#[tokio::test]
async fn one_operation_that_is_down_does_not_stop_the_run() {
    let limits = Limits { patience: Duration::from_millis(300), ..Limits::local() };
    let report = run(cases_of(&["get_client_stats", "get_client"]), limits, |request| {
        let down = request.calls(operation::GET_CLIENT_STATS);
        if down { Instead::Refuse(503, vec![]) } else { Instead::Pass }
    });
    let report = report.await;
    assert_no_accusation(&report, "stats are down");
    assert_clean(&report, "stats are down");
    assert_eq!((report.outcome, report.stopped.as_deref()), (Outcome::Partial, None));
    let operations: std::collections::BTreeSet<&str> = report
        .results
        .iter()
        .filter(|result| result.verdict == authms_conformance::Verdict::NotRun)
        .map(|result| result.operation.as_str())
        .collect();
    assert!(operations.contains("get_client_stats"), "{operations:?}");
    assert!(not_run(&report).iter().all(|reason| reason.contains("status 503")), "{:?}", not_run(&report));
}

fn html() -> (&'static str, String) {
    ("content-type", "text/html".to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_comes_once_instead_of_a_response_of_any_operation_is_not_held_against_the_service() {
    let statuses = [200, 302, 400, 401, 403, 404, 406, 413, 500];
    let mut entries = Vec::new();
    for operation in operation::ALL.iter().copied() {
        for reader in [Reader::Raw, Reader::Sdk] {
            let turn = entries.len();
            entries.extend((turn..turn + 4).map(|turn| (operation, reader, statuses[turn % statuses.len()])));
        }
    }
    let results = side_by_side(entries, |(operation, reader, status)| async move {
        let (report, came) = once(operation, reader, Instead::Refuse(status, vec![html()])).await;
        (format!("{} {reader:?} {status}", operation.id), operation, status, report, came)
    });
    for (what, operation, status, report, came) in results.await {
        assert!(came, "{what}: no such request was sent");
        assert_clean(&report, &what);
        if (300..500).contains(&status) || operation.is_safe() {
            assert_conformant(&report, &what);
        } else {
            // Such a request is not sent again, and its case is.
            assert!(matches!(report.outcome, Outcome::Partial | Outcome::Conformant), "{what}: {:?}", report.reasons);
        }
    }
}

#[tokio::test]
async fn a_service_whose_unknown_paths_and_methods_are_plain_text_is_judged_as_before() {
    let (checks, plain) = (Arc::new(AtomicUsize::new(0)), ("content-type", "text/plain".to_owned()));
    let count = Arc::clone(&checks);
    let report = run(cases_of(&["get_client", "update_client"]), Limits::local(), move |request| {
        count.fetch_add(usize::from(request.path.ends_with("clients?page_size=1")), Ordering::SeqCst);
        let unknown = matches!(request.method.as_str(), "PATCH" | "POST") && !request.calls(operation::CREATE_CLIENT);
        if unknown { Instead::Refuse(405, vec![plain.clone()]) } else { Instead::Pass }
    });
    let report = report.await;
    assert_clean(&report, "plain text");
    let without: Vec<&str> = not_run(&report);
    assert!(without.is_empty(), "{without:?}");
}

#[tokio::test]
async fn something_in_front_of_the_service_that_begins_to_refuse_is_not_held_against_the_service() {
    let plain = ("content-type", "text/plain".to_owned());
    let to_itself = ("location", "/api/v1/admin/oauth/clients".to_owned());
    let pages = [200, 400, 401, 403, 406, 413, 500].map(|status| (status, html()));
    for (status, header) in pages.into_iter().chain([(404, plain), (302, to_itself)]) {
        for ends in [false, true] {
            let (requests, begun) = (AtomicUsize::new(0), Mutex::new(None));
            let short = Duration::from_millis(700);
            let limits =
                Limits { patience: if ends { short * 10 } else { short }, clean_up_time: short, ..Limits::local() };
            let header = header.clone();
            let report = run(cases_of(&["get_client", "update_client", "delete_client"]), limits, move |_| {
                if requests.fetch_add(1, Ordering::SeqCst) < 40 {
                    return Instead::Pass;
                }
                let since = *begun.lock().expect("no panic").get_or_insert_with(Instant::now);
                let over = ends && since.elapsed() > Duration::from_millis(500);
                if over { Instead::Pass } else { Instead::Refuse(status, vec![header.clone()]) }
            });
            let report = report.await;
            let what = format!("{status} {ends}");
            assert_no_accusation(&report, &what);
            if ends {
                assert_conformant(&report, &what);
            } else {
                let stopped = report.stopped.as_deref().unwrap_or_default();
                assert!(stopped.contains("something in front of the service re"), "{what}: {stopped}");
                assert_eq!(report.outcome, Outcome::LeftBehind, "{what}");
            }
        }
    }
}

#[tokio::test]
async fn something_in_front_of_the_service_that_refuses_odd_requests_alone_is_not_held_against_the_service() {
    let page = || Instead::Refuse(403, vec![("content-type", "text/html".to_owned())]);
    let report = run(cases_of(&["get_client", "update_client", "create_client"]), Limits::local(), move |request| {
        let is_a_write = matches!(request.method.as_str(), "POST" | "PUT");
        let has_no_object = is_a_write && !request.json().is_some_and(|body| body.is_object());
        let has_markup = String::from_utf8_lossy(&request.body).contains("<b>");
        let is_odd = request.method == "PATCH" || request.path.contains("%27") || request.path.len() > 300;
        if is_odd || has_no_object || has_markup { page() } else { Instead::Pass }
    });
    let report = report.await;
    assert_no_accusation(&report, "a firewall");
    assert_clean(&report, "a firewall");
    let reasons = not_run(&report);
    let told = "something in front of the service refuses this request: status 403, text/html";
    assert!(reasons.len() > 10 && reasons.iter().all(|why| *why == told), "{reasons:?}");
    // What no caller has reason to refuse is the service's.
    let report = run(one_case("get_client_stats.agree_with_the_tokens"), Limits::local(), move |request| {
        if request.calls(operation::GET_CLIENT_STATS) { page() } else { Instead::Pass }
    });
    assert_eq!(report.await.outcome, Outcome::NotConformant);
}

#[tokio::test]
async fn a_list_that_repeats_itself_does_not_show_that_nothing_is_left() {
    let creations = AtomicUsize::new(0);
    let report = run(cases_of(&["delete_client"]), Limits::local(), move |request| {
        if request.calls(operation::CREATE_CLIENT) && creations.fetch_add(1, Ordering::SeqCst) == 1 {
            return Instead::Lose(504);
        }
        if request.path.contains("page_size=100") {
            let stranger = r#"{"client_id":"stranger","name":"stranger"}"#;
            return Instead::Show(format!(r#"{{"code":0,"items":[{stranger}],"total":1000000}}"#));
        }
        Instead::Pass
    });
    let report = report.await;
    assert_eq!(report.outcome, Outcome::LeftBehind, "{:?}", report.reasons);
    let why: Vec<&str> = report.footprint.left_behind.iter().map(|left| left.why.as_str()).collect();
    assert!(why.len() == 1 && why[0].contains("does not show all of them"), "{why:?}");
}
