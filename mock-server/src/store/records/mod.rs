//! The records that the state consists of.

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
