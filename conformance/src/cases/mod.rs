//! The cases, one file for each operation; what concerns every operation alike is made in a loop.

mod auth_matrix;
mod client_secrets;
mod client_tokens;
mod clone_client;
mod create_client;
mod delete_client;
mod get_client;
mod list_clients;
mod through_the_sdk;
mod unknown_clients;
mod update_client;
mod update_fields;
mod update_refusals;
mod update_silent;

use crate::case::Case;

/// Writes a case: operation, name, claims, and the steps with the name that they call the run by.
macro_rules! case {
    ($operation:expr, $name:expr, $claims:expr, $run:ident => $steps:block) => {
        $crate::case::Case::new($operation, $name, &$claims, move |$run: &$crate::context::CaseContext<'_>| {
            Box::pin(async move {
                $steps
                Ok(())
            })
        })
    };
}
pub(crate) use case;

/// All cases in the order in which they run: what needs only the subject, then what makes clients of its own.
pub(crate) fn all() -> Vec<Case> {
    [
        get_client::cases(),
        auth_matrix::cases(),
        update_client::cases(),
        update_fields::cases(),
        update_refusals::cases(),
        update_silent::cases(),
        create_client::cases(),
        list_clients::cases(),
        clone_client::cases(),
        client_secrets::cases(),
        client_tokens::cases(),
        delete_client::cases(),
        unknown_clients::cases(),
        through_the_sdk::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
