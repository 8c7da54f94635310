//! `ci`: the gate, as steps that are timed against a budget.

mod error;
mod plan;
mod run;
mod shell;
mod step;
mod steps;
mod table;
mod terminal;
mod tools;

pub use error::StepError;
pub use plan::{PlanError, Selection, select};
pub use run::run;
pub use shell::Shell;
pub use step::{Step, When};
pub use steps::STEPS;
pub use table::{Ended, Timed, list, render};
