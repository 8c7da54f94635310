//! Each of the three tokens in every way that it can be wrong, and in every way that it can be given.

use std::sync::LazyLock;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{command, finish, mock, run, stderr, stdout};
use crate::{
    defect_proxy::{DefectProxy, Rewrite},
    recorder::{Recorder, Reply},
};

/// The flag of each token, its variable, what it is called, and the mock's.
const KINDS: [(&str, &str, &str, &str); 3] = [
    ("--token", "AUTHMS_TOKEN", "the administrator's token", "mock-admin"),
    ("--user-token", "AUTHMS_USER_TOKEN", "the user's token", "mock-user"),
    ("--other-tenant-token", "AUTHMS_OTHER_TENANT_TOKEN", "the other tenant's token", "mock-other-admin"),
];

const CASE: [&str; 2] = ["--case", "get_client.changes_nothing"];

/// A text without the line breaks of its columns.
fn unwrapped(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn jwt(claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.c2ln", part(&json!({"alg": "RS256"})), part(claims))
}

fn claims(role: &str, tenant: &str, lives: SignedDuration) -> Value {
    json!({"role": role, "tenant_id": tenant, "exp": (Timestamp::now() + lives).as_second(), "sub": format!("{role}-{tenant}")})
}

/// Tokens of the three kinds that fit together, the same at each call.
fn fitting() -> [String; 3] {
    static FITTING: LazyLock<[String; 3]> = LazyLock::new(|| {
        let hour = SignedDuration::from_hours(1);
        [jwt(&claims("admin", "t-1", hour)), jwt(&claims("member", "t-1", hour)), jwt(&claims("admin", "t-2", hour))]
    });
    FITTING.clone()
}

/// A server that accepts these tokens as the mock does its own.
async fn accepting(tokens: [String; 3], refused: Option<&'static str>) -> Recorder {
    let list = r#"{"code":0,"message":"ok","data":{"client_id":"app-1","name":"A"},"items":[{"client_id":"app-1"}],"total":1,"pagination":{}}"#;
    Recorder::start(move |asked| -> Reply {
        let known = tokens.iter().position(|token| asked.is_by(token));
        let json = ("content-type", "application/json".to_owned());
        let challenge = |text: &str| ("www-authenticate", text.to_owned());
        match known {
            Some(1) => (403, vec![json], r#"{"code":40300001,"message":"forbidden"}"#.to_owned()),
            Some(_) => (200, vec![json], list.to_owned()),
            None => {
                let said = refused.unwrap_or("Bearer");
                (401, vec![json, challenge(said)], r#"{"code":40100001,"message":"unauthorized"}"#.to_owned())
            }
        }
    })
    .await
}

/// Runs read-only with these tokens; the exit code, and what is said, with every request that was sent a read.
async fn with(server: &Recorder, tokens: &[String; 3]) -> (Option<i32>, String) {
    let url = format!("{}/api/v1", server.origin());
    let mut args = vec!["run", "--read-only", "--base-url", &url];
    for ((flag, ..), token) in KINDS.iter().zip(tokens) {
        args.extend([*flag, token]);
    }
    let output = run(&[&args[..], &CASE].concat()).await;
    let text = stdout(&output) + &stderr(&output);
    assert!(server.asked().iter().all(|asked| asked.method == "GET"), "{text}");
    for token in tokens {
        assert!(!text.contains(token.as_str()), "{text}");
    }
    (output.status.code(), text)
}

#[tokio::test]
async fn a_token_that_is_not_accepted_is_named_with_what_the_service_says_and_what_else_it_could_mean() {
    let quoted = r#"Bearer realm="x", error="invalid_token", error_description="The access token expired""#;
    for (index, (flag, _, name, _)) in KINDS.into_iter().enumerate() {
        let server = accepting(fitting(), Some(quoted)).await;
        let mut tokens = fitting();
        tokens[index] = format!("opaque-{index}");
        let (code, text) = with(&server, &tokens).await;
        assert_eq!(code, Some(78), "{text}");
        let said = format!("{name} is not accepted (status 401: \"The access token expired\")\n  hint: ");
        assert!(text.contains(&said) && text.contains(flag) && text.contains("it could also be"), "{text}");
        let silent = accepting(fitting(), None).await;
        let (_, text) = with(&silent, &tokens).await;
        assert!(text.contains(&format!("{name} is not accepted (status 401, application/json")), "{text}");
    }
}

#[tokio::test]
async fn a_token_that_has_expired_is_named_with_the_time_and_one_that_soon_will_is_noted() {
    for (index, (flag, _, name, _)) in KINDS.into_iter().enumerate() {
        let roles = [("admin", "t-1"), ("member", "t-1"), ("admin", "t-2")];
        let mut tokens = fitting();
        let (role, tenant) = roles[index];
        tokens[index] = jwt(&claims(role, tenant, SignedDuration::from_mins(-5)));
        let (code, text) = with(&accepting(fitting(), None).await, &tokens).await;
        assert_eq!(code, Some(78), "{text}");
        assert!(text.contains(&format!("{name} expired at 20")), "{text}");
        tokens[index] = jwt(&claims(role, tenant, SignedDuration::from_mins(5)));
        let (code, text) = with(&accepting(tokens.clone(), None).await, &tokens).await;
        assert_ne!(code, Some(78), "{text}");
        assert!(
            unwrapped(&text).contains(&format!("{name} expires at"))
                && unwrapped(&text).contains(&format!("`{flag}-command CMD`")),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_token_that_only_looks_expired_by_a_clock_that_is_ahead_does_not_stop_the_run() {
    let mut tokens = fitting();
    tokens[0] = jwt(&claims("admin", "t-1", SignedDuration::from_mins(-5)));
    let hour_ago = (Timestamp::now() - SignedDuration::from_hours(1)).strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let known = tokens.clone();
    let server = Recorder::start(move |asked| {
        let headers = vec![("content-type", "application/json".to_owned()), ("date", hour_ago.clone())];
        let forbidden = asked.is_by(&known[1]);
        let body = r#"{"code":0,"message":"ok","data":{"client_id":"app-1","name":"A"},"items":[{"client_id":"app-1"}],"total":1}"#;
        if forbidden { (403, headers, r#"{"code":40300001}"#.to_owned()) } else { (200, headers, body.to_owned()) }
    })
    .await;
    let (code, text) = with(&server, &tokens).await;
    assert!(unwrapped(&text).contains("by this machine's clock, but not by the server's"), "{text}");
    assert_ne!(code, Some(78), "{text}");
}

#[tokio::test]
async fn what_tokens_say_about_role_and_tenant_must_fit_together() {
    let hour = SignedDuration::from_hours(1);
    let table: [(usize, Value, &str); 3] = [
        (
            1,
            json!({"role": "admin", "tenant_id": "t-1"}),
            "the user's token has the role of the administrator's token (`admin`)",
        ),
        (1, claims("member", "t-2", hour), "the user's token is of the tenant `t-2`, the administrator's of `t-1`"),
        (
            2,
            json!({"role": "admin", "tenant_id": "t-1", "sub": "x"}),
            "the other tenant's token is of the administrator's tenant (`t-1`)",
        ),
    ];
    for (index, wrong, said) in table {
        let mut tokens = fitting();
        tokens[index] = jwt(&wrong);
        let (code, text) = with(&accepting(tokens.clone(), None).await, &tokens).await;
        assert_eq!(code, Some(78), "{text}");
        assert!(text.contains(said) && text.contains("; or "), "{text}");
    }
    let tokens = fitting();
    let (code, text) = with(&accepting(tokens.clone(), None).await, &tokens).await;
    assert_ne!(code, Some(78), "{text}");
}

#[tokio::test]
async fn no_two_tokens_may_be_the_same() {
    let local = mock().await;
    for (one, other) in [(0, 1), (0, 2), (1, 2)] {
        let mut tokens = KINDS.map(|(.., token)| token);
        tokens[other] = tokens[one];
        let mut args = vec!["run", "--base-url", local.target().base_url()];
        KINDS.iter().zip(tokens).for_each(|((flag, ..), token)| args.extend([*flag, token]));
        let output = run(&args).await;
        let text = stderr(&output);
        assert_eq!(output.status.code(), Some(78), "{text}");
        assert!(text.contains(&format!("{} and {} are the same", KINDS[one].2, KINDS[other].2)), "{text}");
    }
    local.shutdown().await;
}

#[tokio::test]
async fn an_empty_token_counts_as_not_given_and_is_named() {
    let local = mock().await;
    for (wrong, (_, variable, ..)) in KINDS.iter().enumerate() {
        for (empty, how) in [("", "is set but empty"), (" \n", "holds only white space")] {
            let mut command = command(&[&["run", "--base-url", local.target().base_url()], &CASE[..]].concat());
            for (index, (_, variable, _, token)) in KINDS.iter().enumerate() {
                command.env(variable, if index == wrong { empty } else { token });
            }
            let output = finish(command).await;
            let text = stdout(&output) + &stderr(&output);
            assert!(unwrapped(&text).contains(&format!("{variable} {how}")), "{text}");
            assert_eq!(output.status.code(), Some(if wrong == 0 { 78 } else { 0 }), "{text}{}", stdout(&output));
        }
    }
    local.shutdown().await;
}

#[tokio::test]
async fn a_token_may_come_from_a_flag_a_file_a_command_or_a_variable_but_from_one_of_them() {
    let local = mock().await;
    let folder = tempfile::tempdir().expect("a folder");
    for (wrong, (flag, _, _, token)) in KINDS.iter().enumerate() {
        let file = folder.path().join(format!("token-{wrong}"));
        std::fs::write(&file, format!("  {token} \r\nsecond line\n")).expect("a file");
        let ways = [
            ((*flag).to_owned(), (*token).to_owned()),
            (format!("{flag}-file"), file.to_str().expect("UTF-8").to_owned()),
            (format!("{flag}-command"), format!("printf '%s\\n' {token}")),
            (format!("{flag}-env"), "ANOTHER_VARIABLE".to_owned()),
        ];
        for (index, way) in ways.iter().enumerate() {
            let mut args = vec!["run", "--base-url", local.target().base_url(), &way.0, &way.1];
            let rest = KINDS.iter().enumerate().filter(|(other, _)| *other != wrong);
            rest.for_each(|(_, (flag, _, _, token))| args.extend([*flag, token]));
            let mut one = command(&[&args[..], &CASE].concat());
            one.env("ANOTHER_VARIABLE", token);
            let output = finish(one).await;
            assert_eq!(output.status.code(), Some(0), "{way:?} {}{}", stdout(&output), stderr(&output));
            let second = &ways[(index + 1) % ways.len()];
            let output = run(&[&args[..], &[&second.0, &second.1]].concat()).await;
            assert_eq!(output.status.code(), Some(64), "{way:?} {second:?}");
            assert!(stderr(&output).contains("contradict each other"), "{}", stderr(&output));
        }
    }
    local.shutdown().await;
}

#[tokio::test]
async fn a_source_of_a_token_that_fails_is_named() {
    for (flag, _, _, _) in KINDS {
        let others = KINDS.into_iter().filter(|(other, ..)| *other != flag);
        let others: Vec<&str> = others.flat_map(|(flag, _, _, token)| [flag, token]).collect();
        for (end, value, said) in [
            ("-file", "/nowhere/token", "cannot read /nowhere/token"),
            ("-command", "true", "printed nothing"),
            ("-command", "exit 7", "it ended with exit status: 7"),
            ("-env", "NOT_SET_ANYWHERE", "-env names NOT_SET_ANYWHERE, which is not set"),
        ] {
            let source = format!("{flag}{end}");
            let args = [&["run", "--base-url", "http://127.0.0.1:9/api/v1", &source, value], &others[..]].concat();
            let output = run(&args).await;
            let text = stderr(&output);
            assert_eq!(output.status.code(), Some(78), "{text}");
            assert!(text.contains(said) && text.contains(&source), "{text}");
        }
    }
}

#[tokio::test]
async fn what_a_command_says_beside_its_token_is_never_shown_and_it_cannot_wait_for_somebody_to_type() {
    for (flag, _, _, _) in KINDS {
        let others = KINDS.into_iter().filter(|(other, ..)| *other != flag);
        let others: Vec<&str> = others.flat_map(|(flag, _, _, token)| [flag, token]).collect();
        let source = format!("{flag}-command");
        let telling = "echo s3cret >&2; echo s3cret; cat; exit 7";
        let mut one =
            command(&[&["run", "--base-url", "http://127.0.0.1:9/api/v1", &source, telling], &others[..]].concat());
        // A pipe that nobody closes, as a terminal is.
        let (typed, _nobody_types) = std::io::pipe().expect("a pipe");
        one.stdin(typed);
        let output = finish(one).await;
        let text = stdout(&output) + &stderr(&output);
        assert_eq!(output.status.code(), Some(78), "{text}");
        assert!(text.contains("it ended with exit status: 7") && !text.contains("s3cret"), "{text}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn roles_that_only_the_service_knows_are_judged_by_its_responses() {
    let local = mock().await;
    for (index, swapped, code, said) in [
        (0, "mock-user", 78, "the administrator's token does not belong to an administrator (status 403"),
        (2, "mock-user", 78, "the other tenant's token does not belong to an administrator (status 403"),
        (1, "mock-admin", 0, "the user's token may list clients, which only administrators may"),
    ] {
        // Three tokens of other spelling, so that no two are the same.
        let rewrite = Rewrite::request(move |request| {
            for (at, (.., real)) in KINDS.iter().enumerate() {
                if request.is_by(&format!("token-{at}")) {
                    request.authorize(if at == index { swapped } else { real });
                    return;
                }
            }
        });
        let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
        let flags = ["--token", "token-0", "--user-token", "token-1", "--other-tenant-token", "token-2"];
        let output = run(&[&["run", "--base-url", proxy.url()], &CASE[..], &flags].concat()).await;
        let text = stdout(&output) + &stderr(&output);
        assert_eq!(output.status.code(), Some(code), "{text}");
        assert!(unwrapped(&text).contains(said), "{text}");
        proxy.shutdown().await;
    }
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_of_a_command_that_has_expired_before_the_first_request_is_renewed() {
    let local = mock().await;
    let rewrite = Rewrite::request(|request| {
        if request.is_by("fresh") {
            request.authorize("mock-admin");
        }
    });
    let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
    let folder = tempfile::tempdir().expect("a folder");
    let expired = jwt(&claims("admin", "tenant-demo", SignedDuration::from_secs(-60)));
    let asked = folder.path().join("asked");
    let asked = asked.display();
    let source = format!("if [ -e {asked} ]; then echo fresh; else touch {asked}; echo {expired}; fi");
    let output =
        run(&[&["run", "--base-url", proxy.url(), "--token-command", &source, "--read-only"], &CASE[..]].concat())
            .await;
    let text = stdout(&output) + &stderr(&output);
    assert!(matches!(output.status.code(), Some(0)), "{text}");
    proxy.shutdown().await;
    local.shutdown().await;
}
