//! The contract as code: operations, requests, and the types that go over the wire.

pub(crate) mod auth_methods;
pub(crate) mod code;
pub(crate) mod draft;
pub(crate) mod entries;
pub(crate) mod envelope;
// Made by `cargo xtask codegen`.
#[rustfmt::skip]
#[expect(dead_code, reason = "fields that keep lists out are never read")]
pub(crate) mod generated;
pub(crate) mod lenient;
pub(crate) mod operation;
pub(crate) mod patch;
pub(crate) mod reject_seq;
pub(crate) mod requests;
