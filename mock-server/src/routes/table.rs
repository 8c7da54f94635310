//! The contract's paths and the handlers behind them, as a table.

use axum::{
    Router,
    routing::{delete, get, post, put},
};

use super::{clients, insights, secrets, tokens};
use crate::http::Shared;

/// Every operation of the contract.
pub(crate) fn all() -> Router<Shared> {
    let client = get(clients::get_client).put(clients::update_client).delete(clients::delete_client);
    Router::new()
        .route("/admin/oauth/clients", get(clients::list_clients).post(clients::create_client))
        .route("/admin/oauth/clients/{client_id}", client)
        .route("/admin/oauth/clients/{client_id}/clone", post(clients::clone_client))
        .route("/admin/oauth/clients/{client_id}/rotate-secret", post(secrets::rotate_client_secret))
        .route(
            "/admin/oauth/clients/{client_id}/secrets",
            get(secrets::list_client_secrets).post(secrets::create_client_secret),
        )
        .route("/admin/oauth/clients/{client_id}/secrets/{secret_id}", delete(secrets::delete_client_secret))
        .route(
            "/admin/oauth/clients/{client_id}/secrets/{secret_id}/deactivate",
            put(secrets::deactivate_client_secret),
        )
        .route(
            "/admin/oauth/clients/{client_id}/tokens",
            get(tokens::list_client_tokens).delete(tokens::revoke_client_tokens),
        )
        .route("/admin/oauth/tokens/user/{user_id}", delete(tokens::revoke_user_tokens))
        .route("/admin/oauth/clients/{client_id}/audit-logs", get(insights::list_client_audit_logs))
        .route("/admin/oauth/clients/{client_id}/stats", get(insights::get_client_stats))
}
