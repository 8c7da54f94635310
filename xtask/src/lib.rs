//! The tasks behind `cargo xtask`, as functions that tests can call.

pub mod codegen;
pub mod compat;
pub mod difference;
pub mod document;
pub mod drift;
mod glob;
pub mod lint;
pub mod msrv;
pub mod tidy;
