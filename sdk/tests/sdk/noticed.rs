//! Contract events and unknown fields.

use std::sync::{Arc, Mutex};

use authms_sdk::{
    Client, ContractEvent, ErrorKind,
    test_util::{Reply, Transport},
};
use serde_json::json;

use crate::service::id;

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
    let result = client.get_client(&id()).await.map(drop).map_err(|error| error.kind());
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
async fn unknown_fields_are_reachable_by_their_pointer() {
    let transport = Transport::new();
    let body = json!({"code": 0, "trace": 1, "items": [{"name": "a"}, {"colour": {"a/b": 2}}], "total": 2});
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
    tokio::spawn(client.get_client(&id())).await.expect("no panic").expect("a response");
}
