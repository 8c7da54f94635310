//! `get_client` and `update_client`.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::{Deserialize, Serialize};

use crate::{
    app::Shared,
    auth::Admin,
    body::RawBody,
    envelope::{ApiError, detail},
    profile::{CheckOrder, Profile},
    store::{Client, ClientUpdate, StoreError},
};

/// A client as answers show it. `jwks` is not part of it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct OAuthClientItem {
    id: String,
    client_id: String,
    tenant_id: String,
    name: String,
    status: String,
    is_confidential: bool,
    redirect_uris: Vec<String>,
    scopes: Vec<String>,
    grant_types: Vec<String>,
    /// The list as JSON inside a string, as the contract has it.
    client_auth_methods: String,
    cors_origins: Vec<String>,
    fapi_profile: String,
    jwks_uri: String,
    logo_url: String,
    privacy_policy: String,
    terms_url: String,
    website: String,
    secret_last_four: String,
    created_at: String,
    updated_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    deleted_at: Option<String>,
}

impl OAuthClientItem {
    fn of(client: &Client, profile: &Profile) -> Self {
        Self {
            id: client.id.clone(),
            client_id: client.client_id.clone(),
            tenant_id: client.tenant_id.clone(),
            name: client.name.clone(),
            status: client.status.clone(),
            is_confidential: client.is_confidential,
            redirect_uris: client.redirect_uris.clone(),
            scopes: client.scopes.clone(),
            grant_types: client.grant_types.clone(),
            client_auth_methods: serde_json::Value::from(client.client_auth_methods.clone()).to_string(),
            cors_origins: client.cors_origins.clone(),
            fapi_profile: client.fapi_profile.clone(),
            jwks_uri: client.jwks_uri.clone(),
            logo_url: client.logo_url.clone(),
            privacy_policy: client.privacy_policy.clone(),
            terms_url: client.terms_url.clone(),
            website: client.website.clone(),
            secret_last_four: client.secret_last_four.clone(),
            created_at: profile.show(client.created_at),
            updated_at: profile.show(client.updated_at),
            deleted_at: client.deleted_at.map(|time| profile.show(time)),
        }
    }
}

/// The fields of an update. What is absent keeps its value; `null` was settled before.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct UpdateClientRequest {
    name: Option<String>,
    status: Option<String>,
    is_confidential: Option<bool>,
    redirect_uris: Option<Vec<String>>,
    scopes: Option<Vec<String>>,
    grant_types: Option<Vec<String>>,
    client_auth_methods: Option<Vec<String>>,
    fapi_profile: Option<String>,
    jwks: Option<String>,
    jwks_uri: Option<String>,
    logo_url: Option<String>,
    privacy_policy: Option<String>,
    terms_url: Option<String>,
    website: Option<String>,
}

impl From<UpdateClientRequest> for ClientUpdate {
    fn from(request: UpdateClientRequest) -> Self {
        Self {
            name: request.name,
            status: request.status,
            is_confidential: request.is_confidential,
            redirect_uris: request.redirect_uris,
            scopes: request.scopes,
            grant_types: request.grant_types,
            client_auth_methods: request.client_auth_methods,
            fapi_profile: request.fapi_profile,
            jwks: request.jwks,
            jwks_uri: request.jwks_uri,
            logo_url: request.logo_url,
            privacy_policy: request.privacy_policy,
            terms_url: request.terms_url,
            website: request.website,
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NoSuchClient => {
                Self::new(StatusCode::NOT_FOUND, "there is no such client in the token's tenant")
            }
        }
    }
}

pub(super) async fn get_client(
    State(app): State<Shared>,
    admin: Admin,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let item = app.store().client(admin.tenant, &id).map(|client| OAuthClientItem::of(client, &app.profile))?;
    Ok(detail(&app, StatusCode::OK, item))
}

pub(super) async fn update_client(
    State(app): State<Shared>,
    admin: Admin,
    Path(id): Path<String>,
    body: RawBody,
) -> Result<Response, ApiError> {
    if app.profile.check_order == CheckOrder::ClientFirst {
        app.store().client(admin.tenant, &id)?;
    }
    let update: UpdateClientRequest = body.read(&app, "UpdateClientRequest")?;
    let updated = app
        .store()
        .update_client(admin.tenant, &id, update.into())
        .map(|client| OAuthClientItem::of(client, &app.profile))?;
    Ok(detail(&app, StatusCode::OK, updated))
}
