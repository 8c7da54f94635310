//! Rules that hold for every operation, with cases made from the contract's list of operations.

mod auth;
mod requests;
mod unknown_clients;

use crate::case::definition::Case;

pub(super) fn cases() -> Vec<Case> {
    [auth::cases(), unknown_clients::cases()].into_iter().flatten().collect()
}
