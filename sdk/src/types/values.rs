//! Open sets of values: known values have names, any other is kept as received (sdk-F4).

use std::{convert::Infallible, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Visitor};

/// A value of an open set.
pub(crate) trait OpenSet: AsRef<str> {
    /// Whether this version knows the value by name.
    fn has_name(&self) -> bool;
}

/// Calls with the field and the text of each value that has no name.
pub(crate) fn unnamed<'a, T: OpenSet + 'a>(
    field: &'static str,
    values: impl IntoIterator<Item = &'a T>,
    found: &mut dyn FnMut(&'static str, &str),
) {
    values.into_iter().filter(|value| !value.has_name()).for_each(|value| found(field, value.as_ref()));
}

macro_rules! open_set {
    ($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$inner])* $variant,)*
            /// A value that this version does not know by name.
            #[non_exhaustive]
            Unknown(String),
        }

        impl $name {
            /// The value on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(text) => text,
                }
            }

            /// Whether this version knows the value by name.
            #[must_use]
            pub fn is_known(&self) -> bool {
                !matches!(self, Self::Unknown(_))
            }
        }

        impl OpenSet for $name {
            fn has_name(&self) -> bool {
                self.is_known()
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    other => Self::Unknown(other.to_owned()),
                }
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;

                impl Visitor<'_> for Text {
                    type Value = $name;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("a string")
                    }

                    fn visit_str<E>(self, text: &str) -> Result<$name, E> {
                        Ok($name::from(text))
                    }
                }

                deserializer.deserialize_str(Text)
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl FromStr for $name {
            type Err = Infallible;

            fn from_str(text: &str) -> Result<Self, Infallible> {
                Ok(Self::from(text))
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

open_set!(
    /// Whether a client may be used.
    ///
    /// ```
    /// use authms_sdk::ClientStatus;
    ///
    /// assert_eq!(ClientStatus::from("active"), ClientStatus::Active);
    /// assert_eq!(ClientStatus::from("archived").as_str(), "archived");
    /// ```
    ClientStatus {
        /// The client may be used.
        Active = "active",
        /// The client may not be used, for now.
        Suspended = "suspended",
    }
);
open_set!(
    /// A grant type (RFC 7591 section 2).
    ///
    /// ```
    /// use authms_sdk::GrantType;
    ///
    /// assert_eq!(GrantType::from("refresh_token"), GrantType::RefreshToken);
    /// assert!(!GrantType::from("urn:example:grant").is_known());
    /// ```
    GrantType {
        /// Authorization code (RFC 6749 section 4.1).
        AuthorizationCode = "authorization_code",
        /// Refresh token (RFC 6749 section 6).
        RefreshToken = "refresh_token",
        /// Client credentials (RFC 6749 section 4.4).
        ClientCredentials = "client_credentials",
        /// Device authorization (RFC 8628).
        DeviceCode = "urn:ietf:params:oauth:grant-type:device_code",
        /// Implicit (RFC 6749 section 4.2), which RFC 9700 advises against.
        Implicit = "implicit",
    }
);
open_set!(
    /// How a client authenticates at the token endpoint (RFC 7591 section 2).
    ///
    /// ```
    /// use authms_sdk::AuthMethod;
    ///
    /// assert_eq!(AuthMethod::from("private_key_jwt"), AuthMethod::PrivateKeyJwt);
    /// assert!(!AuthMethod::from("tls_client_auth").is_known());
    /// ```
    AuthMethod {
        /// A secret by HTTP Basic (RFC 6749 section 2.3.1).
        ClientSecretBasic = "client_secret_basic",
        /// A JWT that the client signs (RFC 7523).
        PrivateKeyJwt = "private_key_jwt",
    }
);
open_set!(
    /// A security profile of the Financial-grade API.
    ///
    /// ```
    /// use authms_sdk::FapiProfile;
    ///
    /// assert_eq!(FapiProfile::from("fapi1"), FapiProfile::Fapi1);
    /// assert!(!FapiProfile::from("fapi9").is_known());
    /// ```
    FapiProfile {
        /// FAPI 1.0.
        Fapi1 = "fapi1",
    }
);
open_set!(
    /// Whether a secret is accepted.
    ///
    /// ```
    /// use authms_sdk::SecretStatus;
    ///
    /// assert_eq!(SecretStatus::from("inactive"), SecretStatus::Inactive);
    /// assert!(!SecretStatus::from("expiring").is_known());
    /// ```
    SecretStatus {
        /// The secret is accepted.
        Active = "active",
        /// Nothing new is accepted with the secret.
        Inactive = "inactive",
    }
);
