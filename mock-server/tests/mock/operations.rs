//! All operations: their routes, the schemas of their responses, and the rules for secrets, tokens and lists.

use std::collections::{BTreeMap, BTreeSet};

use authms_spec::{Operation, contract, operation};
use insta::assert_snapshot;
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Mock, Response};

const CLIENTS: &str = "/admin/oauth/clients";

async fn call(mock: &Mock, method: Method, path: &str, body: Option<Value>) -> Response {
    let mut request = mock.request(method, path);
    if let Some(body) = body {
        request = request.header("content-type", "application/json").body(body.to_string());
    }
    Response::of(request.send().await.expect("a response")).await
}

/// Calls an operation, checks that its response is a success of the contract's schema, and returns the body.
async fn success(mock: &Mock, operation: &Operation, fill: &[(&str, &str)], body: Option<Value>) -> Value {
    let mut path = operation.path.to_owned();
    for (name, value) in fill {
        path = path.replace(&format!("{{{name}}}"), value);
    }
    let response = call(mock, operation.method.parse().expect("a method"), &path, body).await;
    assert_eq!(response.status, operation.success, "{}: {}", operation.id, response.text);
    let Some(schema) = operation.response(response.status) else {
        assert_eq!(response.text, "");
        return Value::Null;
    };
    let violations = contract().schema(schema).expect("a schema of the contract").violations(&response.json());
    assert!(violations.is_empty(), "{}: {violations:?}", operation.id);
    response.json()
}

#[tokio::test]
async fn the_routes_are_those_of_the_contract() {
    let mut methods_of: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for operation in &operation::ALL {
        let methods = methods_of.entry(operation.path).or_default();
        methods.insert(operation.method);
        if operation.method == "GET" {
            methods.insert("HEAD");
        }
    }
    let mock = Mock::start().await;
    for (path, methods) in methods_of {
        let path = path.replace(['{', '}'], "");
        for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] {
            let request = mock.anonymous(method.parse().expect("a method"), &path);
            let response = Response::of(request.send().await.expect("a response")).await;
            if methods.contains(method) {
                assert_eq!(response.status, 401, "{method} {path}");
            } else {
                assert_eq!(response.status, 405, "{method} {path}");
                let allowed: BTreeSet<&str> = response.header("allow").split(',').collect();
                assert_eq!(allowed, methods, "{method} {path}");
            }
        }
    }
}

