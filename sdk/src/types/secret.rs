//! A secret that a service has shown.

use std::{fmt, hint::black_box};

use serde::{Deserialize, Deserializer};
use zeroize::ZeroizeOnDrop;

/// A secret that is never printed, and is overwritten in memory when it is dropped.
///
/// This holds for the value and its clones. The response that it was read from, and copies made by the HTTP and TLS
/// libraries, are freed without being overwritten.
///
/// ```
/// # fn demo(secret: authms_sdk::Secret) {
/// assert_eq!(format!("{secret:?}"), "Secret([redacted])");
/// let value: &str = secret.expose(); // store it now: no call ever shows it again
/// # }
/// ```
#[derive(Clone, ZeroizeOnDrop)]
pub struct Secret(String);

impl Secret {
    /// The secret itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// Compares every byte, so that the time does not tell how much of a guess is right.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        let (one, other) = (self.0.as_bytes(), other.0.as_bytes());
        let differences = one.iter().zip(other).fold(0, |found, (one, other)| found | (one ^ other));
        black_box(differences) == 0 && one.len() == other.len()
    }
}

impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret([redacted])")
    }
}

/// A secret in a response. Unlike [`Secret`] it can be deserialized; neither can be serialized, because an application
/// would write it without noticing.
pub(crate) struct SecretText(pub(crate) Secret);

impl<'de> Deserialize<'de> for SecretText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(Secret(text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f16_a_secret_is_overwritten_when_it_is_dropped() {
        // A test cannot read freed memory, so the compiler checks the trait.
        fn is_overwritten<T: ZeroizeOnDrop>(_: &T) {}
        is_overwritten(&Secret::from(String::new()));
    }
}
