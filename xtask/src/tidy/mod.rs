//! `tidy`: the invariants of the repository that no compiler holds.

mod config;
mod finding;
mod problem;
mod rules;
mod run;
mod tree;

pub use config::ConfigError;
pub use finding::{Finding, report};
pub use problem::{Problem, Step};
pub use run::{TidyError, run};
