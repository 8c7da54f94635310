//! Secrets of a client: list, create, rotate, deactivate, delete.

use authms_spec::{operation, profile::Profile};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::table::Table;
use crate::{
    http::{Admin, ApiError, Shared, detail, shown},
    store::Secret,
};

/// Assigns the handlers of this resource.
pub(super) fn operations(table: Table) -> Table {
    table
        .on(&operation::ROTATE_CLIENT_SECRET, rotate_client_secret)
        .on(&operation::LIST_CLIENT_SECRETS, list_client_secrets)
        .on(&operation::CREATE_CLIENT_SECRET, create_client_secret)
        .on(&operation::DELETE_CLIENT_SECRET, delete_client_secret)
        .on(&operation::DEACTIVATE_CLIENT_SECRET, deactivate_client_secret)
}

/// The DTOs of this resource, each with the name that its schema has in the contract.
#[cfg(test)]
pub(super) fn dtos() -> Vec<super::dto::Dto> {
    use super::dto::Dto;
    use crate::http::Detail;
    vec![
        Dto::response::<OAuthClientSecretResponse>("OAuthClientSecretResponse"),
        Dto::response::<Detail<OAuthClientSecretResponse>>("OAuthClientSecretDetailResponse"),
        Dto::response::<OAuthClientSecretListData>("OAuthClientSecretListData"),
        Dto::response::<Detail<OAuthClientSecretListData>>("OAuthClientSecretListDetailResponse"),
        Dto::response::<CreateClientSecretResponse>("CreateClientSecretResponse"),
        Dto::response::<Detail<CreateClientSecretResponse>>("CreateClientSecretDetailResponse"),
        Dto::response::<RotateSecretResponse>("RotateSecretResponse"),
        Dto::response::<Detail<RotateSecretResponse>>("RotateSecretDetailResponse"),
    ]
}

/// A secret without its value.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OAuthClientSecretResponse {
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
struct OAuthClientSecretListData {
    secrets: Vec<OAuthClientSecretResponse>,
}

/// A created secret: the only response that shows its value.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CreateClientSecretResponse {
    secret_id: String,
    secret_value: String,
    status: &'static str,
    created_at: String,
}

/// The new secret after a rotation: the only response that shows its value.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RotateSecretResponse {
    client_id: String,
    new_secret: String,
    rotated_at: String,
}

type Ids = Path<(String, String)>;

async fn list_client_secrets(
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

async fn create_client_secret(
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

async fn rotate_client_secret(
    State(app): State<Shared>,
    admin: Admin,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let (new_secret, rotated_at) = app.store().rotate_secret(admin.operator(), &id)?;
    let rotated_at = shown(rotated_at, &app.profile);
    Ok(detail(&app, StatusCode::OK, RotateSecretResponse { client_id: id, new_secret, rotated_at }))
}

async fn deactivate_client_secret(
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

async fn delete_client_secret(
    State(app): State<Shared>,
    admin: Admin,
    Path((id, secret)): Ids,
) -> Result<Response, ApiError> {
    app.store().delete_secret(admin.operator(), &id, &secret)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
