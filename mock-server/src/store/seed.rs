//! The clients and tokens that a server starts with.

use jiff::{SignedDuration, Timestamp};

use super::records::{Client, Configuration, Protocol, Secret, Token, TokenKind};

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

/// Clients that differ in id, name and secret, created one second apart.
pub(super) fn many(count: u32, now: Timestamp) -> impl Iterator<Item = Client> {
    (0..count).map(move |number| {
        let created_at = now.checked_sub(SignedDuration::from_secs(i64::from(count - number))).unwrap_or(now);
        let secret = secret(1000 + number, &format!("not-a-real-secret-{number:08}"), created_at);
        let configuration = Configuration { is_confidential: true, ..plain(&format!("Client {number:08}")) };
        Client {
            secrets: vec![secret],
            ..client(1000 + number, &format!("app-{number:08}"), configuration, created_at)
        }
    })
}

/// Tokens of two users, to list and to revoke.
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

/// A configuration with only the fields that each demo client has.
fn plain(name: &str) -> Configuration {
    Configuration {
        name: name.to_owned(),
        status: "active".to_owned(),
        redirect_uris: texts(&["https://app.example.com/callback"]),
        protocol: Protocol {
            scopes: texts(&["openid"]),
            grant_types: texts(&["authorization_code"]),
            ..Protocol::default()
        },
        ..Configuration::default()
    }
}

fn client(number: u32, client_id: &str, configuration: Configuration, created_at: Timestamp) -> Client {
    Client {
        id: format!("client_{number:04}"),
        client_id: client_id.to_owned(),
        tenant_id: TENANT.to_owned(),
        configuration,
        cors_origins: Vec::new(),
        secrets: Vec::new(),
        retired: Vec::new(),
        created_at,
        updated_at: created_at,
        deleted_at: None,
    }
}

/// A client with a value in nearly every field.
fn payments(now: Timestamp) -> Client {
    // Assigned one by one, so that a field added to a record needs no line here.
    let mut configuration = Configuration { is_confidential: true, ..plain("Payments") };
    configuration.redirect_uris = texts(&["https://payments.example.com/callback"]);
    let protocol = &mut configuration.protocol;
    protocol.scopes = texts(&["openid", "profile"]);
    protocol.grant_types = texts(&["authorization_code", "refresh_token"]);
    protocol.client_auth_methods = texts(&["client_secret_basic", "private_key_jwt"]);
    protocol.fapi_profile = "fapi1".to_owned();
    protocol.jwks = r#"{"keys":[]}"#.to_owned();
    protocol.jwks_uri = "https://payments.example.com/.well-known/jwks.json".to_owned();
    let presentation = &mut configuration.presentation;
    presentation.logo_url = "https://payments.example.com/logo.png".to_owned();
    presentation.privacy_policy = "https://payments.example.com/privacy".to_owned();
    presentation.terms_url = "https://payments.example.com/terms".to_owned();
    presentation.website = "https://payments.example.com".to_owned();
    Client {
        cors_origins: texts(&["https://payments.example.com"]),
        secrets: vec![secret(1, "not-a-real-secret-bcde", days_before(now, 30))],
        updated_at: days_before(now, 2),
        ..client(1, "demo-payments", configuration, days_before(now, 30))
    }
}

/// A public client: no secret, and every optional field is unset.
fn spa(now: Timestamp) -> Client {
    client(2, "demo-spa", plain("Single-page app"), days_before(now, 20))
}

fn legacy(now: Timestamp) -> Client {
    let mut configuration =
        Configuration { status: "suspended".to_owned(), is_confidential: true, ..plain("Legacy back office") };
    configuration.protocol.client_auth_methods = texts(&["client_secret_basic"]);
    Client {
        secrets: vec![secret(2, "not-a-real-secret-9f3a", days_before(now, 400))],
        ..client(3, "demo-legacy", configuration, days_before(now, 400))
    }
}

fn other(now: Timestamp) -> Client {
    Client {
        tenant_id: OTHER_TENANT.to_owned(),
        ..client(4, "demo-other", plain("Client of another tenant"), days_before(now, 10))
    }
}
