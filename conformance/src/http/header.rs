//! A header that a gateway in front of the service wants, sent with every request.

use reqwest::header::{self, HeaderName, HeaderValue};

/// Headers that requests of the suite have already, and those that would change what a request is.
const RESERVED: [HeaderName; 17] = [
    header::ACCEPT,
    header::ACCEPT_ENCODING,
    header::AUTHORIZATION,
    header::CONNECTION,
    header::CONTENT_ENCODING,
    header::CONTENT_LENGTH,
    header::CONTENT_TYPE,
    header::EXPECT,
    header::HOST,
    header::RANGE,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
    // A read under one of these is a write for some gateways.
    HeaderName::from_static("x-http-method"),
    HeaderName::from_static("x-http-method-override"),
    HeaderName::from_static("x-method-override"),
];

/// A header that is sent with every request. Its value is never shown.
#[derive(Debug, Clone)]
pub struct Header {
    pub(crate) name: HeaderName,
    pub(crate) value: HeaderValue,
}

/// A header that cannot be added. Its value is not repeated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// The suite sets it itself.
    #[error(
        "the header `{0}` cannot be added: the suite sets it itself\n  hint: tokens are given with --token-file and the like"
    )]
    Reserved(String),
    /// Its name or its value is not valid.
    #[error("the header `{0}` is not valid\n  hint: a name has letters, digits and `-`, a value is on one line")]
    Invalid(String),
}

impl Header {
    /// A header.
    ///
    /// # Errors
    ///
    /// [`HeaderError`] if the suite sets it itself, or if its name or value is not valid.
    pub fn new(name: &str, value: &str) -> Result<Self, HeaderError> {
        let invalid = || HeaderError::Invalid(name.escape_debug().to_string());
        let name = HeaderName::from_bytes(name.trim().as_bytes()).map_err(|_| invalid())?;
        if RESERVED.contains(&name) {
            return Err(HeaderError::Reserved(name.to_string()));
        }
        let mut value = HeaderValue::from_str(value).map_err(|_| invalid())?;
        value.to_str().map_err(|_| invalid())?;
        value.set_sensitive(true);
        Ok(Self { name, value })
    }

    /// Its value, which is never shown.
    pub(crate) fn secret(&self) -> &str {
        self.value.to_str().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_that_the_suite_sets_itself_is_refused_and_no_value_is_repeated() {
        for (name, value) in [("Host", "hunter2"), ("authorization", "hunter2"), ("Content-Length", "hunter2")] {
            let error = Header::new(name, value).expect_err(name);
            assert!(matches!(error, HeaderError::Reserved(_)) && !error.to_string().contains(value), "{error}");
        }
        for name in ["X-HTTP-Method", "x-http-method-override", "X-Method-Override"] {
            let error = Header::new(name, "DELETE").expect_err("it would turn a read into a write");
            assert!(matches!(error, HeaderError::Reserved(_)), "{error}");
        }
        for (name, value) in [("", "hunter2"), ("a b", "hunter2"), ("x-gateway", "hunter2\nhunter3")] {
            let error = Header::new(name, value).expect_err(name);
            assert!(matches!(error, HeaderError::Invalid(_)) && !error.to_string().contains("hunter"), "{error}");
        }
        let header = Header::new("X-Gateway", "hunter2").expect("valid");
        assert!(!format!("{header:?}").contains("hunter2"));
    }
}
