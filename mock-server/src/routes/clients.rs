//! Clients: list, create, read, update, delete, clone.

use authms_spec::{
    operation,
    profile::{CheckOrder, Profile},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};

use super::table::Table;
use crate::{
    http::{Admin, ApiError, Query, RawBody, Shared, detail, list, shown, untimed},
    store::{Client, Configuration, ConfigurationUpdate, PresentationUpdate, Protocol, ProtocolUpdate},
};

/// Assigns the handlers of this resource.
pub(super) fn operations(table: Table) -> Table {
    table
        .on(&operation::LIST_CLIENTS, list_clients)
        .on(&operation::CREATE_CLIENT, create_client)
        .on(&operation::GET_CLIENT, get_client)
        .on(&operation::UPDATE_CLIENT, update_client)
        .on(&operation::DELETE_CLIENT, delete_client)
        .on(&operation::CLONE_CLIENT, clone_client)
}

/// The DTOs of this resource, each with the name that its schema has in the contract.
#[cfg(test)]
pub(super) fn dtos() -> Vec<super::dto::Dto> {
    use super::dto::Dto;
    use crate::http::{Detail, List, Untimed};
    vec![
        Dto::request::<CreateClientRequest>("CreateClientRequest"),
        Dto::request::<UpdateClientRequest>("UpdateClientRequest"),
        Dto::response::<OAuthClientItem>("OAuthClientItem"),
        Dto::response::<Detail<OAuthClientItem>>("OAuthClientItemDetailResponse"),
        Dto::response::<List<OAuthClientItem>>("OAuthClientListResponse"),
        Dto::response::<CreateClientResponse>("CreateClientResponse"),
        Dto::response::<Untimed<CreateClientResponse>>("CreateClientDetailResponse"),
        Dto::response::<CloneClientResponse>("CloneClientResponse"),
        Dto::response::<Detail<CloneClientResponse>>("CloneClientDetailResponse"),
    ]
}

/// The fields that each response about a client has besides its configuration.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Identity {
    id: String,
    client_id: String,
    cors_origins: Vec<String>,
    /// The list as JSON in a string; requests send it as a list.
    client_auth_methods: String,
}

impl Identity {
    fn of(client: &Client) -> Self {
        Self {
            id: client.id.clone(),
            client_id: client.client_id.clone(),
            cors_origins: client.cors_origins.clone(),
            client_auth_methods: json_text(&client.configuration.protocol.client_auth_methods),
        }
    }
}

/// A client as reads, lists and updates show it, without `jwks`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OAuthClientItem {
    #[serde(flatten)]
    identity: Identity,
    tenant_id: String,
    #[serde(flatten)]
    configuration: Configuration,
    secret_last_four: String,
    created_at: String,
    updated_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    deleted_at: Option<String>,
}

impl OAuthClientItem {
    fn of(client: &Client, profile: &Profile) -> Self {
        Self {
            identity: Identity::of(client),
            tenant_id: client.tenant_id.clone(),
            configuration: client.configuration.clone(),
            secret_last_four: client.last_four().to_owned(),
            created_at: shown(client.created_at, profile),
            updated_at: shown(client.updated_at, profile),
            deleted_at: client.deleted_at.map(|time| shown(time, profile)),
        }
    }
}

/// The fields of an update. An absent field keeps its value; `null` was settled before.
type UpdateClientRequest = ConfigurationUpdate;

/// A client to create.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CreateClientRequest {
    name: String,
    redirect_uris: Vec<String>,
    is_confidential: Option<bool>,
    #[serde(flatten)]
    protocol: ProtocolUpdate,
    #[serde(flatten)]
    presentation: PresentationUpdate,
}

impl From<CreateClientRequest> for ConfigurationUpdate {
    fn from(request: CreateClientRequest) -> Self {
        Self {
            name: Some(request.name),
            status: None,
            is_confidential: request.is_confidential,
            redirect_uris: Some(request.redirect_uris),
            protocol: request.protocol,
            presentation: request.presentation,
        }
    }
}

/// A created client: the only response that shows its secret and `jwks`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CreateClientResponse {
    #[serde(flatten)]
    identity: Identity,
    client_secret: String,
    #[serde(flatten)]
    configuration: Configuration,
    jwks: String,
}

impl CreateClientResponse {
    fn of(client: &Client, secret: Option<String>) -> Self {
        Self {
            identity: Identity::of(client),
            client_secret: secret.unwrap_or_default(),
            configuration: client.configuration.clone(),
            jwks: client.configuration.protocol.jwks.clone(),
        }
    }
}

/// A clone with its secret, which no other response shows.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CloneClientResponse {
    #[serde(flatten)]
    identity: Identity,
    client_secret: String,
    name: String,
    status: String,
    redirect_uris: Vec<String>,
    #[serde(flatten)]
    protocol: Protocol,
}

impl CloneClientResponse {
    fn of(client: &Client, secret: Option<String>) -> Self {
        Self {
            identity: Identity::of(client),
            client_secret: secret.unwrap_or_default(),
            name: client.configuration.name.clone(),
            status: client.configuration.status.clone(),
            redirect_uris: client.configuration.redirect_uris.clone(),
            protocol: client.configuration.protocol.clone(),
        }
    }
}

/// A list as JSON in a string.
fn json_text(list: &[String]) -> String {
    serde_json::Value::from(list.to_vec()).to_string()
}

async fn list_clients(State(app): State<Shared>, admin: Admin, query: Query) -> Result<Response, ApiError> {
    let page = query.page(&operation::LIST_CLIENTS)?;
    let store = app.store();
    let found = store.list_clients(admin.tenant, query.text("name"), query.text("status"), page);
    let items = found.map(|client| OAuthClientItem::of(client, &app.profile));
    drop(store);
    Ok(list(&app, items))
}

async fn create_client(State(app): State<Shared>, admin: Admin, body: RawBody) -> Result<Response, ApiError> {
    let new: CreateClientRequest = body.read(&app, &operation::CREATE_CLIENT)?;
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

async fn get_client(State(app): State<Shared>, admin: Admin, Path(id): Path<String>) -> Result<Response, ApiError> {
    let item = app.store().client(admin.tenant, &id).map(|client| OAuthClientItem::of(client, &app.profile))?;
    Ok(detail(&app, StatusCode::OK, item))
}

async fn update_client(
    State(app): State<Shared>,
    admin: Admin,
    Path(id): Path<String>,
    body: RawBody,
) -> Result<Response, ApiError> {
    if app.profile.check_order == CheckOrder::ClientFirst {
        app.store().client(admin.tenant, &id)?;
    }
    let update: UpdateClientRequest = body.read(&app, &operation::UPDATE_CLIENT)?;
    let updated = {
        let mut store = app.store();
        store.update_client(admin.operator(), &id, update).map(|client| OAuthClientItem::of(client, &app.profile))?
    };
    Ok(detail(&app, StatusCode::OK, updated))
}

async fn delete_client(State(app): State<Shared>, admin: Admin, Path(id): Path<String>) -> Result<Response, ApiError> {
    app.store().delete_client(admin.operator(), &id)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn clone_client(State(app): State<Shared>, admin: Admin, Path(id): Path<String>) -> Result<Response, ApiError> {
    let copy = {
        let mut store = app.store();
        let (client, secret) = store.clone_client(admin.operator(), &id)?;
        CloneClientResponse::of(client, secret)
    };
    Ok(detail(&app, StatusCode::CREATED, copy))
}
