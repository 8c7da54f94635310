//! The tasks behind `cargo xtask`, as functions that tests can call.

pub mod codegen;
