//! Reads and updates: merge semantics and violations.

use std::time::Duration;

use insta::assert_snapshot;
use serde_json::json;

use crate::harness::Mock;

#[tokio::test]
async fn a_read_shows_the_whole_client() {
    assert_snapshot!(Mock::start().await.get("demo-payments").await.shown());
}

#[tokio::test]
async fn an_unset_field_is_shown_empty() {
    let item = Mock::start().await.get("demo-spa").await.json()["data"].clone();
    assert_eq!(
        (&item["logo_url"], &item["cors_origins"], &item["client_auth_methods"]),
        (&json!(""), &json!([]), &json!("[]"))
    );
    assert_eq!(item.get("deleted_at"), None);
}

#[tokio::test]
async fn an_update_merges_and_returns_the_whole_client() {
    let mock = Mock::start().await;
    let before = mock.get("demo-payments").await.json();
    mock.clock.advance(Duration::from_secs(1));
    let body =
        json!({"name": "Payments", "scopes": ["openid"], "redirect_uris": [], "logo_url": "", "jwks": "{\"keys\":[]}"});
    let after = mock.put("demo-payments", &body).await;
    assert_eq!(after.status, 200);
    let mut expected = before["data"].clone();
    for field in ["name", "scopes", "redirect_uris", "logo_url"] {
        expected[field] = body[field].clone();
    }
    expected["updated_at"] = json!("2026-06-01T12:00:01.000Z");
    assert_eq!(after.json()["data"], expected);
    assert_eq!(mock.get("demo-payments").await.json()["data"], expected);
    assert_eq!(after.header("x-mock-violations"), "");
}

#[tokio::test]
async fn mistakes_of_a_frontend_are_named_in_a_header() {
    let mock = Mock::start().await;
    let body =
        json!({"clientName": "New", "redirectUris": ["https://app.example.com"], "website": null, "status": "paused"});
    let response = mock.put("demo-spa", &body).await;
    assert_eq!(response.status, 200);
    assert_snapshot!(response.header("x-mock-violations").replace("; ", "\n"), @r"
    unknown field `clientName` in UpdateClientRequest, did you mean `name`?
    unknown field `redirectUris` in UpdateClientRequest, did you mean `redirect_uris`?
    `status` has a value other than the known ones: active, suspended
    `website` is null and keeps its value
    hint: omit it to keep it, send an empty value to clear it
    ");
    assert_eq!(mock.get("demo-spa").await.json()["data"]["name"], "Single-page app");
}

#[tokio::test]
async fn a_header_that_names_another_tenant_is_only_noted() {
    let mock = Mock::start().await;
    let request =
        mock.request(reqwest::Method::GET, "/admin/oauth/clients/demo-spa").header("x-tenant-id", "tenant-other");
    let response = crate::harness::Response::of(request.send().await.expect("a response")).await;
    assert_eq!(response.status, 200);
    assert_snapshot!(response.header("x-mock-violations"), @"X-Tenant-ID is `tenant-other`, but the token belongs to `tenant-demo` and decides");
}

#[tokio::test]
async fn every_base_path_serves_the_same_state() {
    let base_paths = vec!["/api/v1".to_owned(), "/bff/oauth/api/v1/".to_owned()];
    let mock = Mock::with(authms_mock_server::Options { base_paths, ..Default::default() }).await;
    mock.put("demo-spa", &json!({"name": "Seen everywhere"})).await;
    let other = mock.server.url().replace("/api/v1", "/bff/oauth/api/v1/admin/oauth/clients/demo-spa");
    let response = crate::harness::http().get(other).bearer_auth("mock-admin").send().await.expect("a response");
    assert!(response.text().await.expect("a body").contains("Seen everywhere"));
}

#[tokio::test]
async fn two_servers_share_nothing() {
    let (one, two) = (Mock::start().await, Mock::start().await);
    one.put("demo-spa", &json!({"name": "Only here"})).await;
    assert_eq!(two.get("demo-spa").await.json()["data"]["name"], "Single-page app");
}
