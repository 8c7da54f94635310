//! The operations around the update: secrets are secret, deletes have no body, numbers are read.

use std::time::Duration;

use authms_sdk::{ErrorKind, NewClient, SecretId, UserId};
use serde_json::json;
use wiremock::ResponseTemplate;

use crate::service::{Service, id};

const SECRET: &str = "canary-secret-41b7";

fn created(data: serde_json::Value) -> ResponseTemplate {
    ResponseTemplate::new(201).set_body_json(json!({"code": 0, "data": data}))
}

#[tokio::test]
async fn f02_a_delete_without_a_body_succeeds() {
    let service = Service::responding(ResponseTemplate::new(204)).await;
    service.client().delete_client(id()).await.expect("deleted");
    let secret = SecretId::new("secret-1").expect("an id");
    service.client().delete_client_secret(&id(), &secret).await.expect("deleted");
    let error =
        Service::responding(ResponseTemplate::new(404)).await.client().delete_client(id()).await.expect_err("an error");
    assert!(error.is_not_found());
}

#[tokio::test]
async fn f16_a_minted_secret_is_handed_out_and_never_printed() {
    let service =
        Service::responding(created(json!({"client_id": "app-1", "client_secret": SECRET, "jwks": "{}"}))).await;
    let client = service.client();
    let made = client.create_client(&NewClient::new("n", ["https://a.example.com"])).await.expect("created");
    assert_eq!(made.secret.as_ref().map(authms_sdk::Secret::expose), Some(SECRET));
    let copy = client.clone_client(id()).await.expect("cloned");
    let shown = format!("{made:?} {copy:?} {:#?}", made.secret);
    assert!(!shown.contains(SECRET) && shown.contains("[redacted]"), "{shown}");

    let service = Service::responding(created(json!({"secret_id": "s", "secret_value": SECRET}))).await;
    let made = service.client().create_client_secret(id()).await.expect("created");
    assert!(!format!("{made:?}").contains(SECRET));
}

#[tokio::test]
async fn f14_a_call_that_mints_is_never_called_retryable_once_sent() {
    let service = Service::responding(ResponseTemplate::new(503)).await;
    let client = service.client();
    let new = NewClient::new("n", ["https://a.example.com"]);
    let errors = [
        client.create_client(&new).await.map(drop).expect_err("an error"),
        client.clone_client(id()).await.map(drop).expect_err("an error"),
        client.create_client_secret(id()).await.map(drop).expect_err("an error"),
        client.rotate_client_secret(id()).await.map(drop).expect_err("an error"),
    ];
    assert!(errors.iter().all(|error| !error.is_retryable()));
    assert!(client.get_client_stats(id()).await.expect_err("an error").is_retryable());
}

#[tokio::test]
async fn a_new_client_is_sent_with_what_is_set_and_nothing_else() {
    let service = Service::responding(created(json!({}))).await;
    let new = NewClient::new("Shop", ["https://shop.example.com/callback"]).scopes(["openid"]).is_confidential(false);
    service.client().create_client(&new).await.map(drop).expect("created");
    let wanted = json!({"name": "Shop", "redirect_uris": ["https://shop.example.com/callback"], "scopes": ["openid"], "is_confidential": false});
    assert_eq!(service.sent().await, wanted);
}

#[tokio::test]
async fn f05_an_empty_list_of_a_new_client_is_sent_as_such() {
    let service = Service::responding(created(json!({}))).await;
    let none = [""; 0];
    let new = NewClient::new("Shop", ["https://shop.example.com/callback"])
        .scopes(none)
        .grant_types(none)
        .client_auth_methods(none);
    service.client().create_client(&new).await.map(drop).expect("created");
    let wanted = json!({"name": "Shop", "redirect_uris": ["https://shop.example.com/callback"], "scopes": [], "grant_types": [], "client_auth_methods": []});
    assert_eq!(service.sent().await, wanted);
}

#[tokio::test]
async fn a_new_client_without_what_the_contract_requires_is_refused_before_anything_is_sent() {
    let service = Service::responding(created(json!({}))).await;
    for (new, field) in [
        (NewClient::new("", [""; 0]), "name"),
        (NewClient::new("", ["https://shop.example.com/callback"]), "name"),
        (NewClient::new("Shop", [""; 0]).scopes(["openid"]), "redirect_uris"),
    ] {
        let error = service.client().create_client(&new).await.map(drop).expect_err("refused");
        let said = format!("create_client: `{field}` is empty, and the contract requires a value; nothing was sent");
        assert_eq!((error.kind(), error.to_string()), (ErrorKind::InvalidInput, said));
    }
    assert!(service.requests().await.is_empty());
}

#[tokio::test]
async fn f16_a_list_is_never_taken_for_an_object() {
    // Derived code would take the first entry for the first field, which is the client's id.
    let response = json!({"code": 0, "data": [SECRET, "id", "2026-04-15T10:30:00Z"]});
    let service = Service::responding(ResponseTemplate::new(200).set_body_json(response)).await;
    let error = service.client().rotate_client_secret(id()).await.map(drop).expect_err("no object");
    assert_eq!((error.kind(), error.field_path()), (ErrorKind::Decode, Some("data[0]")));
    let whole = Service::responding(ResponseTemplate::new(200).set_body_json(json!([0, {}, "ok", ""]))).await;
    assert_eq!(whole.client().get_client(id()).await.expect_err("no object").kind(), ErrorKind::Decode);
    let empty = Service::responding(ResponseTemplate::new(200).set_body_json(json!({"code": 0, "data": []}))).await;
    assert_eq!(empty.client().get_client(id()).await.expect_err("no object").kind(), ErrorKind::Decode);
    let response = json!({"code": 0, "items": [["client_secret_basic"]]});
    let list = Service::responding(ResponseTemplate::new(200).set_body_json(response)).await;
    let page = list.client().list_client_tokens(id()).await.expect("a page");
    assert_eq!((page.items.len(), page.invalid[0].path.as_str()), (0, "items[0][0]"));
}

#[tokio::test]
async fn numbers_are_read_and_the_grace_period_is_sent() {
    let data = json!({"grace_period": 60, "revoked_access_tokens": 2, "revoked_refresh_tokens": 1, "active_tokens": 5});
    let service = Service::with_item(data).await;
    let client = service.client();
    let revoked = client.revoke_client_tokens(id(), Some(Duration::from_millis(59_100))).await.expect("revoked");
    assert_eq!(
        (revoked.access_tokens, revoked.refresh_tokens, revoked.grace_period),
        (Some(2), Some(1), Some(Duration::from_secs(60)))
    );
    let user = UserId::new("user-1").expect("an id");
    assert_eq!(client.revoke_user_tokens(&user).await.expect("revoked").access_tokens, Some(2));
    assert_eq!(client.get_client_stats(id()).await.expect("numbers").active_tokens, Some(5));
    let requests = service.requests().await;
    assert!(
        requests[0].url.query() == Some("grace_period=60") && requests[1].url.path().ends_with("/tokens/user/user-1")
    );
}

#[tokio::test]
async fn an_audit_time_that_is_not_a_number_is_an_invalid_entry_with_its_place() {
    let body = json!({"code": 0, "items": [{"timestamp": "yesterday"}]});
    let service = Service::responding(ResponseTemplate::new(200).set_body_json(body)).await;
    let page = service.client().list_client_audit_logs(id()).await.expect("a page");
    assert_eq!((page.items.len(), page.invalid[0].path.as_str()), (0, "items[0].timestamp"));
}
