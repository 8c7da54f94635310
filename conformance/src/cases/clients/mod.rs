//! The six operations on clients; the update, which most rules are about, has four files.

mod clone_client;
mod create_client;
mod delete_client;
mod get_client;
mod list_clients;
mod update_client;
mod update_fields;
mod update_refusals;
mod update_silent;

use crate::case::definition::Case;

pub(super) fn cases() -> Vec<Case> {
    [
        get_client::cases(),
        update_client::cases(),
        update_fields::cases(),
        update_refusals::cases(),
        update_silent::cases(),
        create_client::cases(),
        list_clients::cases(),
        clone_client::cases(),
        delete_client::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
