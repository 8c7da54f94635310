//! The cases: one file for each operation, and the matrices, whose rules hold for every operation.

mod clients;
mod insights;
mod matrix;
mod secrets;
mod tokens;

use crate::case::definition::Case;

/// All cases in the order in which they run.
pub(crate) fn all() -> Vec<Case> {
    [clients::cases(), secrets::cases(), tokens::cases(), insights::cases(), matrix::cases()]
        .into_iter()
        .flatten()
        .collect()
}
