//! The SDK as applications use it, against servers that do what real ones do.

mod broken;
mod canary;
mod group;
mod hazards;
mod lists;
mod noticed;
mod retries;
mod service;
mod settings;
mod spans;
mod tls;
mod tokens;
mod updates;
