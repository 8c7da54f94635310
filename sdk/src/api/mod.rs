//! The operations as methods of the client, a file for each resource, and the call that they return.

pub(crate) mod call;
pub(crate) mod clients;
pub(crate) mod insights;
pub(crate) mod secrets;
pub(crate) mod tokens;
