//! Every refusal has the contract's shape and says what to do.

use insta::assert_snapshot;
use reqwest::Method;
use serde_json::json;

use crate::harness::{Answer, Mock};

const SPA: &str = "/admin/oauth/clients/demo-spa";

fn is_error_envelope(answer: &Answer) {
    let body = answer.json();
    assert_eq!(answer.header("content-type"), "application/json", "{}", answer.text);
    assert_eq!(body["code"], json!(u64::from(answer.status) * 100_000 + 1));
    let schema = authms_spec::contract().schema("SimpleResponse").expect("a schema of the contract");
    assert!(schema.violations(&body).is_empty() && body.as_object().expect("an object").len() == 3, "{body}");
}

/// The message of a refusal of this update.
async fn refusal(content_type: &str, body: &[u8]) -> String {
    let mock = Mock::start().await;
    let before = mock.get("demo-spa").await.text;
    let answer = mock.put_raw("demo-spa", content_type, body.to_vec()).await;
    assert_eq!(answer.status, 400, "{}", answer.text);
    is_error_envelope(&answer);
    assert_eq!(mock.get("demo-spa").await.text, before, "nothing is stored");
    answer.json()["message"].as_str().expect("a text").to_owned()
}

#[tokio::test]
async fn a_bad_body_is_explained() {
    let mut said = Vec::new();
    for (content_type, body) in [
        ("application/json", &b"{\"name\":"[..]),
        ("application/json", b""),
        ("application/json", b"[]"),
        ("application/json", b"null"),
        ("application/json", b"{\"name\":7,\"scopes\":[\"openid\",null]}"),
        ("application/json", b"{\"redirect_uris\":\"https://a.example.com\\nhttps://b.example.com\"}"),
        ("application/json", b"{\"name\":\"\xff\"}"),
        ("application/json", b"{\"name\":\"x\"} tail"),
        ("text/plain", b"{\"name\":\"x\"}"),
    ] {
        said.push(refusal(content_type, body).await);
    }
    assert_snapshot!(said.join("\n"));
}

#[tokio::test]
async fn credentials_are_looked_at_before_anything_else() {
    let mock = Mock::start().await;
    let mut said = Vec::new();
    for (name, authorization) in [
        ("none", None),
        ("unknown", Some("Bearer unknown")),
        ("scheme", Some("Basic bW9jay1hZG1pbg==")),
        ("no token", Some("Bearer")),
        ("user", Some("bearer mock-user")),
    ] {
        let mut request = mock.anonymous(Method::PUT, "/admin/oauth/clients/nobody").body("{");
        if let Some(value) = authorization {
            request = request.header("authorization", value);
        }
        let answer = Answer::of(request.send().await.expect("an answer")).await;
        is_error_envelope(&answer);
        said.push(format!(
            "{name}: {} {}\n    {}",
            answer.status,
            answer.header("www-authenticate"),
            answer.json()["message"]
        ));
    }
    assert_snapshot!(said.join("\n"));
}

#[tokio::test]
async fn two_authorization_headers_are_none() {
    let mock = Mock::start().await;
    let request = mock.request(Method::GET, SPA).header("authorization", "Bearer mock-admin");
    assert_eq!(request.send().await.expect("an answer").status(), 401);
}

#[tokio::test]
async fn an_unknown_client_comes_before_a_bad_body() {
    let mock = Mock::start().await;
    for id in ["nobody", "demo-other", "demo-sp", "%00", "a%2Fb", "%E5%AE%A2"] {
        let answer = mock.put(id, &json!({"name": 7})).await;
        assert_eq!(answer.status, 404, "{id}");
        is_error_envelope(&answer);
    }
}

#[tokio::test]
async fn what_the_framework_refuses_has_the_same_shape() {
    let mock = Mock::start().await;
    let mut said = Vec::new();
    for (method, path) in [
        (Method::PATCH, SPA),
        (Method::POST, SPA),
        (Method::GET, "/admin/oauth/clientz"),
        (Method::GET, "/admin/oauth/clients/%FF"),
    ] {
        let answer = Answer::of(mock.request(method.clone(), path).send().await.expect("an answer")).await;
        is_error_envelope(&answer);
        said.push(format!(
            "{method} {path}: {} allow={:?} {}",
            answer.status,
            answer.header("allow"),
            answer.json()["message"]
        ));
    }
    let outside = mock.server.url().replace("/api/v1", SPA);
    let answer = Answer::of(crate::harness::http().get(outside).send().await.expect("an answer")).await;
    is_error_envelope(&answer);
    said.push(format!("outside the base path: {} {}", answer.status, answer.json()["message"]));
    assert_snapshot!(said.join("\n"));
}

#[tokio::test]
async fn a_body_over_the_limit_is_413() {
    let answer = Mock::start().await.put("demo-spa", &json!({"name": "x".repeat(2 << 20)})).await;
    assert_eq!(answer.status, 413);
    is_error_envelope(&answer);
}

#[tokio::test]
async fn a_head_request_has_the_status_and_no_body() {
    let mock = Mock::start().await;
    for (path, status) in [(SPA, 200), ("/admin/oauth/clients/nobody", 404)] {
        let answer = Answer::of(mock.request(Method::HEAD, path).send().await.expect("an answer")).await;
        assert_eq!((answer.status, answer.text.as_str()), (status, ""));
    }
}

#[tokio::test]
async fn a_host_that_is_not_this_machine_is_refused() {
    let mock = Mock::start().await;
    for (host, status) in [
        ("rebound.example.com", 421),
        ("127.0.0.1.example.com", 421),
        ("192.0.2.1", 421),
        ("LOCALHOST", 200),
        ("app.localhost:4010", 200),
        ("127.0.0.2:4010", 200),
        ("[::1]:4010", 200),
    ] {
        let request = mock.request(Method::GET, SPA).header("host", host);
        let answer = Answer::of(request.send().await.expect("an answer")).await;
        assert_eq!(answer.status, status, "{host}");
    }
}
