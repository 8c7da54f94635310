//! The tasks behind `cargo xtask`, as functions that tests can call.

pub mod ci;
pub mod codegen;
pub mod compare;
pub mod compat;
pub mod drift;
pub mod lint;
pub mod msrv;
pub mod publish;
pub mod rehearse;
pub mod tasks;
pub mod tidy;
