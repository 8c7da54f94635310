//! The SDK as applications use it, against servers that behave like real ones.

mod broken;
mod canary;
mod group;
mod hazards;
mod heads;
mod lists;
mod models;
mod noticed;
mod options;
mod retries;
mod service;
mod settings;
mod spans;
mod storms;
#[cfg(any(feature = "rustls", feature = "native-tls", feature = "rustls-no-provider"))]
mod tls;
mod tokens;
mod updates;
