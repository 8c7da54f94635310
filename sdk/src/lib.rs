#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod api;
mod auth;
mod client;
#[cfg(feature = "decode")]
mod decode;
mod errors;
mod exchange;
mod lists;
mod models;
mod observe;
mod options;
mod setup;
#[cfg(feature = "test-util")]
pub mod test_util;
mod types;
mod wire;

pub use api::{call::Call, response::Response};
pub use auth::{
    cache::TokenCache,
    provider::{TokenProvider, TokenRequest},
    token::{AccessToken, BoxError, BoxFuture, InvalidToken},
};
pub use client::Client;
#[cfg(feature = "decode")]
pub use decode::decode_response;
pub use errors::{
    error::Error,
    kind::{Applied, ErrorKind},
};
pub use exchange::retry::RetryPolicy;
pub use lists::{
    list::List,
    stream::{Items, Pages},
};
pub use models::{
    audit_entry::AuditEntry,
    client::CreatedClient,
    client_secret::{ClientSecret, CreatedSecret, RotatedSecret},
    client_stats::ClientStats,
    token::{Revoked, TokenInfo},
};
pub use observe::event::{ContractEvent, ContractEventKind};
pub use options::CallOptions;
pub use setup::builder::ClientBuilder;
pub use types::{
    generated::{Field, OAuthClient},
    id::{ClientId, InvalidId, SecretId, UserId},
    invalid_entry::InvalidEntry,
    jwks::{InvalidJwks, Jwk, Jwks},
    new_client::NewClient,
    page::Page,
    secret::Secret,
    timestamp::Timestamp,
    update::UpdateClient,
    values::{AuthMethod, ClientStatus, FapiProfile, GrantType, SecretStatus},
};

// What other crates have in the public interface.
#[doc(no_inline)]
pub use http::HeaderMap;
#[doc(no_inline)]
pub use serde_json::Value;

/// SHA-256 of the contract that this version was made from, 64 hexadecimal digits.
pub const CONTRACT_HASH: &str = wire::generated::CONTRACT_HASH;
