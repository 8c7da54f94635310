//! `rehearse`: adds a field of a request to a copy of the repository, and holds the checks to naming each place that lacks it.
//!
//! A field is written by hand in a few places, and while a place lacks it, a check must name that place.

mod contract;
mod copy;
mod plan;
mod run;

pub use contract::{RehearsalField, add_field};
pub use plan::{CHECKS, Check, FIELD, MOST_FILES, Place};
pub use run::{RehearsalError, judge, run};
