//! The cases, one file for each operation; what concerns every operation alike is made in a loop.

mod auth_matrix;
mod get_client;
mod update_client;
mod update_fields;
mod update_refusals;
mod update_silent;

use crate::case::Case;

/// Writes a case: operation, name, claims, and the steps with the name that they call the run by.
macro_rules! case {
    ($operation:expr, $name:expr, [$($claim:expr),* $(,)?], $run:ident => $steps:block) => {
        $crate::case::Case::new($operation, $name, &[$($claim),*], move |$run: &$crate::run::Run<'_>| {
            Box::pin(async move {
                $steps
                Ok(())
            })
        })
    };
}
pub(crate) use case;

/// All cases in the order in which they run: reads, then updates, then refusals, then what is only observed.
pub(crate) fn all() -> Vec<Case> {
    let mut cases = get_client::cases();
    cases.extend(auth_matrix::cases());
    cases.extend(update_client::cases());
    cases.extend(update_fields::cases());
    cases.extend(update_refusals::cases());
    cases.extend(update_silent::cases());
    cases
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
