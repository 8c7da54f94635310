//! Sends a call: attempts, retries, transport, and the reading of responses.

pub(crate) mod attempts;
pub(crate) mod deadline;
pub(crate) mod decoding;
pub(crate) mod faults;
pub(crate) mod head;
pub(crate) mod headers;
pub(crate) mod members;
pub(crate) mod minted;
pub(crate) mod response;
pub(crate) mod retry;
pub(crate) mod spelled;
pub(crate) mod transport;
