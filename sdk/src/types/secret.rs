//! A secret that a service has handed out.

use std::fmt;

use serde::{Deserialize, Deserializer};
use zeroize::ZeroizeOnDrop;

/// A secret that does not print itself and is overwritten in memory when it is dropped.
///
/// That holds for this value and its clones. The answer that it was read from, and what the HTTP and TLS libraries copied
/// on the way, are freed as they are.
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

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret([redacted])")
    }
}

/// A secret as it stands in generated types, which can be read. [`Secret`] itself cannot, and neither can be written: it
/// would end up in whatever an application writes with serde.
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
        // Reading freed memory is no test, so the compiler is asked.
        fn is_overwritten<T: ZeroizeOnDrop>(_: &T) {}
        is_overwritten(&Secret::from(String::new()));
    }
}
