//! What an error leaves out of the service's message: tokens, secrets, and what may be one.

use authms_sdk::{
    AccessToken, CallOptions, SecretId, TokenCache, decode_response,
    test_util::{Reply, Transport},
};
use proptest::prelude::*;
use serde_json::json;

use crate::{
    errors::{builder, refusal, refused, said},
    service::{TOKEN, id},
};

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
async fn f27_a_secret_of_the_response_is_known_however_its_field_is_spelled() {
    for body in [
        r#"{"message":"made s-1word","data":{"secret\u005fvalue":"s-1word"}}"#,
        r#"{"message":"made s-1word","data":{"clientSecret":"s-1word"}}"#,
        r#"{"message":"made s-1word","data":{"New-Secret":["x", "s-1word"]}}"#,
        r#"{"message":"made s-1word","data":"{\"secret_value\":\"s-1word\"}"}"#,
        r#"{"message":"made s-1word","data":"[\"{\\\"secret_value\\\":\\\"s-1word\\\"}\"]"}"#,
        r#"{"message":"made 1234567","data":{"secret_value":1234567}}"#,
        "\u{feff}{\"message\":\"made 1234567\",\"data\":{\"secret_value\":1234567}}",
    ] {
        let error = refused(Reply::json(400, body)).await;
        assert!(error.to_string().ends_with(": made [redacted]"), "{error} {body}");
        let error = decode_response("get_client", 400, None, error.body()).expect_err("refused");
        assert!(error.to_string().ends_with(": made [redacted]"), "{error} {body}");
    }
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

/// The line of an error whose response has these secrets.
async fn line(message: &str, secrets: Vec<String>) -> String {
    let secrets: Vec<_> = secrets.into_iter().map(|secret| json!({"client_secret": secret})).collect();
    let body = json!({"code": 7, "message": message, "data": secrets}).to_string();
    refused(Reply::json(400, body).header("x-request-id", "req-1")).await.to_string()
}

#[tokio::test]
async fn f27_with_more_secrets_than_are_compared_nothing_of_the_message_is_shown() {
    let many = |number: usize| (0..number).map(|number| format!("<{number}>")).collect::<Vec<_>>();
    let long = |length: usize| vec!["<".repeat(length / 2), ">".repeat(length - length / 2)];
    // The token is one of them.
    let (most, most_chars) = (100 - 1, 50_000 - TOKEN.len());
    let what = "update_client: the service refuses the call (status 400, code 7";
    for secrets in [many(most), long(most_chars), vec!["<1>".to_owned(); 1_000]] {
        assert_eq!(
            line("no <1>", secrets.clone()).await.split_once(", request id req-1): no "),
            Some((what, if secrets.len() == 2 { "<1>" } else { "[redacted]" }))
        );
    }
    for secrets in [many(most + 1), long(most_chars + 1)] {
        assert_eq!(line("no <1>", secrets).await, format!("{what})"));
    }
}

#[tokio::test]
async fn f27_no_response_makes_an_error_slow() {
    let message = "ab".repeat(1_000);
    let mut secrets: Vec<String> = (0..100_000).map(|number| format!("ab{number}")).collect();
    secrets.push("ab".repeat(500_000) + "c");
    assert!(!line(&message, secrets).await.contains("ab"));
    // As many as are compared, each of which nearly matches everywhere.
    let nearly = |number: usize| "ab".repeat(240) + &format!("c{number}");
    let message = format!("{} {}", "ab".repeat(500), "%61\\x62".repeat(100));
    let shown = line(&message, (0..99).map(nearly).collect()).await;
    assert!(shown.ends_with(": [redacted]"), "{shown}");
    let (escapes, texts) = ("\u{1b}P".repeat(100_000), "{\"client_secret\":\"".repeat(20_000));
    assert!(line(&escapes, vec![texts]).await.starts_with("update_client: "));
}

#[tokio::test]
async fn f27_any_part_of_a_long_token_is_hidden() {
    let token: String = (0..2_000).map(|number| format!("{number:04}-")).collect();
    for start in [0, 1, 4_999, 9_992] {
        let transport = Transport::new();
        transport.reply(refusal(401, &format!("it is <{}>", &token[start..start + 8])));
        transport.reply(refusal(401, &format!("it is <{}>", &token[start..start + 8])));
        let client = builder(&transport).bearer_token(token.as_str()).build().expect("good settings");
        let error = client.get_client(id()).await.expect_err("refused").to_string();
        assert!(error.ends_with(": it is <[redacted]>"), "{error}");
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
