//! One way to send: what a server receives is what the report counts, whoever sent it.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use authms_mock_server::Options;

use crate::{defect_proxy::Rewrite, harness::run_through};

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
async fn clients_that_the_sdk_creates_are_removed_like_all_others() {
    let report = run_through(Rewrite::default(), Options::default()).await;
    let footprint = &report.footprint;
    assert_eq!((footprint.clients_made, footprint.secrets_made), (51, 66));
    assert_eq!((footprint.clients_removed, footprint.left_behind.len()), (51, 0));
}
