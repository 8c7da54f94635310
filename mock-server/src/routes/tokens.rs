//! Tokens of a client or a user: list and revoke.

use authms_spec::{operation, profile::Profile};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Serialize;

use super::table::Table;
use crate::{
    http::{Admin, ApiError, Query, Shared, detail, list, shown, untimed},
    store::{Token, TokenKind},
};

/// Assigns the handlers of this resource.
pub(super) fn operations(table: Table) -> Table {
    table
        .on(&operation::LIST_CLIENT_TOKENS, list_client_tokens)
        .on(&operation::REVOKE_CLIENT_TOKENS, revoke_client_tokens)
        .on(&operation::REVOKE_USER_TOKENS, revoke_user_tokens)
}

/// The DTOs of this resource, each with the name that its schema has in the contract.
#[cfg(test)]
pub(super) fn dtos() -> Vec<super::dto::Dto> {
    use super::dto::Dto;
    use crate::http::{Detail, List, Untimed};
    vec![
        Dto::response::<OAuthTokenItem>("OAuthTokenItem"),
        Dto::response::<List<OAuthTokenItem>>("OAuthTokenListResponse"),
        Dto::response::<RevokeClientTokensResponse>("RevokeClientTokensResponse"),
        Dto::response::<Detail<RevokeClientTokensResponse>>("RevokeClientTokensDetailResponse"),
        Dto::response::<BatchRevokeUserTokensResponse>("BatchRevokeUserTokensResponse"),
        Dto::response::<Untimed<BatchRevokeUserTokensResponse>>("BatchRevokeDetailResponse"),
    ]
}

/// A token without its value.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OAuthTokenItem {
    token_type: &'static str,
    user_id: String,
    scope: String,
    created_at: String,
    expires_at: String,
}

impl OAuthTokenItem {
    fn of(token: &Token, profile: &Profile) -> Self {
        Self {
            token_type: match token.kind {
                TokenKind::Access => "access_token",
                TokenKind::Refresh => "refresh_token",
            },
            user_id: token.user_id.clone(),
            scope: token.scope.clone(),
            created_at: shown(token.created_at, profile),
            expires_at: shown(token.expires_at, profile),
        }
    }
}

/// How many tokens of a client were revoked.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RevokeClientTokensResponse {
    grace_period: u32,
    revoked_access_tokens: u64,
    revoked_refresh_tokens: u64,
}

/// How many tokens of a user were revoked.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct BatchRevokeUserTokensResponse {
    revoked_access_tokens: u64,
    revoked_refresh_tokens: u64,
}

async fn list_client_tokens(
    State(app): State<Shared>,
    admin: Admin,
    Path(id): Path<String>,
    query: Query,
) -> Result<Response, ApiError> {
    app.store().client(admin.tenant, &id)?;
    let page = query.page(&operation::LIST_CLIENT_TOKENS)?;
    let items = app.store().tokens_of(admin.tenant, &id, page)?.map(|token| OAuthTokenItem::of(token, &app.profile));
    Ok(list(&app, items))
}

async fn revoke_client_tokens(
    State(app): State<Shared>,
    admin: Admin,
    Path(id): Path<String>,
    query: Query,
) -> Result<Response, ApiError> {
    app.store().client(admin.tenant, &id)?;
    let grace_period = query.seconds(&operation::REVOKE_CLIENT_TOKENS, "grace_period")?;
    let revoked = app.store().revoke_client_tokens(admin.operator(), &id, grace_period)?;
    let (revoked_access_tokens, revoked_refresh_tokens) = (revoked.access, revoked.refresh);
    let numbers = RevokeClientTokensResponse { grace_period, revoked_access_tokens, revoked_refresh_tokens };
    Ok(detail(&app, StatusCode::OK, numbers))
}

async fn revoke_user_tokens(
    State(app): State<Shared>,
    admin: Admin,
    Path(user): Path<String>,
) -> Result<Response, ApiError> {
    let revoked = app.store().revoke_user_tokens(admin.operator(), &user);
    let (revoked_access_tokens, revoked_refresh_tokens) = (revoked.access, revoked.refresh);
    Ok(untimed(&app, StatusCode::OK, BatchRevokeUserTokensResponse { revoked_access_tokens, revoked_refresh_tokens }))
}
