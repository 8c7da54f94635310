//! The steps of the gate, in the order in which they run.

mod code;
mod contract;
mod dependencies;
mod fuzz;
mod list;
mod nightly;
mod release;
mod task;
mod text;
mod whole;

pub use list::STEPS;
