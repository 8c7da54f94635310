//! What the examples share: where the service is and who calls it.

use authms_sdk::{Client, ClientBuilder};

/// A client of `AUTHMS_BASE_URL`; without it, of the mock server of this project as `cargo mock` starts it.
pub(crate) fn builder() -> ClientBuilder {
    Client::builder(std::env::var("AUTHMS_BASE_URL").unwrap_or_else(|_| "http://127.0.0.1:4010/api/v1".to_owned()))
}

/// `AUTHMS_TOKEN`; without it, the mock server's administrator.
pub(crate) fn token() -> String {
    std::env::var("AUTHMS_TOKEN").unwrap_or_else(|_| "mock-admin".to_owned())
}
