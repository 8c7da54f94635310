//! The operations on tokens: what can be said of clients and users to whom none was issued.

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
