//! Identifiers in paths, checked before any request is built.

use std::{fmt, str::FromStr};

/// Why a text is not a valid identifier.
///
/// ```
/// let error = "a/b".parse::<authms_sdk::ClientId>().unwrap_err();
/// assert_eq!(error.to_string(), "not an identifier: it has a slash or a backslash, which separate segments of a path");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidId(&'static str);

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not an identifier: {}", self.0)
    }
}

impl std::error::Error for InvalidId {}

fn check(text: &str) -> Result<(), InvalidId> {
    if text.is_empty() {
        return Err(InvalidId("it is empty"));
    }
    if matches!(text, "." | "..") {
        return Err(InvalidId("it is a dot segment, which a URL resolves away"));
    }
    if text.contains(['/', '\\']) {
        return Err(InvalidId("it has a slash or a backslash, which separate segments of a path"));
    }
    if text.contains(char::is_control) {
        return Err(InvalidId("it has a control character"));
    }
    Ok(())
}

macro_rules! identifier {
    ($(#[$outer:meta])* $name:ident) => {
        $(#[$outer])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// Checks a text.
            ///
            /// ```
            #[doc = concat!("use authms_sdk::", stringify!($name), ";")]
            ///
            #[doc = concat!("assert_eq!(", stringify!($name), "::new(\"7f3a\")?.as_str(), \"7f3a\");")]
            #[doc = concat!("assert!(", stringify!($name), "::new(\"..\").is_err());")]
            /// # Ok::<(), authms_sdk::InvalidId>(())
            /// ```
            ///
            /// # Errors
            ///
            /// [`InvalidId`] if it is empty, `.` or `..`, or has a slash, a backslash or a control character.
            pub fn new(text: impl Into<String>) -> Result<Self, InvalidId> {
                let text = text.into();
                check(&text)?;
                Ok(Self(text))
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Self::new(text)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = InvalidId;

            fn try_from(text: &str) -> Result<Self, InvalidId> {
                Self::new(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;

            fn try_from(text: String) -> Result<Self, InvalidId> {
                Self::new(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

identifier!(
    /// The `client_id` of an OAuth client (RFC 6749 section 2.2).
    ///
    /// An id becomes one segment of a path. `..` would move the request to another resource, and escaping does not help:
    /// a URL parser resolves `%2e%2e` as well. So a text that cannot be one segment is refused, and nothing else.
    ///
    /// ```
    /// use authms_sdk::ClientId;
    ///
    /// let id: ClientId = "demo-payments".parse()?;
    /// assert_eq!(id.as_str(), "demo-payments");
    /// assert!("..".parse::<ClientId>().is_err());
    /// # Ok::<(), authms_sdk::InvalidId>(())
    /// ```
    ClientId
);
identifier!(
    /// The `secret_id` of a client's secret: an identifier, not the secret. Checked like [`ClientId`].
    ///
    /// ```
    /// let id: authms_sdk::SecretId = "secret-1".parse()?;
    /// assert_eq!(id.to_string(), "secret-1");
    /// # Ok::<(), authms_sdk::InvalidId>(())
    /// ```
    SecretId
);
identifier!(
    /// The id of a user. Checked like [`ClientId`].
    ///
    /// ```
    /// let id: authms_sdk::UserId = "user-1".parse()?;
    /// assert_eq!(id.to_string(), "user-1");
    /// # Ok::<(), authms_sdk::InvalidId>(())
    /// ```
    UserId
);
