//! `rehearse`: adds a field of a request to a copy of the repository, and holds the checks to naming each place that lacks it.
//!
//! A field is written by hand in a few places, and while a place lacks it, a check must name that place. With a line
//! in each place, the checks must pass.

mod contract;
mod copy;
mod edit;
mod plan;
mod run;

pub(crate) use copy::copy;

pub use contract::{RehearsalField, add_field};
pub use edit::apply;
pub use plan::{CHECKS, Check, EDITS, Edit, FIELD, MENDED, MOST_FILES, Place};
pub use run::{RehearsalError, judge, run};
