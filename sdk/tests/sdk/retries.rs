//! Which calls are sent again, how often, and what their errors say. The clock is tokio's, paused.

use std::time::Duration;

use authms_sdk::{
    Applied, CallOptions, Client, ClientBuilder, Error, ErrorKind, RetryPolicy, UpdateClient,
    test_util::{Failure, Reply, Transport},
};
use tokio::time::Instant;

use crate::service::id;

const FOUND: &str = r#"{"code":0,"data":{"name":"Payments"}}"#;

fn builder(transport: &Transport) -> ClientBuilder {
    Client::builder("https://auth.example.com/api/v1").bearer_token("a-token").transport(transport)
}

fn client(transport: &Transport) -> Client {
    builder(transport).build().expect("good settings")
}

fn busy(retry_after: &str) -> Reply {
    Reply::json(503, "{}").header("retry-after", retry_after)
}

async fn update(client: &Client) -> Result<(), Error> {
    client.update_client(id(), &UpdateClient::new().name("Payments")).await.map(drop)
}

#[tokio::test(start_paused = true)]
async fn f10_f14_the_operation_decides_what_is_sent_again() {
    for (outcome, get, put, post) in [
        ("connect", 2, 2, 2),
        ("broken", 2, 2, 1),
        ("silence", 2, 2, 1),
        ("429", 2, 2, 1),
        ("503", 2, 2, 1),
        ("500", 1, 1, 1),
        ("400", 1, 1, 1),
    ] {
        for (operation, sent) in [("get", get), ("put", put), ("post", post)] {
            let transport = Transport::new();
            match outcome {
                "connect" => transport.fail(Failure::Connect),
                "broken" => transport.fail(Failure::Broken),
                "silence" => transport.fail(Failure::Silence),
                status => transport.reply(Reply::json(status.parse().expect("a status"), "{}")),
            }
            transport.reply(Reply::json(if operation == "post" { 201 } else { 200 }, FOUND));
            let client = client(&transport);
            match operation {
                "get" => drop(client.get_client(id()).await),
                "put" => drop(update(&client).await),
                _ => drop(client.create_client_secret(id()).await),
            }
            assert_eq!(transport.requests().len(), sent, "{operation} after {outcome}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn f14_no_minting_operation_is_sent_twice_once_it_was_sent() {
    let new = authms_sdk::NewClient::new("Payments", ["https://payments.example.com/callback"]);
    for number in 0..4 {
        let transport = Transport::new();
        transport.fail(Failure::Broken);
        let client = client(&transport);
        let error = match number {
            0 => client.create_client(&new).await.map(drop),
            1 => client.clone_client(id()).await.map(drop),
            2 => client.create_client_secret(id()).await.map(drop),
            _ => client.rotate_client_secret(id()).await.map(drop),
        }
        .expect_err("broken");
        assert_eq!((transport.requests().len(), error.applied()), (1, Applied::Maybe));
        assert!(!error.is_retryable());
    }
}

#[tokio::test(start_paused = true)]
async fn three_attempts_and_the_error_counts_them() {
    let transport = Transport::new();
    (0..5).for_each(|_| transport.fail(Failure::Broken));
    let error = client(&transport).get_client(id()).await.expect_err("broken");
    assert_eq!((error.attempts(), transport.requests().len(), error.kind()), (3, 3, ErrorKind::Transport));
    let error = client(&transport).with(CallOptions::new().no_retries()).get_client(id()).await.expect_err("broken");
    assert_eq!(error.attempts(), 1);
}

#[tokio::test(start_paused = true)]
async fn retry_after_is_waited_for_in_seconds_and_until_a_date() {
    let date = busy("Tue, 24 Nov 2026 10:00:07 GMT").header("date", "Tue, 24 Nov 2026 10:00:00 GMT");
    let twice = busy("1").header("retry-after", "7");
    for reply in [busy("7"), date, twice, busy("7, 1"), busy("6.5")] {
        let transport = Transport::new();
        transport.reply(reply);
        transport.reply(Reply::json(200, FOUND));
        let start = Instant::now();
        let response = client(&transport).get_client(id()).with_response().await.expect("a response");
        let seconds = start.elapsed().as_secs_f64();
        assert!((7.0..8.75).contains(&seconds), "{seconds}");
        assert_eq!((response.attempts(), response.status()), (2, 200));
    }
}

#[tokio::test(start_paused = true)]
async fn f26_clients_that_are_told_to_wait_do_not_come_back_at_the_same_moment() {
    // `30` is the longest wait that is honoured, and `27` leaves little of the deadline of 30 seconds.
    for (asked, deadline) in [(7, 30), (30, 600), (27, 30), (1, 30), (0, 30)] {
        let mut waits = Vec::new();
        for _ in 0..50 {
            let transport = Transport::new();
            transport.reply(busy(&asked.to_string()));
            transport.reply(Reply::json(200, FOUND));
            let client = client(&transport).with(CallOptions::new().deadline(Duration::from_secs(deadline)));
            let start = Instant::now();
            client.get_client(id()).await.expect("a response");
            assert!((asked..deadline).contains(&start.elapsed().as_secs()), "{asked}: {:?}", start.elapsed());
            waits.push(start.elapsed().as_millis());
        }
        waits.sort_unstable();
        let spread = waits[49] - waits[0];
        waits.dedup();
        assert!(waits.len() > 25 && spread > 100, "{asked}: {waits:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn f26_what_would_fail_again_is_neither_sent_again_nor_called_retryable() {
    let transport = Transport::new();
    (0..2).for_each(|_| transport.fail(Failure::Untrusted));
    let client = client(&transport);
    for error in [client.get_client(id()).await.map(drop), update(&client).await] {
        let error = error.expect_err("not trusted");
        assert_eq!((error.kind(), error.attempts(), error.applied()), (ErrorKind::Connect, 1, Applied::No));
        assert!(!error.is_retryable());
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_beyond_the_limit_is_left_to_the_caller_at_once() {
    for (asked, deadline) in [("31", 600), ("20", 10)] {
        let transport = Transport::new();
        transport.reply(busy(asked));
        let patient = CallOptions::new().deadline(Duration::from_secs(deadline));
        let start = Instant::now();
        let error = client(&transport).with(patient).get_client(id()).await.expect_err("busy");
        assert_eq!(error.retry_after(), Some(Duration::from_secs(asked.parse().expect("a number"))));
        assert_eq!((start.elapsed(), error.is_retryable()), (Duration::ZERO, true));
    }
}

#[tokio::test(start_paused = true)]
async fn a_deadline_ends_a_call_and_all_its_attempts() {
    let transport = Transport::new();
    (0..9).for_each(|_| transport.fail(Failure::Silence));
    let start = Instant::now();
    let error = client(&transport).get_client(id()).await.expect_err("silence");
    assert!(start.elapsed() <= Duration::from_secs(31), "{:?}", start.elapsed());
    assert_eq!(error.kind(), ErrorKind::Timeout);
    let start = Instant::now();
    let quick = CallOptions::new().deadline(Duration::from_secs(2));
    client(&transport).with(quick).get_client(id()).await.expect_err("silence");
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn an_earlier_attempt_counts_in_applied() {
    for (last, wanted) in [(400, Applied::Maybe), (404, Applied::Maybe), (403, Applied::Maybe)] {
        let transport = Transport::new();
        transport.fail(Failure::Broken);
        transport.reply(Reply::json(last, "{}"));
        let error = update(&client(&transport)).await.expect_err("refused");
        assert_eq!((error.attempts(), error.status(), error.applied()), (2, Some(last), wanted));
    }
    let transport = Transport::new();
    transport.fail(Failure::Connect);
    transport.reply(Reply::json(400, "{}"));
    let error = update(&client(&transport)).await.expect_err("refused");
    assert_eq!(error.applied(), Applied::No);
}

#[tokio::test(start_paused = true)]
async fn the_budget_is_shared_by_clones() {
    let transport = Transport::new();
    (0..9).for_each(|_| transport.fail(Failure::Broken));
    let client = builder(&transport).retry(RetryPolicy::new().budget(3)).build().expect("good settings");
    let mut attempts = Vec::new();
    for _ in 0..3 {
        let clone = client.clone().with(CallOptions::new());
        attempts.push(clone.get_client(id()).await.expect_err("broken").attempts());
    }
    assert_eq!(attempts, [3, 2, 1]);
}

#[tokio::test(start_paused = true)]
async fn options_reach_every_attempt_and_what_the_sdk_decides_is_refused() {
    let transport = Transport::new();
    transport.fail(Failure::Broken);
    transport.reply(Reply::json(200, FOUND));
    let client = builder(&transport).tenant("tenant-1").build().expect("good settings");
    let with = client.with(CallOptions::new().header("x-trace", "42").tenant("tenant-7"));
    with.get_client(id()).await.expect("a response");
    for request in transport.requests() {
        assert_eq!((request.header("x-trace"), request.header("x-tenant-id")), (Some("42"), Some("tenant-7")));
    }
    let refused = [
        ("authorization", "Bearer x"),
        ("Host", "x"),
        ("Accept-Encoding", "gzip"),
        ("X-HTTP-Method-Override", "DELETE"),
        ("a b", "x"),
        ("x", "a\nb"),
    ];
    for (name, value) in refused {
        let error = client.with(CallOptions::new().header(name, value)).get_client(id()).await.expect_err(name);
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::InvalidInput, 0));
    }
    let many = (0..30_000).fold(CallOptions::new(), |options, number| options.header(&format!("x-{number}"), "1"));
    let error = client.with(many).get_client(id()).await.expect_err("too many");
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert_eq!(transport.requests().len(), 2);
}
