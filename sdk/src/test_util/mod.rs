//! For the tests of applications: responses without a server, and matchers for wiremock.
//!
//! [`Transport`] responds to the requests of a client within the process, below tokens and retries;
//! [`decode_response`](crate::decode_response) shows how the SDK reads one response. With the feature `wiremock`, the module
//! `matchers` tells the operations apart on a server of the crate `wiremock`.

#[cfg(feature = "wiremock")]
pub mod matchers;
mod transport;

pub use transport::{Failure, Reply, SentRequest, Transport};
