//! What differs between the reports of two runs.

mod compare;
mod show;
mod steady;

pub use compare::{Change, Difference, compare};
pub use show::text;
