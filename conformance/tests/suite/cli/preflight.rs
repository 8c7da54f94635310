//! What is wrong with a target is said before anything is written to it.

use super::{TOKENS, run, stderr, stdout};
use crate::recorder::{Asked, Recorder, Reply, json};

/// An empty list of clients, as Go services write it.
const LIST: &str = r#"{"code":0,"message":"ok","items":null,"total":0,"pagination":{"page":1,"page_size":1}}"#;
const REFUSAL: &str = r#"{"code":40100001,"message":"unauthorized"}"#;

fn html(status: u16, body: &str) -> Reply {
    (status, vec![("content-type", "text/html; charset=utf-8".to_owned())], body.to_owned())
}

fn plain(status: u16, body: &str) -> Reply {
    (status, vec![("content-type", "text/plain".to_owned())], body.to_owned())
}

fn redirect(to: &str) -> Reply {
    (302, vec![("location", to.to_owned())], String::new())
}

/// Runs on a server, and asserts that it was only read.
async fn refused(reply: impl Fn(&Asked) -> Reply + Send + Sync + 'static, args: &[&str]) -> (Option<i32>, String) {
    let server = Recorder::start(reply).await;
    let url = format!("{}/console", server.origin());
    let output = run(&[&["run", "--base-url", &url, "--patience", "0"], args].concat()).await;
    let text = stderr(&output);
    let asked = server.asked();
    assert!(!asked.is_empty() && asked.iter().all(|asked| asked.method == "GET"), "{asked:?}");
    assert!(text.contains("\n  hint: ") && text.lines().count() == 2, "one line and a hint:\n{text}");
    (output.status.code(), text.replace(server.origin(), "http://origin"))
}

