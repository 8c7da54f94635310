//! What a call shows to operators: spans, and events about what the contract does not know.

pub(crate) mod event;
mod seen;
pub(crate) mod spans;
pub(crate) mod watch;
