//! Errors: each one has the contract's shape and tells the caller what to do.

use insta::assert_snapshot;
use reqwest::Method;
use serde_json::json;

use crate::harness::{Mock, Response};

const SPA: &str = "/admin/oauth/clients/demo-spa";

fn is_error_envelope(response: &Response) {
    let body = response.json();
    assert_eq!(response.header("content-type"), "application/json", "{}", response.text);
    assert_eq!(body["code"], json!(u64::from(response.status) * 100_000 + 1));
    let schema = authms_spec::contract().schema("SimpleResponse").expect("a schema of the contract");
    assert!(schema.violations(&body).is_empty() && body.as_object().expect("an object").len() == 3, "{body}");
}

/// The message of the error for an invalid update.
async fn refusal(content_type: &str, body: &[u8]) -> String {
    let mock = Mock::start().await;
    let before = mock.get("demo-spa").await.text;
    let response = mock.put_raw("demo-spa", content_type, body.to_vec()).await;
    assert_eq!(response.status, 400, "{}", response.text);
    is_error_envelope(&response);
    assert_eq!(mock.get("demo-spa").await.text, before, "nothing is stored");
    response.json()["message"].as_str().expect("a text").to_owned()
}

#[tokio::test]
async fn an_invalid_body_is_explained() {
    let mut messages = Vec::new();
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
        messages.push(refusal(content_type, body).await);
    }
    assert_snapshot!(messages.join("\n"));
}

#[tokio::test]
async fn credentials_are_checked_first() {
    let mock = Mock::start().await;
    let mut messages = Vec::new();
    for (name, authorization) in [
        ("none", None),
        ("unknown", Some("Bearer unknown")),
        ("scheme", Some("Basic bW9jay1hZG1pbg==")),
        ("no token", Some("Bearer")),
        ("user", Some("bearer mock-user")),
    ] {
        let mut request = mock.anonymous(Method::PUT, "/admin/oauth/clients/unknown").body("{");
        if let Some(value) = authorization {
            request = request.header("authorization", value);
        }
        let response = Response::of(request.send().await.expect("a response")).await;
        is_error_envelope(&response);
        messages.push(format!(
            "{name}: {} {}\n    {}",
            response.status,
            response.header("www-authenticate"),
            response.json()["message"]
        ));
    }
    assert_snapshot!(messages.join("\n"));
}

#[tokio::test]
async fn two_authorization_headers_are_refused() {
    let mock = Mock::start().await;
    let request = mock.request(Method::GET, SPA).header("authorization", "Bearer mock-admin");
    assert_eq!(request.send().await.expect("a response").status(), 401);
}

#[tokio::test]
async fn an_unknown_client_is_reported_before_an_invalid_body() {
    let mock = Mock::start().await;
    for id in ["unknown", "demo-other", "demo-sp", "%00", "a%2Fb", "%E5%AE%A2"] {
        let response = mock.put(id, &json!({"name": 7})).await;
        assert_eq!(response.status, 404, "{id}");
        is_error_envelope(&response);
    }
}

#[tokio::test]
async fn errors_of_the_framework_have_the_same_shape() {
    let mock = Mock::start().await;
    let mut messages = Vec::new();
    for (method, path) in [
        (Method::PATCH, SPA),
        (Method::POST, SPA),
        (Method::GET, "/admin/oauth/clientz"),
        (Method::GET, "/admin/oauth/clients/%FF"),
    ] {
        let response = Response::of(mock.request(method.clone(), path).send().await.expect("a response")).await;
        is_error_envelope(&response);
        messages.push(format!(
            "{method} {path}: {} allow={:?} {}",
            response.status,
            response.header("allow"),
            response.json()["message"]
        ));
    }
    let outside = mock.server.url().replace("/api/v1", SPA);
    let response = Response::of(crate::harness::http().get(outside).send().await.expect("a response")).await;
    is_error_envelope(&response);
    messages.push(format!("outside the base path: {} {}", response.status, response.json()["message"]));
    assert_snapshot!(messages.join("\n"));
}

#[tokio::test]
async fn a_body_over_the_limit_is_413() {
    let response = Mock::start().await.put("demo-spa", &json!({"name": "x".repeat(2 << 20)})).await;
    assert_eq!(response.status, 413);
    is_error_envelope(&response);
}

#[tokio::test]
async fn a_head_request_has_the_status_and_no_body() {
    let mock = Mock::start().await;
    for (path, status) in [(SPA, 200), ("/admin/oauth/clients/unknown", 404)] {
        let response = Response::of(mock.request(Method::HEAD, path).send().await.expect("a response")).await;
        assert_eq!((response.status, response.text.as_str()), (status, ""));
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
        let response = Response::of(request.send().await.expect("a response")).await;
        assert_eq!(response.status, status, "{host}");
    }
}
