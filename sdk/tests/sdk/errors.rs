//! Errors that people can use: what they print, what they never print, and what an application can ask them.

use std::time::Duration;

use authms_sdk::{
    AccessToken, BoxError, Client, ClientBuilder, Error, ErrorKind, RetryPolicy, TokenCache, UpdateClient,
    decode_response,
    test_util::{Failure, Reply, Transport},
};
use serde_json::json;

use crate::{
    broken,
    service::{TOKEN, id},
};

pub(crate) fn refusal(status: u16, message: &str) -> Reply {
    Reply::json(status, json!({"code": 40_000_201, "message": message}).to_string())
}

pub(crate) fn builder(transport: &Transport) -> ClientBuilder {
    Client::builder("https://auth.example.com/api/v1")
        .bearer_token(TOKEN)
        .retry(RetryPolicy::new().attempts(1))
        .transport(transport)
}

/// The error of an update that gets this reply.
pub(crate) async fn refused(reply: Reply) -> Error {
    let transport = Transport::new();
    transport.reply(reply);
    let client = builder(&transport).build().expect("good settings");
    client.update_client(id(), &UpdateClient::new()).await.expect_err("refused")
}

/// What is shown of a message.
pub(crate) async fn said(message: &str) -> String {
    let line = refused(refusal(400, message)).await.to_string();
    let before = "update_client: the service refuses the call (status 400, code 40000201)";
    line.strip_prefix(before).expect("the rest of the line").trim_start_matches(": ").to_owned()
}

#[tokio::test]
async fn f27_an_error_is_one_line_with_all_that_an_operator_needs() {
    let reply = refusal(400, "scopes: unknown scope \"x\"").header("x-request-id", "req-1");
    let wanted = "update_client: the service refuses the call (status 400, code 40000201, request id req-1): scopes: unknown scope \"x\"";
    assert_eq!(refused(reply).await.to_string(), wanted);
    let wanted = "update_client: not found (status 404); hint: does the base URL have the gateway's prefix?";
    assert_eq!(refused(Reply::json(404, "<html>")).await.to_string(), wanted);
    let error = refused(Reply::json(200, r#"{"code":0,"data":{"name":7}}"#)).await;
    assert_eq!(
        format!("{error:?}"),
        "update_client: the response cannot be read at `data.name` (status 200, took effect)"
    );
}

#[tokio::test]
async fn f27_a_request_id_is_shown_if_it_is_short_and_printable() {
    let long = ["x"; 128].concat();
    for (given, shown) in [("7f3a9c12-0d5e-4b7a-9f2c-41b7aa00ee11", true), (&long, true), (&format!("{long}x"), false)]
    {
        let line = refused(refusal(400, "").header("x-request-id", given)).await.to_string();
        assert_eq!(line.ends_with(&format!(", request id {given})")), shown, "{line}");
        assert_eq!(line.contains("request id"), shown, "{line}");
    }
    for odd in ["", "two words", "tab\there", &format!("req-{TOKEN}")] {
        let line = refused(refusal(400, "").header("x-request-id", odd)).await.to_string();
        assert!(!line.contains("request id"), "{line}");
    }
}

#[tokio::test]
async fn f27_a_message_is_shown_on_one_line_of_at_most_200_characters() {
    for (message, shown) in [
        ("", ""),
        (" \n ", ""),
        ("a\r\nb\t\tc\u{2028}d\u{85}e", "a b c d e"),
        ("a\u{0}b\u{7}c\u{202e}d\u{200b}e\u{feff}", "abcde"),
        ("\u{1b}[31mred\u{1b}[0m \u{1b}]0;title\u{7}x \u{9b}1my", "red x y"),
        ("未知的客户端", "未知的客户端"),
    ] {
        assert_eq!(said(message).await, shown, "{message:?}");
    }
    assert_eq!(said(&"é".repeat(200)).await, "é".repeat(200));
    assert_eq!(said(&"é".repeat(201)).await, "é".repeat(199) + "…");
    assert_eq!(said(&"word ".repeat(9999)).await.chars().count(), 200);
}

#[tokio::test]
async fn f27_a_switch_leaves_the_message_out() {
    let transport = Transport::new();
    transport.reply(refusal(400, "no"));
    let client = builder(&transport).hide_messages().build().expect("good settings");
    let error = client.get_client(id()).await.expect_err("refused");
    assert_eq!(format!("{error:?}"), "get_client: the service refuses the call (status 400, code 40000201)");
    assert_eq!(error.message(), Some("no"));
}

#[tokio::test]
async fn f27_debug_says_why_there_was_no_connection_or_no_token() {
    let none = RetryPolicy::new().attempts(1);
    let client = Client::builder("http://127.0.0.1:1").retry(none).build().expect("good settings");
    let error = client.get_client(id()).await.expect_err("nobody listens");
    let shown = format!("{error:?}");
    assert!(
        shown.starts_with(
            "get_client: no connection to the service (http://127.0.0.1:1), caused by: error sending request: "
        ),
        "{shown}"
    );
    assert!(shown.to_lowercase().contains("connection refused"), "{shown}");
    assert_eq!((&shown, &shown), (&format!("{error:#?}"), &format!("{error:#}")));
    assert!(!error.to_string().contains("caused by"), "{error}");

    let client = Client::builder("https://auth.invalid").retry(none).no_proxy().build().expect("good settings");
    let shown = format!("{:?}", client.get_client(id()).await.expect_err("no such name"));
    assert!(shown.contains("dns error"), "{shown}");

    let address = broken::server("nonsense", "", false).await;
    let client = Client::builder(address).retry(none).build().expect("good settings");
    let shown = format!("{:?}", client.get_client(id()).await.expect_err("no HTTP"));
    assert!(shown.contains("the response is not valid HTTP (http://127.0.0.1:"), "{shown}");

    let tokens = TokenCache::new(async || Err::<AccessToken, _>("the token endpoint\nis down"));
    let client = Client::builder("https://auth.invalid").token_provider(tokens).build().expect("good settings");
    let error = client.get_client(id()).await.expect_err("no token");
    let shown = format!("{error:?}");
    assert!(shown.starts_with("get_client: there is no token to send, caused by: "), "{shown}");
    assert!(shown.ends_with(": the token endpoint is down"), "{shown}");
}

#[tokio::test]
async fn f27_an_error_that_is_its_own_cause_is_printed_all_the_same() {
    /// Its own source, or the one of the other.
    #[derive(Debug)]
    struct Endless(&'static str, Option<&'static Endless>);
    impl std::fmt::Display for Endless {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(self.0)
        }
    }
    impl std::error::Error for Endless {
        fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
            self.1.map(|other| other as _)
        }
    }
    static ONE: Endless = Endless("one", Some(&OTHER));
    static OTHER: Endless = Endless("other", Some(&ONE));
    static SAME: Endless = Endless("same", Some(&SAME));
    for (first, printed) in [(&SAME, "first: same".to_owned()), (&ONE, format!("first{}", ": one: other".repeat(7)))] {
        let tokens = TokenCache::new(move || std::future::ready(Err::<AccessToken, _>(Endless("first", Some(first)))));
        let client = Client::builder("https://auth.invalid").token_provider(tokens).build().expect("good settings");
        let shown = format!("{:?}", client.get_client(id()).await.expect_err("no token"));
        assert!(shown.ends_with(&printed), "{shown}");
    }
}

