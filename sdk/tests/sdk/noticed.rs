//! Contract events and unknown fields.

use std::sync::{Arc, Mutex};

use authms_sdk::{
    Client, ContractEvent, ErrorKind,
    test_util::{Reply, Transport},
};
use serde_json::json;

use crate::{canary::Sink, service::id};

/// What is reported for a response to `get_client`, and the result.
async fn noticed(reply: Reply) -> (Vec<String>, Result<(), ErrorKind>) {
    let transport = Transport::new();
    transport.reply(reply);
    let events = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&events);
    let client = Client::builder("https://auth.example.com")
        .transport(&transport)
        .on_contract_event(move |event: &ContractEvent| sink.lock().expect("no panic").push(event.to_string()))
        .build()
        .expect("good settings");
    let result = client.get_client(id()).await.map(drop).map_err(|error| error.kind());
    let events = events.lock().expect("no panic").clone();
    (events, result)
}

fn found(data: serde_json::Value) -> Reply {
    Reply::json(200, json!({"code": 0, "data": data}).to_string())
}

#[tokio::test]
async fn f04_f08_what_the_contract_does_not_know_is_reported_and_the_call_goes_on() {
    for (reply, said) in [
        (found(json!({"name": "Payments", "status": "active"})), vec![]),
        (found(json!({"status": "archived"})), vec!["get_client: unknown value at `status` (status 200)"]),
        (
            found(json!({"grant_types": ["new", "new"]})),
            vec!["get_client: unknown value at `grant_types` (status 200)"],
        ),
        (found(json!({"colour": "red"})), vec!["get_client: unknown field at `data.colour` (status 200)"]),
        (
            Reply::json(200, r#"{"code":"0","data":{}}"#),
            vec!["get_client: status and code contradict each other at `code` (status 200)"],
        ),
    ] {
        assert_eq!(noticed(reply).await, (said.into_iter().map(str::to_owned).collect(), Ok(())));
    }
}

#[tokio::test]
async fn f08_contradictions_between_status_and_code_have_one_reading() {
    for (status, body, kind, reported) in [
        (200, r#"{"code":7,"data":{}}"#, ErrorKind::Envelope, true),
        (200, r#"{"code":"E7","data":{}}"#, ErrorKind::Envelope, true),
        (200, r#"{"code":{},"data":{}}"#, ErrorKind::Envelope, true),
        (404, r#"{"code":0}"#, ErrorKind::Api, true),
        (404, r#"{"code":"40400"}"#, ErrorKind::Api, true),
        (404, r#"{"code":40400}"#, ErrorKind::Api, false),
    ] {
        let (events, result) = noticed(Reply::json(status, body)).await;
        assert_eq!((result, !events.is_empty()), (Err(kind), reported), "{status} {body}: {events:?}");
    }
    let (events, result) = noticed(Reply::json(418, "{}")).await;
    assert_eq!((events, result), (vec!["get_client: undocumented status (status 418)".into()], Err(ErrorKind::Api)));
}

#[tokio::test]
async fn a_report_is_one_line_of_limited_length() {
    let (events, _) = noticed(found(json!({"a\nb": 1, "x".repeat(1000): 2}))).await;
    assert!(events.iter().all(|event| !event.contains('\n') && event.len() < 200), "{events:?}");
    let many: serde_json::Map<_, _> = (0..5000).map(|number| (format!("field-{number}"), json!(1))).collect();
    assert_eq!(noticed(found(many.into())).await.0.len(), 100);
}

#[tokio::test]
async fn f28_one_response_reports_at_most_a_hundred_unknown_values() {
    for (values, reported) in [(1, 1), (99, 99), (100, 100), (101, 100), (10_000, 100)] {
        let many: Vec<_> = (0..values).map(|number| format!("grant-{number}")).collect();
        let (events, result) = noticed(found(json!({"grant_types": many, "status": "active"}))).await;
        assert_eq!((events.len(), result), (reported, Ok(())), "{values}");
        assert!(events.iter().all(|event| event == "get_client: unknown value at `grant_types` (status 200)"));
    }
    let items: Vec<_> = (0..10_000).map(|number| json!({"status": format!("status-{number}")})).collect();
    let (client, _, events) = watched([Reply::json(200, json!({"code": 0, "items": items}).to_string())]);
    assert_eq!(client.list_clients().await.expect("a page").items.len(), 10_000);
    assert_eq!(events.lock().expect("no panic").len(), 100);
}

#[tokio::test]
async fn f28_a_field_whose_name_looks_like_a_secret_is_not_named_in_a_report() {
    let secret = "sk_live-4eC39HqLyjWDarjtT1";
    for (data, place) in [
        (json!({secret: 1}), "data.[redacted]"),
        (json!({format!("key {secret}!"): 1}), "data.[redacted]"),
        (json!({format!("{}{secret}", " ".repeat(200)): 1}), "data.[redacted]"),
        (json!({"a.b+c/d_e=f-g.h1i2j3": 1}), "data.[redacted]"),
        // Too short, no digit, no letter.
        (json!({"abcdefghijklmnopqr1": 1}), "data.abcdefghijklmnopqr1"),
        (json!({"abcdefghijklmnopqrstuvwxyz": 1}), "data.abcdefghijklmnopqrstuvwxyz"),
        (json!({"01234567890123456789": 1}), "data.01234567890123456789"),
        (json!({"one two three four 5": 1}), "data.one two three four 5"),
    ] {
        let said = format!("get_client: unknown field at `{place}` (status 200)");
        assert_eq!(noticed(found(data)).await, (vec![said], Ok(())));
    }
    let transport = Transport::new();
    transport.reply(found(json!({secret: 1})));
    let client = Client::builder("https://auth.example.com").transport(&transport).build().expect("good settings");
    let response = client.get_client(id()).with_response().await.expect("a client");
    assert_eq!(response.unknown_fields().into_keys().collect::<Vec<_>>(), [format!("/data/{secret}")]);
}

#[tokio::test]
async fn unknown_fields_are_reachable_by_their_pointer() {
    let transport = Transport::new();
    let body = json!({"code": 0, "message": "ok", "timestamp": 7, "trace": 1, "items": [{"name": "a"}, {"colour": {"a/b": 2}}], "total": 2});
    transport.reply(Reply::json(200, body.to_string()).header("x-request-id", "req-1"));
    let client = Client::builder("https://auth.example.com").transport(&transport).build().expect("good settings");
    let page = client.list_clients().send();
    let response = page.with_response().await.expect("a page");
    let fields: Vec<_> = response.unknown_fields().into_iter().collect();
    assert_eq!(fields, [("/items/1/colour".to_owned(), json!({"a/b": 2})), ("/trace".to_owned(), json!(1))]);
    assert_eq!((response.request_id(), response.value().items.len()), (Some("req-1"), 2));
}

#[tokio::test]
async fn calls_can_be_spawned() {
    let transport = Transport::new();
    transport.reply(found(json!({})));
    let client = Client::builder("https://auth.example.com").transport(&transport).build().expect("good settings");
    tokio::spawn(client.get_client(id())).await.expect("no panic").expect("a response");
}

/// A client that gets these replies, what it logs, and the counts of the events that its subscriber gets.
fn watched(replies: impl IntoIterator<Item = Reply>) -> (Client, Sink, Arc<Mutex<Vec<u64>>>) {
    let transport = Transport::new();
    replies.into_iter().for_each(|reply| transport.reply(reply));
    let events = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&events);
    let client = Client::builder("https://auth.example.com")
        .transport(&transport)
        .on_contract_event(move |event| heard.lock().expect("no panic").push(event.count()))
        .build()
        .expect("good settings");
    (client, Sink::default(), events)
}

/// How many events were logged at a level.
fn logged(sink: &Sink, level: &str) -> usize {
    let text = sink.text();
    text.lines().filter(|line| line.contains(level) && line.contains("authms_sdk::contract")).count()
}

#[tokio::test]
async fn f28_an_event_is_a_warning_once_per_client_operation_and_place() {
    let odd = || found(json!({"colour": "red", "size": 7}));
    let (client, sink, events) = watched((0..200).map(|_| odd()));
    let _here = sink.here();
    for _ in 0..100 {
        client.clone().get_client(id()).await.expect("a client");
    }
    assert_eq!((logged(&sink, "WARN"), logged(&sink, "DEBUG")), (2, 198));
    let counts = events.lock().expect("no panic").clone();
    assert_eq!(counts, (1..=100).flat_map(|count| [count, count]).collect::<Vec<_>>());
    // Another operation, and another client.
    client.update_client(id(), &authms_sdk::UpdateClient::new()).await.expect("a client");
    assert_eq!(logged(&sink, "WARN"), 4);
    watched([odd()]).0.get_client(id()).await.expect("a client");
    assert_eq!(logged(&sink, "WARN"), 6);
}

#[tokio::test]
async fn f28_every_kind_of_event_is_counted_by_its_place() {
    let contradicting = || Reply::json(404, r#"{"code":"40400"}"#);
    for (replies, warnings) in [
        ([found(json!({"status": "a"})), found(json!({"status": "b"}))], 1),
        ([found(json!({"status": "a"})), found(json!({"fapi_profile": "b"}))], 2),
        ([found(json!({"status": "a"})), found(json!({"statuses": "b"}))], 2),
        ([Reply::json(418, "{}"), Reply::json(418, "{}")], 1),
        ([Reply::json(418, "{}"), Reply::json(419, "{}")], 2),
        ([contradicting(), contradicting()], 1),
    ] {
        let (client, sink, events) = watched(replies);
        let _here = sink.here();
        let _ = client.get_client(id()).await;
        let _ = client.get_client(id()).await;
        let heard = events.lock().expect("no panic").clone();
        assert_eq!((logged(&sink, "WARN"), logged(&sink, "DEBUG")), (warnings, 2 - warnings), "{heard:?}");
    }
}

#[tokio::test]
async fn f28_random_field_names_fill_neither_the_log_nor_the_memory() {
    let fields = |page: usize| -> serde_json::Map<_, _> {
        (0..100).map(|field| (format!("field-{page}-{field}"), json!(1))).collect()
    };
    let (client, sink, events) = watched((0..12).chain([0, 11]).map(|page| found(fields(page).into())));
    let _here = sink.here();
    for _ in 0..14 {
        client.get_client(id()).await.expect("a client");
    }
    // A thousand places, and one line that says so.
    assert_eq!((logged(&sink, "WARN"), logged(&sink, "DEBUG")), (1001, 399));
    assert_eq!(sink.text().matches("further ones are not told apart").count(), 1);
    // Known places are still counted, and unknown ones all together.
    let counts = events.lock().expect("no panic").clone();
    assert_eq!(counts[1200..1300], [2; 100]);
    assert_eq!(counts[1300..], (201..=300).collect::<Vec<u64>>());
}
