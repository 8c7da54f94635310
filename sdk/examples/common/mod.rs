//! What the examples share: where the service is, who calls it, and how they end.

use std::{error::Error, process::ExitCode};

use authms_sdk::{Client, ClientBuilder, ErrorKind};

/// A client of `AUTHMS_BASE_URL`; without it, of the mock server of this project as `cargo mock` starts it.
pub(crate) fn builder() -> ClientBuilder {
    Client::builder(std::env::var("AUTHMS_BASE_URL").unwrap_or_else(|_| "http://127.0.0.1:4010/api/v1".to_owned()))
}

/// `AUTHMS_TOKEN`; without it, the mock server's administrator.
pub(crate) fn token() -> String {
    std::env::var("AUTHMS_TOKEN").unwrap_or_else(|_| "mock-admin".to_owned())
}

/// Prints an error with its causes, and a hint for the most common one.
pub(crate) fn end(result: Result<(), Box<dyn Error>>) -> ExitCode {
    let Err(error) = result else { return ExitCode::SUCCESS };
    eprintln!("error: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        eprintln!("  because: {error}");
        cause = error.source();
    }
    if error.downcast_ref::<authms_sdk::Error>().is_some_and(|error| error.kind() == ErrorKind::Connect) {
        eprintln!("  hint: start `cargo mock` in another terminal, or set AUTHMS_BASE_URL and AUTHMS_TOKEN");
    }
    ExitCode::FAILURE
}
