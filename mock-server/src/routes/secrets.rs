//! Secrets of a client: list, create, rotate, deactivate, delete.

use authms_spec::profile::Profile;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;

use crate::{
    http::{Admin, ApiError, Shared, detail, shown},
    store::Secret,
};

/// A secret without its value.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct OAuthClientSecretResponse {
    secret_id: String,
    status: &'static str,
    description: String,
    created_at: String,
    updated_at: String,
    /// Always unset: the mock issues no tokens, so a secret is never used.
    last_used_at: String,
    /// Always unset: secrets of the mock do not expire.
    expires_at: String,
}

fn status(secret: &Secret) -> &'static str {
    if secret.active { "active" } else { "inactive" }
}

impl OAuthClientSecretResponse {
    fn of(secret: &Secret, profile: &Profile) -> Self {
        Self {
            secret_id: secret.secret_id.clone(),
            status: status(secret),
            description: secret.description.clone(),
            created_at: shown(secret.created_at, profile),
            updated_at: shown(secret.updated_at, profile),
            last_used_at: String::new(),
            expires_at: String::new(),
        }
    }
}

/// The secrets of a client.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct OAuthClientSecretListData {
    secrets: Vec<OAuthClientSecretResponse>,
}

/// A created secret: the only response that shows its value.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct CreateClientSecretResponse {
    secret_id: String,
    secret_value: String,
    status: &'static str,
    created_at: String,
}

/// The new secret after a rotation: the only response that shows its value.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RotateSecretResponse {
    client_id: String,
    new_secret: String,
    rotated_at: String,
}

type Ids = Path<(String, String)>;

pub(super) async fn list_client_secrets(
    State(app): State<Shared>,
    admin: Admin,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let secrets = {
        let store = app.store();
        let client = store.client(admin.tenant, &id)?;
        client.secrets.iter().map(|secret| OAuthClientSecretResponse::of(secret, &app.profile)).collect()
    };
    Ok(detail(&app, StatusCode::OK, OAuthClientSecretListData { secrets }))
}

pub(super) async fn create_client_secret(
    State(app): State<Shared>,
    admin: Admin,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let created = {
        let mut store = app.store();
        let (secret, secret_value) = store.create_secret(admin.operator(), &id)?;
        let created_at = shown(secret.created_at, &app.profile);
        CreateClientSecretResponse {
            secret_id: secret.secret_id.clone(),
            secret_value,
            status: status(secret),
            created_at,
        }
    };
    Ok(detail(&app, StatusCode::CREATED, created))
}

pub(super) async fn rotate_client_secret(
    State(app): State<Shared>,
    admin: Admin,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let (new_secret, rotated_at) = app.store().rotate_secret(admin.operator(), &id)?;
    let rotated_at = shown(rotated_at, &app.profile);
    Ok(detail(&app, StatusCode::OK, RotateSecretResponse { client_id: id, new_secret, rotated_at }))
}

pub(super) async fn deactivate_client_secret(
    State(app): State<Shared>,
    admin: Admin,
    Path((id, secret)): Ids,
) -> Result<Response, ApiError> {
    let changed = {
        let mut store = app.store();
        OAuthClientSecretResponse::of(store.deactivate_secret(admin.operator(), &id, &secret)?, &app.profile)
    };
    Ok(detail(&app, StatusCode::OK, changed))
}

pub(super) async fn delete_client_secret(
    State(app): State<Shared>,
    admin: Admin,
    Path((id, secret)): Ids,
) -> Result<Response, ApiError> {
    app.store().delete_secret(admin.operator(), &id, &secret)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
