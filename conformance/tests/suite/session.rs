//! One way to send: what a server receives is what the report counts, whoever sent it.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use authms_mock_server::Options;
use authms_spec::operation;

use crate::{
    defect_proxy::{Request, Rewrite},
    harness::run_through,
};

#[tokio::test]
async fn every_request_that_the_server_receives_is_counted_once() {
    let received = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&received);
    let rewrite = Rewrite::request(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
    });
    let report = run_through(rewrite, Options::default()).await;
    let of_cases: usize = report.results.iter().map(|result| result.requests).sum();
    assert_eq!(report.footprint.requests, received.load(Ordering::SeqCst));
    assert!(of_cases < report.footprint.requests, "provisioning and clean-up send as well");
}

#[tokio::test]
async fn every_client_and_secret_that_the_server_creates_is_counted_and_every_client_removed() {
    let (clients, secrets) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (client_count, secret_count) = (Arc::clone(&clients), Arc::clone(&secrets));
    let rewrite = Rewrite::response(move |request, response| {
        let succeeds = (200..300).contains(&response.status);
        if succeeds && request.creates_client() {
            client_count.fetch_add(1, Ordering::SeqCst);
        }
        if succeeds && mints_secret(request) {
            secret_count.fetch_add(1, Ordering::SeqCst);
        }
    });
    let footprint = run_through(rewrite, Options::default()).await.footprint;
    assert!(footprint.clients_made > 0 && footprint.secrets_made > 0, "{footprint:?}");
    assert_eq!(footprint.clients_made, clients.load(Ordering::SeqCst));
    assert_eq!(footprint.secrets_made, secrets.load(Ordering::SeqCst));
    assert_eq!(footprint.clients_removed, footprint.clients_made);
    assert_eq!(footprint.left_behind, []);
}

fn mints_secret(request: &Request) -> bool {
    operation::ALL.iter().any(|known| known.mints.is_some() && request.calls(*known))
}
