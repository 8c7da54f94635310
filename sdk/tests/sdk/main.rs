//! The SDK as applications use it, against servers that behave like real ones.

mod broken;
mod canary;
mod entries;
mod errors;
mod every;
mod group;
mod hazards;
mod heads;
mod list_ends;
mod lists;
mod minted;
mod models;
mod mutations;
mod noticed;
mod options;
mod outside;
mod reading;
mod redacted;
mod retries;
mod service;
mod settings;
mod shape;
mod spans;
mod storms;
#[cfg(any(feature = "rustls", feature = "native-tls", feature = "rustls-no-provider"))]
mod tls;
mod tokens;
mod unset;
mod updates;
