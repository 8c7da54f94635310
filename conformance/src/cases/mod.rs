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
        $crate::case::Case::new($operation, $name, &$claims, move |$run: &$crate::run::Run<'_>| {
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

/// An id that no client has, new for every call.
pub(crate) fn unknown_id() -> String {
    use std::{
        sync::atomic::{AtomicU64, Ordering},
        time::{SystemTime, UNIX_EPOCH},
    };
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    format!("conformance-{now:x}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
