//! The cases: one file for each operation, and the matrices, whose rules hold for every operation.

// The contract's tags: `cargo xtask codegen` writes each list of operations, so that one without a case file does not compile.
#[rustfmt::skip]
mod clients;
#[rustfmt::skip]
mod insights;
mod matrix;
#[rustfmt::skip]
mod secrets;
mod shared;
#[rustfmt::skip]
mod tokens;

use crate::case::definition::Case;

/// All cases in the order in which they run.
pub(crate) fn all() -> Vec<Case> {
    [clients::cases(), secrets::cases(), tokens::cases(), insights::cases(), matrix::cases()]
        .into_iter()
        .flatten()
        .collect()
}
