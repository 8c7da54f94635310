//! All operations in one router.

use axum::Router;

use super::{clients, insights, secrets, table::Table, tokens};
use crate::http::Shared;

/// A router with every operation of the contract.
pub(crate) fn all() -> Router<Shared> {
    let resources = [clients::operations, secrets::operations, tokens::operations, insights::operations];
    resources.into_iter().fold(Table::default(), |table, operations| operations(table)).into_router()
}
