//! `codegen`: the part of the SDK that follows from the contract alone, the constants of `spec`, and
//! the suite's lists of case files.
//!
//! Progenitor reads a *codegen view* of the contract, which works around its limits. Of its output, the part that builds
//! requests and the types remain. The table of operations and the public fields are made from the contract itself.

mod cases;
mod error;
mod facts;
mod fields;
mod kind;
mod output;
mod paths;
mod prose;
mod requests;
mod run;
mod schemas;
mod shorten;
mod table;
pub mod view;

pub use error::CodegenError;
pub use output::Generated;
pub use paths::paths;
pub use run::{files, generate, run};