#[tokio::test]
async fn f27_a_cause_does_not_show_the_token_either() {
    let transport = Transport::new();
    transport.reply(refusal(401, ""));
    struct Provider;
    impl authms_sdk::TokenProvider for Provider {
        fn token<'a>(
            &'a self,
            request: authms_sdk::TokenRequest<'a>,
        ) -> authms_sdk::BoxFuture<'a, Result<AccessToken, BoxError>> {
            let told =
                if request.refused().is_some() { Err(format!("{TOKEN} is all there is").into()) } else { Ok(()) };
            Box::pin(async move { told.and_then(|()| Ok(AccessToken::new(TOKEN)?)) })
        }
    }
    let client = builder(&transport).token_provider(Provider).build().expect("good settings");
    let shown = format!("{:?}", client.get_client(id()).await.expect_err("refused"));
    assert!(shown.ends_with(", caused by: [redacted] is all there is"), "{shown}");
}

/// The names of what holds for an error.
fn holds(error: &Error) -> Vec<&'static str> {
    let questions = [
        ("unavailable", error.is_unavailable()),
        ("timeout", error.is_timeout()),
        ("unauthorized", error.is_unauthorized()),
        ("forbidden", error.is_forbidden()),
        ("not found", error.is_not_found()),
        ("conflict", error.is_conflict()),
    ];
    questions.into_iter().filter_map(|(name, holds)| holds.then_some(name)).collect()
}

#[test]
fn each_status_has_at_most_one_name() {
    for status in (100..600).filter(|status| *status != 200) {
        let wanted: &[&str] = match status {
            401 => &["unauthorized"],
            403 => &["forbidden"],
            404 => &["not found"],
            409 => &["conflict"],
            408 | 429 | 502 | 503 | 504 => &["unavailable"],
            _ => &[],
        };
        for body in ["", "<html>", r#"{"code":0}"#, r#"{"code":40400001,"message":"x"}"#] {
            for operation in ["get_client", "update_client", "delete_client", "create_client"] {
                if let Err(error) = decode_response(operation, status, None, body.as_bytes()) {
                    assert_eq!(holds(&error), wanted, "{operation} {status} {body}");
                }
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn each_way_to_fail_without_a_status_has_its_names() {
    for (failure, kind, wanted) in [
        (Failure::Connect, ErrorKind::Connect, vec!["unavailable"]),
        (Failure::Broken, ErrorKind::Transport, vec!["unavailable"]),
        (Failure::Silence, ErrorKind::Timeout, vec!["unavailable", "timeout"]),
    ] {
        let transport = Transport::new();
        transport.fail(failure);
        let client = builder(&transport).deadline(Duration::from_secs(1)).build().expect("good settings");
        let error = client.get_client(id()).await.expect_err("a failure");
        assert_eq!((error.kind(), holds(&error)), (kind, wanted));
    }
    let tokens = TokenCache::new(async || Err::<AccessToken, _>("down"));
    let client = builder(&Transport::new()).token_provider(tokens).build().expect("good settings");
    let none: Vec<&str> = Vec::new();
    assert_eq!(holds(&client.get_client(id()).await.expect_err("no token")), none);
    for body in [r#"{"code":40400001}"#, "<html>", r#"{"code":0}"#] {
        assert_eq!(holds(&decode_response("get_client", 200, None, body.as_bytes()).expect_err("unusable")), none);
    }
}

#[tokio::test]
async fn a_certificate_that_is_not_trusted_does_not_mean_that_the_service_is_unavailable() {
    let transport = Transport::new();
    transport.fail(authms_sdk::test_util::Failure::Untrusted);
    let client = builder(&transport).build().expect("good settings");
    let error = client.get_client(id()).await.expect_err("not trusted");
    assert_eq!((error.is_unavailable(), error.is_retryable(), error.attempts()), (false, false, 1));
}
