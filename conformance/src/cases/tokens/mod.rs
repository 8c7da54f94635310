// Made by `cargo xtask codegen` from spec/openapi.yaml. Never edited: change the contract and run it again.

//! The cases of the operations with the tag `tokens`, one file for each, in the contract's order.

mod list_client_tokens;
mod revoke_client_tokens;
mod revoke_user_tokens;

use crate::case::definition::Case;

pub(super) fn cases() -> Vec<Case> {
    [
        list_client_tokens::cases(),
        revoke_client_tokens::cases(),
        revoke_user_tokens::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
