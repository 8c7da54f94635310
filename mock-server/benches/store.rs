//! The router with a million clients in one tenant, compared with a thousand clients: everything but the socket.
//!
//! `cargo bench -p authms-mock-server` prints the times. Nothing is asserted, since machines differ; each ratio compares times of one run.
//! A client has a name, one redirect URI and one secret.

use std::time::{Duration, Instant};

use authms_mock_server::{Options, Seed, router};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::Request,
};
use tower::ServiceExt as _;

const SMALL: u32 = 1_000;
const LARGE: u32 = 1_000_000;
const CALLS: u32 = 5_000;

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let small = measure(SMALL).await;
        let before = resident();
        let large = measure(LARGE).await;
        let bytes = resident().saturating_sub(before) / u64::from(LARGE);
        println!("{:<28}{:>12}{:>12}{:>8}", "", SMALL, LARGE, "ratio");
        for ((name, small), (_, large)) in small.iter().zip(&large) {
            println!("{name:<28}{small:>12.1?}{large:>12.1?}{:>8.2}", large.as_secs_f64() / small.as_secs_f64());
        }
        let scan = plain_scan(LARGE);
        let filtered = large.last().map_or(Duration::ZERO, |(_, time)| *time);
        println!(
            "filtered page against a plain scan of {LARGE} names ({scan:.1?}): {:.2}",
            filtered.as_secs_f64() / scan.as_secs_f64()
        );
        println!("resident memory for each of {LARGE} clients: {bytes} bytes");
    });
}

/// The time of one call of each kind. The server is dropped only after all are measured.
async fn measure(clients: u32) -> Vec<(&'static str, Duration)> {
    let app = router(Options { seed: Seed::Many(clients), ..Options::default() }).expect("good options");
    let path = |number: u32| format!("/admin/oauth/clients/app-{:08}", number.wrapping_mul(7_919) % clients);
    let mut times = vec![
        ("get_client", each(&app, CALLS, |number| ("GET", path(number), "")).await),
        (
            "update_client",
            each(&app, CALLS, |number| ("PUT", path(number), r#"{"website":"https://bench.example.com"}"#)).await,
        ),
        ("first page", each(&app, 200, |_| ("GET", "/admin/oauth/clients?page_size=20".to_owned(), "")).await),
    ];
    let filter = "/admin/oauth/clients?name=Client%200000000";
    times.push(("page filtered by name", each(&app, 5, |_| ("GET", filter.to_owned(), "")).await));
    times
}

async fn each(app: &Router, calls: u32, request: impl Fn(u32) -> (&'static str, String, &'static str)) -> Duration {
    let started = Instant::now();
    for number in 0..calls {
        let (method, path, body) = request(number);
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header("authorization", "Bearer mock-admin")
            .header("content-type", "application/json");
        let response =
            app.clone().oneshot(request.body(Body::from(body)).expect("a request")).await.expect("a response");
        assert_eq!(response.status(), 200, "{path}");
        to_bytes(response.into_body(), usize::MAX).await.expect("a body");
    }
    started.elapsed() / calls
}

/// The least that a filter does: it turns each name to lower case and looks at it.
fn plain_scan(clients: u32) -> Duration {
    let names: Vec<String> = (0..clients).map(|number| format!("Client {number:08}")).collect();
    let started = Instant::now();
    let found = names.iter().filter(|name| name.to_lowercase().contains("client 0000000")).count();
    assert_eq!(found, 10);
    started.elapsed()
}

/// Resident memory in bytes; 0 where the system does not report it.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes = line.and_then(|line| line.split_whitespace().next()).and_then(|number| number.parse::<u64>().ok());
    kibibytes.unwrap_or(0) * 1024
}
