//! What the state consists of: records in plain Rust, with what each of them can tell about itself.

mod audit;
mod client;
mod configuration;
mod secret;
mod token;

pub(crate) use audit::{AuditEntry, Operator, Target};
pub(crate) use client::Client;
pub(crate) use configuration::{Configuration, ConfigurationUpdate, PresentationUpdate, Protocol, ProtocolUpdate};
pub(crate) use secret::{RetiredSecret, Secret};
pub(crate) use token::{Token, TokenKind};
