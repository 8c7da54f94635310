#![doc = include_str!("../README.md")]

mod auth;
mod auth_methods;
mod builder;
mod call;
mod client;
mod clients;
mod code;
#[cfg(feature = "decode")]
mod decode;
mod envelope;
mod error;
mod events;
mod exchange;
// Made by `cargo xtask codegen`.
#[rustfmt::skip]
#[expect(dead_code, reason = "fields that the SDK does not read are known nevertheless")]
mod generated;
mod headers;
mod id;
mod insights;
mod jwks;
mod kind;
mod model;
mod new_client;
mod object;
mod observe;
mod open;
mod operation;
mod options;
mod page;
mod patch;
mod requests;
mod response;
mod retry;
mod secret;
mod secrets;
#[cfg(feature = "test-util")]
pub mod test_util;
mod timestamp;
mod token_cache;
mod tokens;
mod transport;
mod types;
mod unset;
mod update;

pub use auth::{AccessToken, BoxError, BoxFuture, InvalidToken, TokenProvider};
pub use builder::ClientBuilder;
pub use call::{Call, Response};
pub use client::Client;
pub use clients::ClientFilter;
#[cfg(feature = "decode")]
pub use decode::decode_response;
pub use error::Error;
pub use events::{ContractEvent, ContractEventKind};
pub use id::{ClientId, InvalidId, SecretId, UserId};
pub use insights::{AuditEntry, ClientStats};
pub use jwks::{InvalidJwks, Jwk, Jwks};
pub use kind::{Applied, ErrorKind};
pub use model::CreatedClient;
pub use new_client::NewClient;
pub use open::{AuthMethod, ClientStatus, FapiProfile, GrantType, SecretStatus};
pub use options::CallOptions;
pub use page::{Page, PageRequest};
pub use retry::RetryPolicy;
pub use secret::Secret;
pub use secrets::{ClientSecret, CreatedSecret, RotatedSecret};
pub use timestamp::Timestamp;
pub use token_cache::TokenCache;
pub use tokens::{Revoked, TokenInfo};
pub use types::generated::{Field, OAuthClient};
pub use update::UpdateClient;

// What other crates have in the public interface.
#[doc(no_inline)]
pub use http::HeaderMap;
#[doc(no_inline)]
pub use serde_json::Value;

/// SHA-256 of the contract that this version was made from, 64 hexadecimal digits.
pub const CONTRACT_HASH: &str = generated::CONTRACT_HASH;