#[tokio::test]
async fn the_life_cycle_of_a_client() {
    let mock = Mock::start().await;
    let body = json!({"name": "Shop", "redirect_uris": ["https://shop.example.com/callback"], "jwks": "{\"keys\":[]}"});
    let created = success(&mock, &operation::CREATE_CLIENT, &[], Some(body)).await;
    assert_snapshot!(serde_json::to_string_pretty(&created).expect("JSON"));
    let id = created["data"]["client_id"].as_str().expect("an id").to_owned();
    let at: &[(&str, &str)] = &[("client_id", &id)];

    let shown = success(&mock, &operation::GET_CLIENT, at, None).await;
    let secret = created["data"]["client_secret"].as_str().expect("a secret");
    assert_eq!(shown["data"]["secret_last_four"], secret[secret.len() - 4..]);

    let second = success(&mock, &operation::CREATE_CLIENT_SECRET, at, None).await;
    let second_id = second["data"]["secret_id"].as_str().expect("an id").to_owned();
    assert_eq!(call(&mock, Method::POST, &format!("{CLIENTS}/{id}/secrets"), None).await.status, 409);
    let rotated = success(&mock, &operation::ROTATE_CLIENT_SECRET, at, None).await;
    let listed = success(&mock, &operation::LIST_CLIENT_SECRETS, at, None).await.to_string();
    for value in [&created["data"]["client_secret"], &second["data"]["secret_value"], &rotated["data"]["new_secret"]] {
        assert!(!listed.contains(value.as_str().expect("a secret")), "a secret is shown once");
    }
    // The rotation replaced the second secret, which was the newest active one.
    assert_eq!(call(&mock, Method::DELETE, &format!("{CLIENTS}/{id}/secrets/{second_id}"), None).await.status, 404);
    let first_id = success(&mock, &operation::LIST_CLIENT_SECRETS, at, None).await["data"]["secrets"][0]["secret_id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let of_first: &[(&str, &str)] = &[("client_id", &id), ("secret_id", &first_id)];
    assert_eq!(
        success(&mock, &operation::DEACTIVATE_CLIENT_SECRET, of_first, None).await["data"]["status"],
        "inactive"
    );
    success(&mock, &operation::DELETE_CLIENT_SECRET, of_first, None).await;
    let last_id = success(&mock, &operation::LIST_CLIENT_SECRETS, at, None).await["data"]["secrets"][0]["secret_id"]
        .as_str()
        .expect("an id")
        .to_owned();
    assert_eq!(call(&mock, Method::DELETE, &format!("{CLIENTS}/{id}/secrets/{last_id}"), None).await.status, 400);

    success(&mock, &operation::CLONE_CLIENT, at, None).await;
    let log = success(&mock, &operation::LIST_CLIENT_AUDIT_LOGS, at, None).await;
    let actions: Vec<&str> = log["items"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|entry| entry["action"].as_str().expect("a text"))
        .collect();
    assert_eq!(
        actions,
        [
            "create_client",
            "create_client_secret",
            "rotate_client_secret",
            "deactivate_client_secret",
            "delete_client_secret"
        ]
    );

    success(&mock, &operation::DELETE_CLIENT, at, None).await;
    assert_eq!(call(&mock, Method::DELETE, &format!("{CLIENTS}/{id}"), None).await.status, 404);
}

#[tokio::test]
async fn tokens_are_revoked_and_stats_follow() {
    let mock = Mock::start().await;
    let at: &[(&str, &str)] = &[("client_id", "demo-payments")];
    assert_eq!(success(&mock, &operation::LIST_CLIENT_TOKENS, at, None).await["total"], 3);
    assert_eq!(success(&mock, &operation::GET_CLIENT_STATS, at, None).await["data"]["active_tokens"], 2);
    let revoked = success(&mock, &operation::REVOKE_USER_TOKENS, &[("user_id", "user-one")], None).await;
    assert_eq!(revoked["data"], json!({"revoked_access_tokens": 2, "revoked_refresh_tokens": 1}));
    let grace =
        call(&mock, Method::DELETE, &format!("{CLIENTS}/demo-payments/tokens?grace_period=60"), None).await.json();
    assert_eq!(grace["data"], json!({"grace_period": 60, "revoked_access_tokens": 1, "revoked_refresh_tokens": 0}));
    assert_eq!(success(&mock, &operation::GET_CLIENT_STATS, at, None).await["data"]["active_tokens"], 1);
    mock.clock.advance(std::time::Duration::from_secs(60));
    assert_eq!(success(&mock, &operation::LIST_CLIENT_TOKENS, at, None).await["total"], 0);
    for bad in ["-1", "soon", "1.5", "99999999999"] {
        let path = format!("{CLIENTS}/demo-payments/tokens?grace_period={bad}");
        assert_eq!(call(&mock, Method::DELETE, &path, None).await.status, 400, "{bad}");
    }
}

#[tokio::test]
async fn pages_are_right_at_each_edge_of_a_list() {
    let mock = Mock::start().await;
    let list = async |query: &str| call(&mock, Method::GET, &format!("{CLIENTS}?{query}"), None).await;
    for bad in ["page=0", "page=-1", "page=one", "page_size=0", "page_size=1.5", "page=99999999999999999999"] {
        assert_eq!(list(bad).await.status, 400, "{bad}");
    }
    let page = list("page=2&page_size=2").await.json();
    assert_eq!(page["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        page["pagination"],
        json!({"has_next": false, "has_prev": true, "page": 2, "page_size": 2, "total": 3, "total_pages": 2})
    );
    let past = list("page=9").await.json();
    assert_eq!((past["items"].as_array().map(Vec::len), &past["total"]), (Some(0), &json!(3)));
    assert_eq!(list("page_size=1000").await.json()["pagination"]["page_size"], 100);
    assert_eq!(list("name=LEGACY").await.json()["total"], 1);
    assert_eq!(list("status=active").await.json()["total"], 2);
    assert_snapshot!(list("pageSize=1").await.header("x-mock-violations"), @"unknown query parameter `pageSize` in list_clients, did you mean `page_size`?");
}

#[tokio::test]
async fn creating_needs_a_name_and_a_redirect_uri() {
    let mock = Mock::start().await;
    let mut messages = Vec::new();
    for body in [
        json!({}),
        json!({"name": "x"}),
        json!({"name": "x", "redirect_uris": []}),
        json!({"name": "", "redirect_uris": ["https://a.example.com"]}),
    ] {
        let response = call(&mock, Method::POST, CLIENTS, Some(body)).await;
        assert_eq!(response.status, 400);
        messages.push(response.json()["message"].as_str().expect("a text").to_owned());
    }
    assert_snapshot!(messages.join("\n"));
    assert_eq!(call(&mock, Method::GET, CLIENTS, None).await.json()["total"], 3, "nothing was created");
}
