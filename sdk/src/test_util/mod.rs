//! For the tests of applications: responses without a server, and matchers for wiremock.
//!
//! [`Transport`] responds to the requests of a client within the process, below tokens and retries; [`matchers`] tell the
//! operations apart on a [`wiremock`] server; [`decode_response`](crate::decode_response) shows how the SDK reads one
//! response.

pub mod matchers;
mod transport;

pub use transport::{Failure, Reply, SentRequest, Transport};
