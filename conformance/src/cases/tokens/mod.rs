//! The operations on tokens, for clients and users that have none.

mod counts;
mod list_client_tokens;
mod revoke_client_tokens;
mod revoke_user_tokens;

use crate::case::definition::Case;

pub(super) fn cases() -> Vec<Case> {
    [list_client_tokens::cases(), revoke_client_tokens::cases(), revoke_user_tokens::cases()]
        .into_iter()
        .flatten()
        .collect()
}
