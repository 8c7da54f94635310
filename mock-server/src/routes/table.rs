//! The table of operations: the contract gives the method and the path, this file the handler.

use authms_spec::{Operation, operation};
use axum::{
    Router,
    handler::Handler,
    http::Method,
    routing::{MethodFilter, on},
};

use super::{clients, insights, secrets, tokens};
use crate::http::Shared;

/// A router with every operation of the contract.
pub(crate) fn all() -> Router<Shared> {
    Table::default()
        .on(&operation::LIST_CLIENTS, clients::list_clients)
        .on(&operation::CREATE_CLIENT, clients::create_client)
        .on(&operation::GET_CLIENT, clients::get_client)
        .on(&operation::UPDATE_CLIENT, clients::update_client)
        .on(&operation::DELETE_CLIENT, clients::delete_client)
        .on(&operation::CLONE_CLIENT, clients::clone_client)
        .on(&operation::ROTATE_CLIENT_SECRET, secrets::rotate_client_secret)
        .on(&operation::LIST_CLIENT_SECRETS, secrets::list_client_secrets)
        .on(&operation::CREATE_CLIENT_SECRET, secrets::create_client_secret)
        .on(&operation::DELETE_CLIENT_SECRET, secrets::delete_client_secret)
        .on(&operation::DEACTIVATE_CLIENT_SECRET, secrets::deactivate_client_secret)
        .on(&operation::LIST_CLIENT_TOKENS, tokens::list_client_tokens)
        .on(&operation::REVOKE_CLIENT_TOKENS, tokens::revoke_client_tokens)
        .on(&operation::REVOKE_USER_TOKENS, tokens::revoke_user_tokens)
        .on(&operation::LIST_CLIENT_AUDIT_LOGS, insights::list_client_audit_logs)
        .on(&operation::GET_CLIENT_STATS, insights::get_client_stats)
        .0
}

/// The routes so far. The router joins the routes of one path and refuses other methods with 405 and `Allow`.
#[derive(Default)]
struct Table(Router<Shared>);

impl Table {
    fn on<H: Handler<T, Shared>, T: 'static>(self, operation: &Operation, handler: H) -> Self {
        let method = Method::from_bytes(operation.method.as_bytes()).ok();
        let filter = method.and_then(|method| MethodFilter::try_from(method).ok());
        let filter = filter.expect("the methods of OpenAPI are methods of the router");
        Self(self.0.route(operation.path, on(filter, handler)))
    }
}
