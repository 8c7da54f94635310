//! Identifiers in paths, checked before any request is built.

use std::{borrow::Borrow, convert::Infallible, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// Why a text is not a valid identifier.
///
/// ```
/// let error = "a/b".parse::<authms_sdk::ClientId>().unwrap_err();
/// let what = "`client_id` is not valid in a path: it has a slash or a backslash, which separate segments";
/// assert_eq!(error.to_string(), what);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidId {
    of: &'static str,
    why: &'static str,
}

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not valid in a path: {}", self.of, self.why)
    }
}

impl std::error::Error for InvalidId {}

/// An identifier is a valid one already; so a call accepts identifiers and texts alike.
impl From<Infallible> for InvalidId {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

fn check(text: &str) -> Result<(), &'static str> {
    if text.is_empty() {
        return Err("it is empty");
    }
    if matches!(text, "." | "..") {
        return Err("it is a dot segment, which a URL resolves away");
    }
    if text.contains(['/', '\\']) {
        return Err("it has a slash or a backslash, which separate segments");
    }
    if text.contains(char::is_control) {
        return Err("it has a control character");
    }
    Ok(())
}

/// A text as an identifier, or as it is if it is not valid as one. An empty text is neither.
pub(crate) fn split<T: TryFrom<String>>(text: Option<String>) -> (Option<T>, Option<String>) {
    match text.filter(|text| !text.is_empty()) {
        Some(text) if check(&text).is_err() => (None, Some(text)),
        valid => (valid.and_then(|text| T::try_from(text).ok()), None),
    }
}

/// An identifier that a caller gives, as such or as a text.
pub(crate) fn given<T>(id: impl TryInto<T, Error: Into<InvalidId>>) -> Result<T, InvalidId> {
    id.try_into().map_err(Into::into)
}

/// Two of them.
pub(crate) fn both<A, B>(
    one: impl TryInto<A, Error: Into<InvalidId>>,
    other: impl TryInto<B, Error: Into<InvalidId>>,
) -> Result<(A, B), InvalidId> {
    Ok((given(one)?, given(other)?))
}

macro_rules! identifier {
    ($(#[$outer:meta])* $name:ident, $of:literal) => {
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
                check(&text).map(|()| Self(text)).map_err(|why| InvalidId { of: $of, why })
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

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl From<&$name> for $name {
            fn from(id: &$name) -> Self {
                id.clone()
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, text: &str) -> bool {
                self.0 == text
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, text: &&str) -> bool {
                self.0 == *text
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        /// Fails as [`Self::new`] does.
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::new(String::deserialize(deserializer)?).map_err(D::Error::custom)
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

        impl TryFrom<&String> for $name {
            type Error = InvalidId;

            fn try_from(text: &String) -> Result<Self, InvalidId> {
                Self::new(text.as_str())
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
    ClientId,
    "client_id"
);
identifier!(
    /// The `secret_id` of a client's secret: an identifier, not the secret. Checked like [`ClientId`].
    ///
    /// ```
    /// let id: authms_sdk::SecretId = "secret-1".parse()?;
    /// assert_eq!(id.to_string(), "secret-1");
    /// # Ok::<(), authms_sdk::InvalidId>(())
    /// ```
    SecretId,
    "secret_id"
);
identifier!(
    /// The id of a user. Checked like [`ClientId`].
    ///
    /// ```
    /// let id: authms_sdk::UserId = "user-1".parse()?;
    /// assert_eq!(id.to_string(), "user-1");
    /// # Ok::<(), authms_sdk::InvalidId>(())
    /// ```
    UserId,
    "user_id"
);
