//! What the session counts, notes, redacts and limits.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use authms_sdk::{ClientId, NewClient};
use authms_spec::operation::{CLONE_CLIENT, CREATE_CLIENT, DELETE_CLIENT, GET_CLIENT};
use axum::{Router, http::StatusCode};
use reqwest::{Method, header::HeaderMap};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::mpsc};

use super::*;
use crate::http::{
    caller::{Caller, Token, Tokens},
    target::Settings,
};

fn target() -> Target {
    target_at("http://127.0.0.1:9")
}

pub(in crate::http) fn target_at(url: &str) -> Target {
    let tokens = Tokens { admin: Token::new("admin-token"), user: None, other_tenant: None };
    Target::new(&format!("{url}/api/v1"), tokens, Settings::default()).expect("a valid target")
}

/// Serves on a free port until the test ends; returns the URL.
pub(in crate::http) async fn serve(app: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("a bound socket has an address");
    tokio::spawn(async move { axum::serve(listener, app).await });
    format!("http://{address}")
}

fn exchange(request: Request, status: u16, body: &Value) -> Exchange {
    Exchange::new(request, status, HeaderMap::new(), body.to_string().into_bytes())
}

#[test]
fn tokens_are_redacted_from_the_start_and_secrets_wherever_a_server_shows_them() {
    let (target, ledger) = (target(), Ledger::default());
    let (limits, stop) = (Limits::local(), Stop::default());
    let session = Session::new(&target, &limits, &stop, &ledger);
    assert_eq!(session.redact("Bearer admin-token"), "Bearer [redacted]");
    let leak = json!({ "items": [{ "extra": { "client_secret": "leaked-value" } }] });
    session.books.after(&exchange(Request::to(GET_CLIENT), 200, &leak));
    assert_eq!(session.redact("it says leaked-value"), "it says [redacted]");
    assert_eq!(session.ledger().secrets(), 0, "a leaked secret was not created by the run");
}

#[test]
fn a_secret_in_a_body_that_is_cut_off_is_redacted() {
    let (target, ledger) = (target(), Ledger::default());
    let (limits, stop) = (Limits::local(), Stop::default());
    let session = Session::new(&target, &limits, &stop, &ledger);
    let bytes = br#"{"data":{"client_secret":"cut-secret"#.to_vec();
    let exchange = Exchange::new(Request::to(CREATE_CLIENT), 201, HeaderMap::new(), bytes);
    session.books.after(&exchange);
    let shown = exchange.summary(|text| session.redact(text));
    assert!(shown.contains("[redacted]") && !shown.contains("cut-secret"), "{shown}");
}

#[test]
fn the_tampered_token_tells_nothing_of_the_real_one() {
    let (target, ledger) = (target(), Ledger::default());
    let (limits, stop) = (Limits::local(), Stop::default());
    let session = Session::new(&target, &limits, &stop, &ledger);
    let sent = target.tokens.presented_by(Caller::Tampered).expect("there is an admin token");
    for echo in [sent.as_str(), "admin-toke", "admin-toke?"] {
        assert!(!session.redact(echo).contains("admin-toke"), "{echo}");
    }
}

#[test]
fn a_client_may_be_lost_until_its_creation_has_a_response_that_is_not_a_server_error() {
    let (target, ledger) = (target(), Ledger::default());
    let (limits, stop) = (Limits::local(), Stop::default());
    let session = Session::new(&target, &limits, &stop, &ledger);
    for operation in [CREATE_CLIENT, CLONE_CLIENT] {
        session.books.before(&Request::to(operation), false).expect("admitted");
        assert_eq!(session.ledger().unresolved(), 1);
        let created = json!({ "data": { "client_id": operation.id, "client_secret": "new-secret" } });
        session.books.after(&exchange(Request::to(operation), 201, &created));
        assert_eq!(session.ledger().unresolved(), 1, "nobody has seen yet whose client that is");
        session.books.created(operation.id);
        assert_eq!(session.ledger().unresolved(), 0);
    }
    session.books.before(&Request::to(CREATE_CLIENT), false).expect("admitted");
    session.books.after(&exchange(Request::to(CREATE_CLIENT), 503, &json!({})));
    assert_eq!(session.ledger().unresolved(), 1);
    assert_eq!(session.ledger().clients(), ["create_client", "clone_client"]);
    assert_eq!((session.ledger().secrets(), session.requests()), (2, 3));
}

