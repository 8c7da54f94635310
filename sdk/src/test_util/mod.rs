//! For the tests of applications: answers without a server, and matchers for wiremock.
//!
//! [`Transport`] answers the requests of a client within the process, below tokens and retries; [`matchers`] tell the
//! operations apart on a [`wiremock`] server; [`decode_response`](crate::decode_response) shows what the SDK makes of one
//! answer.

pub mod matchers;
mod transport;

pub use transport::{Failure, Reply, SentRequest, Transport};
