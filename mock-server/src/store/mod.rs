//! The state and its rules, in plain Rust without HTTP.
//!
//! All of it is one [`Namespace`] value behind one lock; nothing is global. Each rule is a method that checks first and
//! then assigns, so a refusal changes nothing.

mod audit;
mod clients;
mod error;
#[cfg(test)]
mod model_tests;
mod namespace;
mod page;
mod records;
mod secrets;
pub(crate) mod seed;
mod tokens;

pub(crate) use error::StoreError;
pub(crate) use namespace::Namespace;
pub(crate) use page::{Page, PageQuery};
pub(crate) use records::{
    AuditEntry, Client, Configuration, ConfigurationUpdate, Operator, PresentationUpdate, Protocol, ProtocolUpdate,
    Secret, Token, TokenKind,
};
