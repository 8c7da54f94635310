//! The clients: list, create, read, update, delete, clone.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};

use crate::{
    app::Shared,
    auth::Admin,
    body::RawBody,
    envelope::{ApiError, detail, list, untimed},
    profile::{CheckOrder, Profile},
    query::Query,
    store::{Client, ClientUpdate, NewClient},
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
            client_auth_methods: encoded(&client.client_auth_methods),
            cors_origins: client.cors_origins.clone(),
            fapi_profile: client.fapi_profile.clone(),
            jwks_uri: client.jwks_uri.clone(),
            logo_url: client.logo_url.clone(),
            privacy_policy: client.privacy_policy.clone(),
            terms_url: client.terms_url.clone(),
            website: client.website.clone(),
            secret_last_four: client.last_four().to_owned(),
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

/// A client to create.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct CreateClientRequest {
    name: String,
    redirect_uris: Vec<String>,
    scopes: Option<Vec<String>>,
    grant_types: Option<Vec<String>>,
    client_auth_methods: Option<Vec<String>>,
    is_confidential: Option<bool>,
    fapi_profile: Option<String>,
    jwks: Option<String>,
    jwks_uri: Option<String>,
    logo_url: Option<String>,
    privacy_policy: Option<String>,
    terms_url: Option<String>,
    website: Option<String>,
}

impl From<CreateClientRequest> for NewClient {
    fn from(request: CreateClientRequest) -> Self {
        Self {
            name: request.name,
            redirect_uris: request.redirect_uris,
            scopes: request.scopes.unwrap_or_default(),
            grant_types: request.grant_types.unwrap_or_default(),
            client_auth_methods: request.client_auth_methods.unwrap_or_default(),
            is_confidential: request.is_confidential,
            fapi_profile: request.fapi_profile.unwrap_or_default(),
            jwks: request.jwks.unwrap_or_default(),
            jwks_uri: request.jwks_uri.unwrap_or_default(),
            logo_url: request.logo_url.unwrap_or_default(),
            privacy_policy: request.privacy_policy.unwrap_or_default(),
            terms_url: request.terms_url.unwrap_or_default(),
            website: request.website.unwrap_or_default(),
        }
    }
}

/// A client that was just created, with its secret: the one answer that shows it, and `jwks`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct CreateClientResponse {
    id: String,
    client_id: String,
    client_secret: String,
    name: String,
    status: String,
    is_confidential: bool,
    redirect_uris: Vec<String>,
    scopes: Vec<String>,
    grant_types: Vec<String>,
    client_auth_methods: String,
    cors_origins: Vec<String>,
    fapi_profile: String,
    jwks: String,
    jwks_uri: String,
    logo_url: String,
    privacy_policy: String,
    terms_url: String,
    website: String,
}

impl CreateClientResponse {
    fn of(client: &Client, secret: Option<String>) -> Self {
        Self {
            id: client.id.clone(),
            client_id: client.client_id.clone(),
            client_secret: secret.unwrap_or_default(),
            name: client.name.clone(),
            status: client.status.clone(),
            is_confidential: client.is_confidential,
            redirect_uris: client.redirect_uris.clone(),
            scopes: client.scopes.clone(),
            grant_types: client.grant_types.clone(),
            client_auth_methods: encoded(&client.client_auth_methods),
            cors_origins: client.cors_origins.clone(),
            fapi_profile: client.fapi_profile.clone(),
            jwks: client.jwks.clone(),
            jwks_uri: client.jwks_uri.clone(),
            logo_url: client.logo_url.clone(),
            privacy_policy: client.privacy_policy.clone(),
            terms_url: client.terms_url.clone(),
            website: client.website.clone(),
        }
    }
}

/// A copy that was just made, with its secret.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct CloneClientResponse {
    id: String,
    client_id: String,
    client_secret: String,
    name: String,
    status: String,
    redirect_uris: Vec<String>,
    scopes: Vec<String>,
    grant_types: Vec<String>,
    client_auth_methods: String,
    cors_origins: Vec<String>,
    fapi_profile: String,
    jwks_uri: String,
}

impl CloneClientResponse {
    fn of(client: &Client, secret: Option<String>) -> Self {
        Self {
            id: client.id.clone(),
            client_id: client.client_id.clone(),
            client_secret: secret.unwrap_or_default(),
            name: client.name.clone(),
            status: client.status.clone(),
            redirect_uris: client.redirect_uris.clone(),
            scopes: client.scopes.clone(),
            grant_types: client.grant_types.clone(),
            client_auth_methods: encoded(&client.client_auth_methods),
            cors_origins: client.cors_origins.clone(),
            fapi_profile: client.fapi_profile.clone(),
            jwks_uri: client.jwks_uri.clone(),
        }
    }
}

/// A list as JSON inside a string, as the contract has it.
fn encoded(list: &[String]) -> String {
    serde_json::Value::from(list.to_vec()).to_string()
}

pub(super) async fn list_clients(State(app): State<Shared>, admin: Admin, query: Query) -> Result<Response, ApiError> {
    let page = query.page(&["name", "status"])?;
    let store = app.store();
    let found = store.list_clients(admin.tenant, query.text("name"), query.text("status"), page);
    let items = found.map(|client| OAuthClientItem::of(client, &app.profile));
    drop(store);
    Ok(list(&app, items))
}

pub(super) async fn create_client(
    State(app): State<Shared>,
    admin: Admin,
    body: RawBody,
) -> Result<Response, ApiError> {
    let new: CreateClientRequest = body.read(&app, "CreateClientRequest")?;
    if new.name.is_empty() {
        return Err(ApiError::bad_request("`name` must not be empty"));
    }
    let created = {
        let mut store = app.store();
        let (client, secret) = store.create_client(admin.operator(), new.into());
        CreateClientResponse::of(client, secret)
    };
    Ok(untimed(&app, StatusCode::CREATED, created))
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
    let updated = {
        let mut store = app.store();
        store
            .update_client(admin.operator(), &id, update.into())
            .map(|client| OAuthClientItem::of(client, &app.profile))?
    };
    Ok(detail(&app, StatusCode::OK, updated))
}

pub(super) async fn delete_client(
    State(app): State<Shared>,
    admin: Admin,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    app.store().delete_client(admin.operator(), &id)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

pub(super) async fn clone_client(
    State(app): State<Shared>,
    admin: Admin,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let copy = {
        let mut store = app.store();
        let (client, secret) = store.clone_client(admin.operator(), &id)?;
        CloneClientResponse::of(client, secret)
    };
    Ok(detail(&app, StatusCode::CREATED, copy))
}
