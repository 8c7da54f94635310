//! Errors that people can use: what they print, what they never print, and what an application can ask them.

use std::time::Duration;

use authms_sdk::{
    AccessToken, BoxError, CallOptions, Client, ClientBuilder, Error, ErrorKind, RetryPolicy, SecretId, TokenCache,
    UpdateClient, decode_response,
    test_util::{Failure, Reply, Transport},
};
use proptest::prelude::*;
use serde_json::json;

use crate::{
    broken,
    service::{TOKEN, id},
};

fn refusal(status: u16, message: &str) -> Reply {
    Reply::json(status, json!({"code": 40_000_201, "message": message}).to_string())
}

fn builder(transport: &Transport) -> ClientBuilder {
    Client::builder("https://auth.example.com/api/v1")
        .bearer_token(TOKEN)
        .retry(RetryPolicy::new().attempts(1))
        .transport(transport)
}

/// The error of an update that gets this reply.
async fn refused(reply: Reply) -> Error {
    let transport = Transport::new();
    transport.reply(reply);
    let client = builder(&transport).build().expect("good settings");
    client.update_client(id(), &UpdateClient::new()).await.expect_err("refused")
}

/// What is shown of a message.
async fn said(message: &str) -> String {
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
async fn f27_what_may_be_a_secret_is_not_shown() {
    let run = "q9".repeat(10);
    for (message, shown) in [
        (format!("bad token {run}"), "bad token [redacted]"),
        (format!("bad token \"{run}\"."), "bad token \"[redacted]\"."),
        (format!("({}9)", "a".repeat(18)), "(aaaaaaaaaaaaaaaaaa9)"),
        (format!("({})", "a".repeat(30)), "(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)"),
        (format!("({})", "7".repeat(30)), "(777777777777777777777777777777)"),
        (format!("bad token {TOKEN}"), "bad token [redacted]"),
        ("bad token canary-tok…".into(), "bad token [redacted]…"),
        ("bad token canary\u{200b}-tok\u{1b}[1men-\n9f2c".into(), "bad token [redacted]"),
        ("bad token canary%2Dtoken\\u002d9f2c".into(), "bad token [redacted]"),
        ("bad token CANARY-TOKEN-9F2C".into(), "bad token [redacted]"),
        (format!("{}{TOKEN}", "é".repeat(195)), &("é".repeat(195) + "…")),
        (format!("{}{run}", "x ".repeat(998)), &("x ".repeat(99) + "x…")),
        // What the reading of a long message cuts off may be the beginning of a secret.
        (format!("{} {TOKEN}", "q9q".repeat(664)), "[redacted] …"),
    ] {
        assert_eq!(said(&message).await, shown, "{message:?}");
    }
}

#[tokio::test]
async fn f27_a_token_that_is_split_or_escaped_is_not_shown() {
    let characters: Vec<String> = TOKEN.chars().map(String::from).collect();
    for split in [
        " ",
        "\n",
        "\u{200b}",
        "\u{301}",
        "\u{1ab0}",
        "\u{1dc0}",
        "\u{20d0}",
        "\u{fe20}",
        "\u{2800}",
        "\u{13430}",
        "\u{1b}[0m",
        "\u{1b}(B",
        "\u{1b}Px\u{1b}\\",
        "\u{1b}_x\u{1b}\\",
        "\u{9f}x\u{9c}",
        "\\u200b",
        "\\u001b[0m",
        "\\x1b[0m",
        "%E2%80%8B",
        "%CC%81",
        "\\\\u200b",
        "%25E2%2580%258B",
        "&#x200b;",
        "&amp;#8203;",
        "\\u{301}",
        "\\n",
        "\\\\n",
    ] {
        let message = format!("bad token {}", characters.join(split));
        assert_eq!(said(&message).await, "bad token [redacted]", "{split:?}");
    }
    let escaped = |escape: &dyn Fn(u32) -> String| TOKEN.chars().map(|c| escape(c.into())).collect::<String>();
    for token in [
        escaped(&|c| format!("%{c:02x}")),
        escaped(&|c| format!("%25{c:02X}")),
        escaped(&|c| format!("\\u{c:04x}")),
        escaped(&|c| format!("\\\\u{c:04x}")),
        escaped(&|c| format!("\\u{{{c:x}}}")),
        escaped(&|c| format!("\\x{c:02x}")),
        escaped(&|c| format!("\\{c:03o}")),
        escaped(&|c| format!("&#{c};")),
        escaped(&|c| format!("&#x{c:x};")),
        escaped(&|c| format!("&amp;#{c};")),
    ] {
        assert_eq!(said(&format!("bad token {token}.")).await, "bad token [redacted].", "{token}");
    }
}

#[tokio::test]
async fn f27_the_ids_of_the_call_stay_readable() {
    let (client, secret) = ("7f3a9c12-0d5e-4b7a-9f2c-41b7aa00ee11", "5e00000000000000secret01");
    let another = "11ee00aa-7b14-c2f9-a7b4-e5d021c9a3f7";
    for (message, shown) in [
        (format!("no client {client}"), format!("no client {client}")),
        (format!("no client {client}."), format!("no client {client}")),
        (format!("no secret \"{secret}\" of {client}"), format!("no secret \"{secret}\" of {client}")),
        (format!("client_id={client}, x"), format!("client_id {client}, x")),
        (
            format!("GET /clients/{client}/secrets/{secret}: no"),
            format!("GET [redacted]{client}[redacted]{secret}: no"),
        ),
        (format!("it is {another}"), "it is [redacted]".into()),
        (format!("{client}.{another}"), format!("{client}[redacted]")),
        (format!("{} {client} is", "é".repeat(180)), "é".repeat(180) + "…"),
        (format!("{} {client} is", "é".repeat(162)), format!("{} {client}…", "é".repeat(162))),
    ] {
        let transport = Transport::new();
        transport.reply(refusal(404, &message));
        let sdk = builder(&transport).build().expect("good settings");
        let secret = SecretId::new(secret).expect("an id");
        let error = sdk.delete_client_secret(client, &secret).await.expect_err("refused");
        assert_eq!(error.to_string().split_once("): ").expect("a message").1, shown);
        assert_eq!(error.message(), Some(message.as_str()));
    }
}

#[tokio::test]
async fn f27_an_id_within_a_secret_or_around_a_token_hides_nothing_from_the_rules() {
    for (own, message, shown) in [
        ("zq", format!("it is {}", "zq9q".repeat(6)), "it is [redacted]"),
        ("app-s3cr", "no app-s3cr".into(), "no app-[redacted]"),
    ] {
        let transport = Transport::new();
        transport.reply(refusal(404, &message));
        let client = builder(&transport).bearer_token("s3cr").build().expect("good settings");
        let error = client.get_client(own).await.expect_err("refused");
        assert_eq!(error.to_string().split_once("): ").expect("a message").1, shown);
    }
}

#[tokio::test]
async fn f27_no_secret_that_the_call_knows_is_shown() {
    for field in ["client_secret", "secret_value", "new_secret"] {
        for (status, body) in [
            (400, json!({"message": "made s3cr", "data": {field: "s3cr"}}).to_string()),
            (200, json!({"code": 7, "message": "made s3cr", "data": [{field: ["s3cr"]}]}).to_string()),
            (500, format!("{{\"message\":\"made s3cr\",\"data\":{{\"{field}\":\"s3cr")),
        ] {
            let error = refused(Reply::json(status, body)).await;
            assert!(error.to_string().ends_with(": made [redacted]"), "{error}");
            let error = decode_response("rotate_client_secret", status, None, error.body()).expect_err("refused");
            assert!(error.to_string().ends_with(": made [redacted]"), "{error}");
        }
    }
    let transport = Transport::new();
    transport.reply(refusal(400, "x-key open-sesame, tenant tenant-7, trace 42"));
    let options = CallOptions::new().header("x-key", "open-sesame").header("x-trace", "42");
    let client = builder(&transport).tenant("tenant-7").build().expect("good settings").with(options);
    let error = client.get_client(id()).await.expect_err("refused");
    assert!(error.to_string().ends_with(": x-key [redacted], tenant [redacted], trace 42"), "{error}");
}

#[tokio::test]
async fn f27_no_value_of_a_header_that_the_caller_added_is_shown_from_4_bytes_on() {
    for (value, is_shown) in [
        ("123", true),
        ("1234", false),
        ("hunter2", false),
        ("acme-42", false),
        ("пароль-geheim-ß", false),
        ("密钥", false),
    ] {
        let options = [CallOptions::new().header("x-key", value), CallOptions::new().tenant(value), CallOptions::new()];
        for (options, is_sent) in options.into_iter().zip([true, true, false]) {
            let transport = Transport::new();
            transport.reply(refusal(400, &format!("not {value}, not {}", value.to_uppercase().replace("SS", "ß"))));
            let client = builder(&transport).build().expect("good settings").with(options);
            let line = client.get_client(id()).await.expect_err("refused").to_string();
            let is_hidden = is_sent && !is_shown;
            assert_eq!(line.matches("[redacted]").count(), if is_hidden { 2 } else { 0 }, "{line}");
            assert_eq!(line.contains(value), !is_hidden, "{line}");
        }
    }
}

#[tokio::test]
async fn f27_no_token_that_the_call_has_sent_is_shown() {
    let transport = Transport::new();
    transport.reply(refusal(401, ""));
    transport.reply(refusal(401, "neither first-one nor second-1"));
    let tokens = std::sync::Mutex::new(vec!["second-1", "first-one"]);
    let tokens = TokenCache::new(move || {
        let next = tokens.lock().expect("no panic").pop().expect("two tokens");
        async move { AccessToken::new(next) }
    });
    let client = builder(&transport).token_provider(tokens).build().expect("good settings");
    let error = client.get_client(id()).await.expect_err("refused twice");
    assert_eq!(error.attempts(), 2);
    assert!(error.to_string().ends_with(": neither [redacted] nor [redacted]"), "{error}");
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

/// Parts of a message: words, odd characters, and what must not be shown.
fn part() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ a-zA-Z0-9\"':,()]{0,12}",
        "[A-Za-z0-9+/_=.-]{15,60}",
        any::<String>(),
        Just("\u{1b}[31m".to_owned()),
        Just("$token".to_owned()),
        Just("$secret".to_owned()),
        Just("$id".to_owned()),
        Just("$split".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn f27_no_message_shows_a_secret_or_leaves_its_line(
        parts in prop::collection::vec(part(), 0..12),
        token in "[A-Za-z][A-Za-z0-9+/_=.~-]{5,30}#",
        secret in "[ -~]{4,30}!",
        own in "[a-z0-9-]{1,40}",
    ) {
        prop_assume!(own != "." && own != ".." && secret.trim() == secret && !token.contains(&own) && !secret.contains(&own));
        let split: String = token.chars().flat_map(|c| ['\u{200b}', c]).collect();
        let message: String = parts.concat().replace("$token", &token).replace("$secret", &secret).replace("$split", &split).replace("$id", &format!(" {own} "));
        let body = json!({"code": 1, "message": message, "data": {"new_secret": secret}}).to_string();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let error = runtime.block_on(async {
            let transport = Transport::new();
            transport.reply(Reply::json(400, body));
            let client = builder(&transport).bearer_token(token.as_str()).build().expect("good settings");
            client.get_client(own.as_str()).await.expect_err("refused")
        });
        let line = error.to_string();
        let shown = line.strip_prefix("get_client: the service refuses the call (status 400, code 1)").expect("the rest");
        let shown = shown.strip_prefix(": ").unwrap_or(shown);
        prop_assert!(!shown.contains(&token) && !shown.contains(&secret), "{shown}");
        prop_assert!(shown.chars().count() <= 200, "{shown}");
        prop_assert!(!shown.contains(|c: char| c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')), "{shown}");
        for run in shown.split(|c: char| !c.is_ascii_alphanumeric() && !"+/_=.-".contains(c)) {
            let looks_secret = run.len() >= 20 && run.contains(|c: char| c.is_ascii_alphabetic()) && run.contains(|c: char| c.is_ascii_digit());
            prop_assert!(!looks_secret || run == own, "{run} in {shown}");
        }
        prop_assert_eq!(error.message(), Some(message.as_str()));
    }
}