#[test]
fn a_client_that_was_deleted_is_noted_as_removed() {
    let (target, ledger) = (target(), Ledger::default());
    let (limits, stop) = (Limits::local(), Stop::default());
    let session = Session::new(&target, &limits, &stop, &ledger);
    session.books.after(&exchange(Request::to(DELETE_CLIENT).client("app-1"), 403, &json!({})));
    assert!(!session.ledger().is_removed("app-1"));
    session.books.after(&exchange(Request::to(DELETE_CLIENT).client("app-1"), 204, &json!(null)));
    assert!(session.ledger().is_removed("app-1"));
}

#[tokio::test]
async fn at_most_two_requests_are_under_way_raw_or_through_the_sdk() {
    let (open, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let release = Arc::new(Semaphore::new(0));
    let (arrived, mut arrivals) = mpsc::unbounded_channel();
    let (server_most, server_release) = (Arc::clone(&most), Arc::clone(&release));
    let app = Router::new().fallback(move || async move {
        server_most.fetch_max(open.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        arrived.send(()).expect("the test listens");
        server_release.acquire().await.expect("the test releases").forget();
        open.fetch_sub(1, Ordering::SeqCst);
        (StatusCode::NOT_FOUND, axum::Json(json!({ "code": 40_400_001 })))
    });
    let (target, ledger) = (target_at(&serve(app).await), Ledger::default());
    let (limits, stop) = (Limits { concurrency: 1, ..Limits::local() }, Stop::default());
    let session = Session::new(&target, &limits, &stop, &ledger);
    let id = ClientId::new("app-1").expect("a valid id");
    let request = || Request::to(GET_CLIENT).client("app-1");
    let raw = || session.send(request());
    let sdk = || session.through_sdk(request(), |sdk| sdk.get_client(&id));
    let respond = async {
        for _ in 0..2 {
            arrivals.recv().await;
        }
        // All four were started before the first of them could arrive.
        assert_eq!(session.requests(), 2, "two wait for their turn");
        release.add_permits(4);
    };
    let (one, two, three, four, ()) = tokio::join!(raw(), sdk(), raw(), sdk(), respond);
    assert!(one.is_ok() && two.is_ok() && three.is_ok() && four.is_ok());
    assert_eq!((session.requests(), most.load(Ordering::SeqCst)), (4, 2));
}

#[tokio::test]
async fn what_comes_after_a_lost_write_waits_until_the_service_responds_again() {
    let seen = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&seen);
    let outage = move || async move {
        let is_over = count.fetch_add(1, Ordering::SeqCst) >= 3;
        if is_over { (StatusCode::OK, "{}") } else { (StatusCode::BAD_GATEWAY, "") }
    };
    let target = target_at(&serve(Router::new().fallback(outage)).await);
    let (limits, stop, ledger) = (Limits::local(), Stop::default(), Ledger::default());
    let session = Session::new(&target, &limits, &stop, &ledger);
    let create = || Request::to(CREATE_CLIENT).json(&json!({ "name": session.name("a") }));
    assert!(matches!(session.send(create()).await, Err(NoResponse::Weather(_))));
    assert!(session.send(create()).await.is_ok(), "{} requests came", seen.load(Ordering::SeqCst));
}

#[tokio::test]
async fn the_read_that_tells_whose_a_refusal_is_takes_its_turn_and_is_counted() {
    let refuses = async |method: Method| match method {
        Method::GET => (StatusCode::OK, "{}"),
        _ => (StatusCode::FORBIDDEN, "a page"),
    };
    let target = target_at(&serve(Router::new().fallback(refuses)).await);
    let (stop, ledger) = (Stop::default(), Ledger::default());
    let limits = Limits { rate: Some(20.0), concurrency: 1, max_requests: 6, ..Limits::local() };
    let session = Session::new(&target, &limits, &stop, &ledger);
    let create = || session.send(Request::to(CREATE_CLIENT).json(&json!({ "name": session.name("a") })));
    let begin = Instant::now();
    for _ in 0..3 {
        assert!(create().await.is_ok_and(|exchange| exchange.status == 403));
    }
    // The first is sent twice, since it may be refused by chance, and each time a read tells whose the refusal is.
    assert!(begin.elapsed() >= Duration::from_millis(190), "two leave together: {:?}", begin.elapsed());
    assert!(matches!(create().await, Err(NoResponse::Stopped(_))), "{} requests", session.requests());
}

#[tokio::test]
async fn a_creation_that_fails_in_the_sdk_is_noted_as_if_it_were_sent_raw() {
    // An SDK cannot read a client whose name is a number, yet there is one now.
    let ledger = Ledger::default();
    let website = format!("https://{}.conformance.invalid", ledger.run());
    let unreadable =
        json!({ "data": { "client_id": "app-1", "name": 7, "website": website, "client_secret": "new-secret" } });
    for (status, body, may_lack, clients) in [
        (403, json!({}), false, vec![]),
        (503, json!({}), true, vec![]),
        (201, unreadable, false, vec!["app-1".to_owned()]),
    ] {
        let response = (StatusCode::from_u16(status).expect("a status"), axum::Json(body));
        let url = serve(Router::new().fallback(async move || response)).await;
        let target = target_at(&url);
        let (limits, stop) = (Limits { patience: Duration::ZERO, ..Limits::local() }, Stop::default());
        let session = Session::new(&target, &limits, &stop, &ledger);
        let new = NewClient::new("name", ["https://one.example.com/callback"]);
        let created = session.through_sdk(Request::to(CREATE_CLIENT), |sdk| sdk.create_client(&new)).await;
        // Weather is not the SDK's error.
        assert_eq!(matches!(created, Ok(Err(_))), status != 503, "{status}");
        assert_eq!(matches!(created, Err(NoResponse::Weather(_))), status == 503, "{status}");
        assert_eq!((session.ledger().unresolved() > 0, session.ledger().clients()), (may_lack, clients), "{status}");
        session.ledger().lacks_no_clients();
        let redacted = if status == 201 { "[redacted]" } else { "new-secret" };
        assert_eq!(session.redact("new-secret"), redacted, "{status}");
    }
}

#[tokio::test]
async fn a_write_to_what_is_not_the_runs_own_is_never_sent_raw_or_through_the_sdk_and_ends_the_run() {
    let received = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&received);
    let app = Router::new().fallback(move || {
        count.fetch_add(1, Ordering::SeqCst);
        async { StatusCode::NO_CONTENT }
    });
    let (target, ledger) = (target_at(&serve(app).await), Ledger::default());
    let id = ClientId::new("a-client-in-use").expect("a valid id");
    let request = || Request::to(DELETE_CLIENT).client("a-client-in-use");
    for through_sdk in [false, true] {
        let (limits, stop) = (Limits::local(), Stop::default());
        let session = Session::new(&target, &limits, &stop, &ledger);
        let refused = if through_sdk {
            session.through_sdk(request(), |sdk| sdk.delete_client(&id)).await.err()
        } else {
            session.send(request()).await.err()
        };
        assert!(matches!(refused, Some(NoResponse::NotOurs(_))), "{refused:?}");
        assert!(matches!(stop.cause(), Some(StopCause::Internal(_))), "{:?}", stop.cause());
        assert!(matches!(session.send_in_clean_up(request()).await, Err(NoResponse::NotOurs(_))));
    }
    assert_eq!(received.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn the_clean_up_has_the_time_that_its_requests_take_at_the_pace_of_the_run() {
    let target = target_at("http://127.0.0.1:9/api/v1");
    for (rate, seconds) in [(None, 30), (Some(2.0), 30 + 8), (Some(0.25), 30 + 64)] {
        let (limits, stop, ledger) = (Limits { rate, ..Limits::local() }, Stop::default(), Ledger::default());
        for id in ["one", "two"] {
            ledger.created(id).expect("in memory");
        }
        let session = Session::new(&target, &limits, &stop, &ledger);
        assert_eq!(session.clean_up().1, Duration::from_secs(seconds), "{rate:?}");
    }
}
