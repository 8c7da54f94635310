//! Access tokens: what they are, where they come from, and how long they are kept.

pub(crate) mod cache;
pub(crate) mod provider;
pub(crate) mod refused;
pub(crate) mod state;
pub(crate) mod token;
pub(crate) mod tokens;
