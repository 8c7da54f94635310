//! `lint`: rules that keep the contract sound, and fit for generating a client from it.
//!
//! Each rule says in our words what would otherwise end in a panic of the generator or in an SDK that leaks.

mod finding;
mod linter;
mod rules;
mod run;

pub use finding::{Finding, report};
pub use run::run;
