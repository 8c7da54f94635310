// Made by `cargo xtask codegen` from spec/openapi.yaml. Never edited: change the contract and run it again.

//! The cases of the operations with the tag `insights`, one file for each, in the contract's order.

mod list_client_audit_logs;
mod get_client_stats;

use crate::case::definition::Case;

pub(super) fn cases() -> Vec<Case> {
    [
        list_client_audit_logs::cases(),
        get_client_stats::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
