// Made by `cargo xtask codegen` from spec/openapi.yaml. Never edited: change the contract and run it again.

//! The cases of the operations with the tag `clients`, one file for each, in the contract's order.

mod list_clients;
mod create_client;
mod get_client;
mod update_client;
mod delete_client;
mod clone_client;

use crate::case::definition::Case;

pub(super) fn cases() -> Vec<Case> {
    [
        list_clients::cases(),
        create_client::cases(),
        get_client::cases(),
        update_client::cases(),
        delete_client::cases(),
        clone_client::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
