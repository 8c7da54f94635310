//! The operations as methods of the client, a file for each resource, and the call that they return.

pub(crate) mod audit_logs;
pub(crate) mod call;
pub(crate) mod clients;
pub(crate) mod response;
pub(crate) mod secrets;
pub(crate) mod stats;
pub(crate) mod tokens;
