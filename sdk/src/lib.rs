#![doc = include_str!("../README.md")]

mod auth_methods;
mod call;
mod client;
mod error;
// Made by `cargo xtask codegen`; its errors print bodies and its paths can be moved, so nothing of it is public.
#[rustfmt::skip]
#[expect(clippy::allow_attributes, clippy::unwrap_used, dead_code, unreachable_pub, reason = "made by progenitor")]
mod generated;
mod id;
mod model;
mod open;
mod operation;
mod patch;
mod response;
#[cfg(feature = "test-util")]
pub mod test_util;
mod update;

pub use client::{Client, ClientBuilder};
pub use error::{Applied, Error, ErrorKind};
pub use id::{ClientId, InvalidId};
pub use model::{OAuthClient, Timestamp};
pub use open::{AuthMethod, ClientStatus, FapiProfile, GrantType};
pub use update::{Field, UpdateClient};

/// SHA-256 of the contract that this version was made from, 64 hexadecimal digits.
pub const CONTRACT_HASH: &str = generated::CONTRACT_HASH;
