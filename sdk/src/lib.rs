#![doc = include_str!("../README.md")]

mod auth_methods;
mod call;
mod client;
mod clients;
mod error;
// Made by `cargo xtask codegen`; its errors print bodies and its paths can be moved, so nothing of it is public.
#[rustfmt::skip]
#[expect(clippy::allow_attributes, clippy::unwrap_used, dead_code, unreachable_pub, reason = "made by progenitor")]
mod generated;
mod id;
mod insights;
mod model;
mod new_client;
mod open;
mod operation;
mod page;
mod patch;
mod response;
mod secret;
mod secrets;
#[cfg(feature = "test-util")]
pub mod test_util;
mod tokens;
mod update;

pub use client::{Client, ClientBuilder};
pub use clients::ClientFilter;
pub use error::{Applied, Error, ErrorKind};
pub use id::{ClientId, InvalidId, SecretId, UserId};
pub use insights::{AuditEntry, ClientStats};
pub use model::{CreatedClient, OAuthClient, Timestamp};
pub use new_client::NewClient;
pub use open::{AuthMethod, ClientStatus, FapiProfile, GrantType, SecretStatus};
pub use page::{Page, PageRequest};
pub use secret::Secret;
pub use secrets::{ClientSecret, CreatedSecret, RotatedSecret};
pub use tokens::{Revoked, TokenInfo};
pub use update::{Field, UpdateClient};

/// SHA-256 of the contract that this version was made from, 64 hexadecimal digits.
pub const CONTRACT_HASH: &str = generated::CONTRACT_HASH;
