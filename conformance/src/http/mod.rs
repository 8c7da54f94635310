//! The way to the server: who calls which operation, what goes out and comes back, and what a run has made.

pub(crate) mod caller;
pub(crate) mod exchange;
pub(crate) mod fault;
pub(crate) mod header;
pub(crate) mod jwt;
pub(crate) mod ledger;
pub(crate) mod limits;
pub(crate) mod no_response;
pub(crate) mod redact;
pub(crate) mod request;
pub(crate) mod session;
pub(crate) mod stop;
pub(crate) mod target;
pub(crate) mod traffic;
pub(crate) mod wire;