#[tokio::test]
async fn whatever_is_behind_a_wrong_url_is_named_and_was_only_read() {
    let table: Vec<(&str, Reply, i32, &[&str])> = vec![
        (
            "a login page",
            html(200, "<!doctype html><html><head><title>Sign in to Console</title></head><body>x</body></html>"),
            78,
            &["leads to a web page", "status 200, text/html: \"Sign in to Console\""],
        ),
        (
            "single sign-on",
            redirect("https://sso.example.com/authorize?state=hunter2"),
            78,
            &["redirects to https://sso.example.com/authorize (status 302)", "single sign-on"],
        ),
        ("a redirect to itself", redirect("/console/"), 78, &["redirects to http://origin/console/ (status 302)"]),
        ("another API", json(200, r#"{"status":"UP"}"#), 78, &["leads to another API", "{\"status\":\"UP\"}"]),
        ("a list that is not this one", json(200, "[1,2]"), 78, &["leads to another API", "[1,2]"]),
        (
            "Go's 404",
            plain(404, "404 page not found\n"),
            78,
            &["does not have the list of clients", "\"404 page not found\""],
        ),
        (
            "a gateway's 404",
            html(404, "<html><title>404 Not Found</title></html>"),
            78,
            &["(status 404, text/html: \"404 Not Found\")"],
        ),
        ("a 404 of another API", json(404, r#"{"error":"no route"}"#), 78, &["does not have the list of clients"]),
        (
            "a gateway that wants a login",
            html(401, "<title>Login required</title>"),
            78,
            &["something in front of the API", "--header NAME=VALUE"],
        ),
        ("a firewall", html(403, "<title>Blocked</title>"), 78, &["something in front of the API", "\"Blocked\""]),
        (
            "a service that fails",
            json(500, r#"{"code":50000001,"message":"db"}"#),
            69,
            &["responds, but fails (status 500"],
        ),
        (
            "a gateway without a service",
            html(502, "<title>Bad Gateway</title>"),
            69,
            &["cannot reach http://origin/console: ", "status 502"],
        ),
        ("a service in maintenance", html(503, "<title>Maintenance</title>"), 69, &["status 503"]),
        ("a slow service", html(504, ""), 69, &["status 504"]),
        ("a rate limit", json(429, REFUSAL), 69, &["status 429"]),
        ("a request that took too long", html(408, ""), 69, &["cannot reach", "status 408"]),
        ("a network that does not reach its origin", html(522, ""), 69, &["cannot reach", "status 522"]),
        (
            "https only, by Go",
            plain(400, "Client sent an HTTP request to an HTTPS server.\n"),
            78,
            &["expects https", "begins with `https://`"],
        ),
        (
            "https only, by nginx",
            html(400, "<title>400 The plain HTTP request was sent to HTTPS port</title>"),
            78,
            &["expects https"],
        ),
        ("another method only", plain(405, ""), 78, &["does not respond as the API does (status 405"]),
        ("a gone service", plain(410, "gone"), 78, &["status 410"]),
    ];
    for (name, reply, code, said) in table {
        let (exit, text) = refused(move |_| reply.clone(), &TOKENS).await;
        assert_eq!(exit, Some(code), "{name}: {text}");
        for said in said {
            assert!(text.contains(said), "{name}: no `{said}` in {text}");
        }
        assert!(!text.contains("hunter2") && !text.contains("mock-admin"), "{name}: {text}");
    }
}

#[tokio::test]
async fn a_prefix_that_looks_like_the_api_is_named_and_was_tried_without_a_token() {
    for prefix in ["/api/v1", "/oauth/api/v1", "/bff/oauth/api/v1"] {
        let server = Recorder::start(move |asked| {
            let api = asked.path.starts_with(&format!("{prefix}/admin"));
            if api { json(401, REFUSAL) } else { html(404, "<title>404</title>") }
        })
        .await;
        let url = format!("{}/console", server.origin());
        let text = stderr(&run(&[&["run", "--base-url", &url], &TOKENS[..]].concat()).await);
        assert!(text.contains(&format!("hint: {}{prefix} looks like the API", server.origin())), "{text}");
        let elsewhere = server.asked().into_iter().filter(|asked| !asked.path.starts_with("/console"));
        assert!(elsewhere.into_iter().all(|asked| !asked.headers.contains_key("authorization")));
    }
    let (_, text) = refused(|_| plain(404, "404 page not found"), &TOKENS).await;
    assert!(text.contains("/api/v1, /oauth/api/v1, /bff/oauth/api/v1"), "{text}");
}

#[tokio::test]
async fn what_a_page_repeats_of_a_token_is_not_shown() {
    let (_, text) = refused(|asked| html(200, &format!("<title>{:?}</title>", asked.headers)), &TOKENS).await;
    assert!(text.contains("[redacted]") && !text.contains("mock-admin"), "{text}");
}

#[tokio::test]
async fn the_first_request_of_a_run_is_a_get_and_nothing_is_written_before_all_is_looked_at() {
    let server =
        Recorder::start(|asked| if asked.is_by("mock-user") { json(403, REFUSAL) } else { json(200, LIST) }).await;
    let url = format!("{}/api/v1", server.origin());
    run(&[&["run", "--base-url", &url, "--operation", "get_client"], &TOKENS[..]].concat()).await;
    let asked = server.asked();
    let first_write = asked.iter().position(|asked| asked.method != "GET").expect("it tries to create a client");
    for token in ["mock-admin", "mock-user", "mock-other-admin"] {
        assert!(asked[..first_write].iter().any(|asked| asked.is_by(token)), "{token} comes late");
    }
}

/// One client, in a list and by itself.
const CLIENT: &str = r#"{"code":0,"message":"ok","data":{"client_id":"app-1","name":"A"},"items":[{"client_id":"app-1","name":"A"}],"total":1,"pagination":{}}"#;

#[tokio::test]
async fn a_read_only_run_sends_only_get() {
    let server =
        Recorder::start(|asked| if asked.is_by("mock-user") { json(403, REFUSAL) } else { json(200, CLIENT) }).await;
    let url = format!("{}/api/v1", server.origin());
    let output = run(&[&["run", "--base-url", &url, "--read-only"], &TOKENS[..]].concat()).await;
    assert_eq!(output.status.code(), Some(1), "{}{}", stdout(&output), stderr(&output));
    let asked = server.asked();
    assert!(asked.len() > 20 && asked.iter().all(|asked| asked.method == "GET"), "{asked:?}");
}

#[tokio::test]
async fn a_clock_that_differs_is_noted_and_does_not_stop_the_run() {
    let said = [
        ("Tue, 24 Nov 2020 09:20:11 GMT", Some("s behind this machine's")),
        ("Tue, 24 Nov 2099 09:20:11 GMT", Some("s ahead of this machine's")),
        ("yesterday", None),
    ];
    for (date, noted) in said {
        let server = Recorder::start(move |asked| {
            let (status, mut headers, body) =
                if asked.is_by("mock-user") { json(403, REFUSAL) } else { json(200, CLIENT) };
            headers.push(("date", date.to_owned()));
            (status, headers, body)
        })
        .await;
        let url = format!("{}/api/v1", server.origin());
        let case = ["--read-only", "--case", "list_clients.*"];
        let output = run(&[&["run", "--base-url", &url], &case[..], &TOKENS].concat()).await;
        let text = stdout(&output);
        assert!(text.contains("verdict: "), "{text}");
        assert_eq!(text.contains("clock"), noted.is_some(), "{date}: {text}");
        assert!(text.contains(noted.unwrap_or_default()), "{date}: {text}");
    }
}
