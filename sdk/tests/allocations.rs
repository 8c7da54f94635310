//! What a client of a canned transport costs, so that the tests of applications stay quick.

use std::{alloc::System, hint::black_box};

use authms_sdk::{
    Client, ClientBuilder, ClientId, UpdateClient,
    test_util::{Reply, Transport},
};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const FOUND: &str = r#"{"code":0,"message":"ok","data":{"client_id":"demo","name":"Payments"}}"#;

/// What a run allocates: the least of some, because the first pays for what is made once.
fn allocations(mut run: impl FnMut()) -> usize {
    let runs = (0..5).map(|_| {
        let region = Region::new(ALLOCATOR);
        run();
        let change = region.change();
        change.allocations + change.reallocations
    });
    runs.min().unwrap_or_default()
}

fn builder(transport: &Transport) -> ClientBuilder {
    Client::builder("https://auth.example.com/api/v1").bearer_token("2YotnFZFEjr1zCsicMWpAA").transport(transport)
}

/// One test, because the allocator counts for the whole process.
#[test]
fn a_canned_client_is_built_without_an_http_client_and_a_canned_call_is_cheap() {
    let transport = Transport::new();
    let built = allocations(|| drop(black_box(builder(&transport).build().expect("good settings"))));
    println!("building: {built} allocations");
    assert!(built <= 30, "building allocates {built} times");

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let client = builder(&transport).build().expect("good settings");
    let id: ClientId = "demo".parse().expect("an id");
    let update = UpdateClient::new().name("Payments");
    let reads = allocations(|| {
        transport.reply(Reply::json(200, FOUND));
        drop(black_box(runtime.block_on(async { client.get_client(&id).await }).expect("a response")));
    });
    let updates = allocations(|| {
        transport.reply(Reply::json(200, FOUND));
        drop(black_box(runtime.block_on(async { client.update_client(&id, &update).await }).expect("a response")));
    });
    println!("get_client: {reads} allocations, update_client: {updates} allocations");
    assert!(reads <= 40 && updates <= 40, "get_client allocates {reads} times, update_client {updates} times");
}
