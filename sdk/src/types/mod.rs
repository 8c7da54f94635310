//! The public types of a client whose fields follow from the contract.

// Made by `cargo xtask codegen`.
#[rustfmt::skip]
pub(crate) mod generated;
