//! The five operations on a client's secrets.

mod create_client_secret;
mod deactivate_client_secret;
mod delete_client_secret;
mod list_client_secrets;
mod rotate_client_secret;
mod statuses;
mod unknown_secret;

use crate::case::definition::Case;

pub(super) fn cases() -> Vec<Case> {
    [
        create_client_secret::cases(),
        list_client_secrets::cases(),
        rotate_client_secret::cases(),
        deactivate_client_secret::cases(),
        delete_client_secret::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
