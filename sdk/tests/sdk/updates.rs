//! Every field of an update on the wire, and every field of a client as read.

use authms_sdk::{AuthMethod, ClientStatus, FapiProfile, GrantType, UpdateClient};
use serde_json::json;

use crate::service::{Service, id};

#[tokio::test]
async fn every_field_can_be_set() {
    let update = UpdateClient::new()
        .client_auth_methods([AuthMethod::PrivateKeyJwt])
        .fapi_profile(FapiProfile::Fapi1)
        .grant_types([GrantType::AuthorizationCode, GrantType::DeviceCode])
        .is_confidential(true)
        .jwks(&authms_sdk::Jwks::new([]))
        .jwks_uri("https://app.example.com/jwks.json")
        .logo_url("https://app.example.com/logo.png")
        .name("Payments")
        .privacy_policy("https://app.example.com/privacy")
        .redirect_uris(["https://app.example.com/callback"])
        .scopes(["openid", "profile"])
        .status(ClientStatus::Suspended)
        .terms_url("https://app.example.com/terms")
        .website("https://app.example.com");
    let service = Service::with_item(json!({})).await;
    service.client().update_client(id(), &update).await.expect("a response");
    assert_eq!(
        service.sent().await,
        json!({
            "client_auth_methods": ["private_key_jwt"],
            "fapi_profile": "fapi1",
            "grant_types": ["authorization_code", "urn:ietf:params:oauth:grant-type:device_code"],
            "is_confidential": true,
            "jwks": "{\"keys\":[]}",
            "jwks_uri": "https://app.example.com/jwks.json",
            "logo_url": "https://app.example.com/logo.png",
            "name": "Payments",
            "privacy_policy": "https://app.example.com/privacy",
            "redirect_uris": ["https://app.example.com/callback"],
            "scopes": ["openid", "profile"],
            "status": "suspended",
            "terms_url": "https://app.example.com/terms",
            "website": "https://app.example.com",
        })
    );
}

#[tokio::test]
async fn every_clearable_field_can_be_cleared() {
    let update = UpdateClient::new()
        .clear_client_auth_methods()
        .clear_fapi_profile()
        .clear_grant_types()
        .clear_jwks()
        .clear_jwks_uri()
        .clear_logo_url()
        .clear_privacy_policy()
        .clear_redirect_uris()
        .clear_scopes()
        .clear_terms_url()
        .clear_website();
    let service = Service::with_item(json!({})).await;
    service.client().update_client(id(), &update).await.expect("a response");
    assert_eq!(
        service.sent().await,
        json!({
            "client_auth_methods": [], "fapi_profile": "", "grant_types": [], "jwks": "", "jwks_uri": "", "logo_url": "",
            "privacy_policy": "", "redirect_uris": [], "scopes": [], "terms_url": "", "website": "",
        })
    );
}

#[tokio::test]
async fn every_field_of_a_client_is_read() {
    let item = json!({
        "client_auth_methods": "[\"client_secret_basic\"]", "client_id": "app-123",
        "cors_origins": ["https://app.example.com"], "created_at": "2026-04-15T10:30:00Z",
        "deleted_at": "2026-05-01T08:00:00Z", "fapi_profile": "fapi1", "grant_types": ["implicit"], "id": "client_abc123",
        "is_confidential": true, "jwks_uri": "https://a.example.com/jwks", "logo_url": "https://a.example.com/logo",
        "name": "My App", "privacy_policy": "https://a.example.com/privacy",
        "redirect_uris": ["https://a.example.com/callback"], "scopes": ["openid"], "secret_last_four": "bcde",
        "status": "active", "tenant_id": "tenant_abc123", "terms_url": "https://a.example.com/terms",
        "updated_at": "2026-04-16T10:30:00Z", "website": "https://a.example.com",
    });
    let mut sent = item.clone();
    sent["an_unknown_field"] = json!({"x": 1});
    let found = Service::with_item(sent).await.client().get_client(id()).await.expect("a client");
    let mut shown = serde_json::to_value(&found).expect("serializable");
    shown["client_auth_methods"] = item["client_auth_methods"].clone();
    assert_eq!((shown, found.to_id().expect("valid").as_str()), (item, "app-123"));
    assert_eq!((found.grant_types, found.status), (vec![GrantType::Implicit], Some(ClientStatus::Active)));
}

#[tokio::test]
async fn an_unset_text_is_absent_in_every_spelling() {
    for item in [json!({}), json!({"website": null}), json!({"website": ""})] {
        assert_eq!(Service::with_item(item).await.client().get_client(id()).await.expect("a client").website, None);
    }
}
