//! The clients that a server has at the start.

use jiff::{SignedDuration, Timestamp};

use super::{Client, Secret, Token, TokenKind};

/// The tenant of the built-in administrator and user.
pub(crate) const TENANT: &str = "tenant-demo";

/// The tenant of the other built-in administrator.
pub(crate) const OTHER_TENANT: &str = "tenant-other";

pub(super) fn demo(now: Timestamp) -> Vec<Client> {
    vec![payments(now), spa(now), legacy(now), other(now)]
}

fn texts(values: &[&str]) -> Vec<String> {
    values.iter().map(|&value| value.to_owned()).collect()
}

fn days_before(now: Timestamp, days: i64) -> Timestamp {
    now.checked_sub(SignedDuration::from_hours(24 * days)).unwrap_or(now)
}

fn secret(number: u32, value: &str, created_at: Timestamp) -> Secret {
    Secret {
        secret_id: format!("secret_{number:04}"),
        value: value.to_owned(),
        active: true,
        description: "first secret".to_owned(),
        created_at,
        updated_at: created_at,
    }
}

/// Clients that differ in id, name and secret, one a second.
pub(super) fn many(count: u32, now: Timestamp) -> impl Iterator<Item = Client> {
    (0..count).map(move |number| {
        let created_at = now.checked_sub(SignedDuration::from_secs(i64::from(count - number))).unwrap_or(now);
        Client {
            is_confidential: true,
            secrets: vec![secret(1000 + number, &format!("not-a-real-secret-{number:08}"), created_at)],
            ..bare(1000 + number, &format!("app-{number:08}"), &format!("Client {number:08}"), created_at)
        }
    })
}

/// Tokens of two users, so that pages have something to show and to revoke.
pub(super) fn demo_tokens(now: Timestamp) -> Vec<(&'static str, Vec<Token>)> {
    let token = |kind, user: &str, minutes: i64| Token {
        kind,
        user_id: user.to_owned(),
        scope: "openid profile".to_owned(),
        created_at: now.checked_sub(SignedDuration::from_mins(minutes)).unwrap_or(now),
        expires_at: now
            .checked_add(SignedDuration::from_hours(if kind == TokenKind::Access { 12 } else { 720 }))
            .unwrap_or(now),
        revoked: false,
    };
    vec![
        (
            "demo-payments",
            vec![
                token(TokenKind::Access, "user-one", 25),
                token(TokenKind::Refresh, "user-one", 25),
                token(TokenKind::Access, "user-two", 5),
            ],
        ),
        ("demo-spa", vec![token(TokenKind::Access, "user-one", 10)]),
        ("demo-other", vec![token(TokenKind::Access, "user-one", 1)]),
    ]
}

/// A client with nothing set but what every client has.
fn bare(number: u32, client_id: &str, name: &str, created_at: Timestamp) -> Client {
    Client {
        id: format!("client_{number:04}"),
        client_id: client_id.to_owned(),
        tenant_id: TENANT.to_owned(),
        name: name.to_owned(),
        status: "active".to_owned(),
        is_confidential: false,
        redirect_uris: texts(&["https://app.example.com/callback"]),
        scopes: texts(&["openid"]),
        grant_types: texts(&["authorization_code"]),
        client_auth_methods: Vec::new(),
        cors_origins: Vec::new(),
        fapi_profile: String::new(),
        jwks: String::new(),
        jwks_uri: String::new(),
        logo_url: String::new(),
        privacy_policy: String::new(),
        terms_url: String::new(),
        website: String::new(),
        secrets: Vec::new(),
        retired: Vec::new(),
        created_at,
        updated_at: created_at,
        deleted_at: None,
    }
}

/// Every readable field is set, so that a page shows something everywhere.
fn payments(now: Timestamp) -> Client {
    Client {
        is_confidential: true,
        redirect_uris: texts(&["https://payments.example.com/callback"]),
        scopes: texts(&["openid", "profile"]),
        grant_types: texts(&["authorization_code", "refresh_token"]),
        client_auth_methods: texts(&["client_secret_basic", "private_key_jwt"]),
        cors_origins: texts(&["https://payments.example.com"]),
        fapi_profile: "fapi1".to_owned(),
        jwks: r#"{"keys":[]}"#.to_owned(),
        jwks_uri: "https://payments.example.com/.well-known/jwks.json".to_owned(),
        logo_url: "https://payments.example.com/logo.png".to_owned(),
        privacy_policy: "https://payments.example.com/privacy".to_owned(),
        terms_url: "https://payments.example.com/terms".to_owned(),
        website: "https://payments.example.com".to_owned(),
        secrets: vec![secret(1, "not-a-real-secret-bcde", days_before(now, 30))],
        updated_at: days_before(now, 2),
        ..bare(1, "demo-payments", "Payments", days_before(now, 30))
    }
}

/// A public client, without a secret and with everything optional unset.
fn spa(now: Timestamp) -> Client {
    bare(2, "demo-spa", "Single-page app", days_before(now, 20))
}

fn legacy(now: Timestamp) -> Client {
    Client {
        status: "suspended".to_owned(),
        is_confidential: true,
        client_auth_methods: texts(&["client_secret_basic"]),
        secrets: vec![secret(2, "not-a-real-secret-9f3a", days_before(now, 400))],
        ..bare(3, "demo-legacy", "Legacy back office", days_before(now, 400))
    }
}

fn other(now: Timestamp) -> Client {
    Client {
        tenant_id: OTHER_TENANT.to_owned(),
        ..bare(4, "demo-other", "Client of another tenant", days_before(now, 10))
    }
}
