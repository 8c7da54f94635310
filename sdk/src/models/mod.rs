//! What the service shows: clients, secrets, tokens and the like. The fields of a client are generated.

pub(crate) mod audit_entry;
pub(crate) mod client;
pub(crate) mod client_secret;
pub(crate) mod client_stats;
pub(crate) mod setters;
pub(crate) mod token;
