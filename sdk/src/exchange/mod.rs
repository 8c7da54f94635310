//! One call on the wire: attempts, transport, and what a response means.

pub(crate) mod attempts;
pub(crate) mod deadline;
pub(crate) mod headers;
pub(crate) mod response;
pub(crate) mod retry;
pub(crate) mod transport;
