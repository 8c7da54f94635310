//! Spans after OpenTelemetry's conventions for HTTP clients: one for each call, one for each attempt.

use authms_sdk::{
    Client,
    test_util::{Failure, Reply, Transport},
};

use crate::{canary::Sink, service::id};

/// The last line of each span of this name: with everything that was recorded in it.
fn closed(text: &str, name: &str) -> Vec<String> {
    let mark = format!("{name}{{");
    let ended = text.lines().filter(|line| line.contains(": close ") && line.contains(&mark));
    ended.filter_map(|line| line.rsplit_once(&mark).map(|(_, fields)| fields.to_owned())).collect()
}

fn holds(span: &str, fields: &[&str]) {
    fields.iter().for_each(|field| assert!(span.contains(field), "{field} is not in {span}"));
}

#[tokio::test(start_paused = true)]
async fn a_call_and_each_of_its_attempts_have_a_span() {
    let sink = Sink::default();
    let _here = sink.here();
    let transport = Transport::new();
    transport.fail(Failure::Broken);
    transport.reply(Reply::json(404, "{}"));
    let client = Client::builder("https://auth.example.com/api/v1").transport(&transport).build().expect("settings");
    client.get_client(id()).await.expect_err("not found");
    let attempts = closed(&sink.text(), "authms.http");
    let [first, second] = attempts.as_slice() else { panic!("two attempts: {attempts:?}") };
    for attempt in [first, second] {
        holds(
            attempt,
            &[
                "otel.name=\"GET /admin/oauth/clients/{client_id}\"",
                "otel.kind=\"client\"",
                "otel.status_code=\"ERROR\"",
                "http.request.method=\"GET\"",
                "server.address=\"auth.example.com\" server.port=443",
                "url.full=\"https://auth.example.com/api/v1/admin/oauth/clients/app-123\"",
                "url.template=\"/admin/oauth/clients/{client_id}\"",
            ],
        );
    }
    holds(first, &["error.type=\"transport\""]);
    assert!(!first.contains("resend_count") && !first.contains("response.status_code"), "{first}");
    holds(second, &["http.request.resend_count=1", "http.response.status_code=404", "error.type=\"404\""]);
    let calls = closed(&sink.text(), "authms.call");
    holds(
        calls.iter().find(|call| !call.contains("authms.http")).expect("a call"),
        &[
            "authms.operation=\"get_client\"",
            "authms.attempts=2",
            "error.type=\"api\"",
            "otel.kind=\"internal\"",
            "otel.status_code=\"ERROR\"",
        ],
    );
}

#[tokio::test]
async fn a_success_has_no_error_and_no_value_of_a_query() {
    let sink = Sink::default();
    let _here = sink.here();
    let transport = Transport::new();
    transport.reply(Reply::json(200, r#"{"code":0,"items":[]}"#));
    let client = Client::builder("https://auth.example.com").transport(&transport).build().expect("settings");
    client.list_clients().name("Shop").await.expect("a page");
    let attempts = closed(&sink.text(), "authms.http");
    holds(&attempts[0], &["http.response.status_code=200", "clients?name=REDACTED\""]);
    assert!(!attempts[0].contains("error.type") && !attempts[0].contains("otel.status_code"), "{}", attempts[0]);
}
