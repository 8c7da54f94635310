//! The public types: values, identifiers, and what an application passes in.

// Made by `cargo xtask codegen`.
#[rustfmt::skip]
pub(crate) mod generated;
pub(crate) mod id;
pub(crate) mod invalid_entry;
pub(crate) mod jwks;
pub(crate) mod new_client;
pub(crate) mod page;
pub(crate) mod secret;
pub(crate) mod timestamp;
pub(crate) mod unset;
pub(crate) mod update;
pub(crate) mod values;
