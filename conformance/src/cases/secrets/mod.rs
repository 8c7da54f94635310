// Made by `cargo xtask codegen` from spec/openapi.yaml. Never edited: change the contract and run it again.

//! The cases of the operations with the tag `secrets`, one file for each, in the contract's order.

mod rotate_client_secret;
mod list_client_secrets;
mod create_client_secret;
mod delete_client_secret;
mod deactivate_client_secret;

use crate::case::definition::Case;

pub(super) fn cases() -> Vec<Case> {
    [
        rotate_client_secret::cases(),
        list_client_secrets::cases(),
        create_client_secret::cases(),
        delete_client_secret::cases(),
        deactivate_client_secret::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
