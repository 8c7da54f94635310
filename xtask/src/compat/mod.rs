//! `compat`: what has changed since an older contract, and which side a change breaks.

mod impact;
mod report;

pub use report::{Compat, CompatError, run};
