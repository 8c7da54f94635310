//! Access tokens, which never print themselves.

use std::{error::Error as StdError, fmt, future::Future, pin::Pin, time::Duration};

use bytes::Bytes;
use http::HeaderValue;
use tokio::time::Instant;
use zeroize::Zeroizing;

/// A future that can be sent to another thread.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Any error that can be sent to another thread.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// Why a text is not a valid access token: it is empty or has a character that is not allowed in a bearer token (RFC 6750
/// section 2.1).
///
/// ```
/// let error = authms_sdk::AccessToken::new("Bearer 2YotnFZFEjr1zCsicMWpAA").unwrap_err();
/// assert!(error.to_string().contains("hint: give it without `Bearer `"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidToken;

impl fmt::Display for InvalidToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the token is empty or has spaces, line breaks or other characters that are not allowed in a bearer token; hint: give it without `Bearer ` and without quotes")
    }
}

impl StdError for InvalidToken {}

/// A bearer token (RFC 6750) and its lifetime.
///
/// ```
/// use std::time::Duration;
///
/// use authms_sdk::AccessToken;
///
/// let token = AccessToken::new("2YotnFZFEjr1zCsicMWpAA")?.expires_in(Duration::from_secs(3600));
/// assert_eq!(format!("{token:?}"), "AccessToken([redacted])");
/// # Ok::<(), authms_sdk::InvalidToken>(())
/// ```
#[derive(Clone)]
pub struct AccessToken {
    /// The header as sent. Every request shares these bytes; they are overwritten when the last one is dropped.
    header: HeaderValue,
    expires_at: Option<Instant>,
}

impl AccessToken {
    /// A token of unknown lifetime.
    ///
    /// ```
    /// use authms_sdk::AccessToken;
    ///
    /// assert_eq!(AccessToken::new("2YotnFZFEjr1zCsicMWpAA")?.remaining(), None);
    /// assert!(AccessToken::new("").is_err());
    /// # Ok::<(), authms_sdk::InvalidToken>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidToken`] if it is empty or has spaces, line breaks or other characters that are not allowed in a bearer token.
    pub fn new(text: impl Into<String>) -> Result<Self, InvalidToken> {
        let text = Zeroizing::new(text.into());
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(InvalidToken);
        }
        let header = Zeroizing::new(["Bearer ", text.as_str()].concat().into_bytes());
        let mut header = HeaderValue::from_maybe_shared(Bytes::from_owner(header)).map_err(|_| InvalidToken)?;
        header.set_sensitive(true);
        Ok(Self { header, expires_at: None })
    }

    /// Sets the lifetime from now on, `expires_in` of a token response (RFC 6749 section 5.1).
    #[must_use]
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        self.expires_at = Instant::now().checked_add(lifetime);
        self
    }

    /// How long it is still valid, if known.
    #[must_use]
    pub fn remaining(&self) -> Option<Duration> {
        self.expires_at.map(|at| at.saturating_duration_since(Instant::now()))
    }

    /// Whether both have the same text, whatever their lifetimes: a provider finds out with it whether the refused token is
    /// the one that it still holds.
    ///
    /// ```
    /// use authms_sdk::AccessToken;
    ///
    /// let (old, new) = (AccessToken::new("2YotnFZFEjr1zCsicMWpAA")?, AccessToken::new("tGzv3JOkF0XG5Qx2TlKWIA")?);
    /// assert!(old.is(&old.clone()) && !old.is(&new));
    /// # Ok::<(), authms_sdk::InvalidToken>(())
    /// ```
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        self.header == other.header
    }

    /// The bytes that differ between tokens.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.header.as_bytes()
    }

    /// The value of `Authorization` (RFC 6750 section 2.1).
    pub(crate) fn header(&self) -> HeaderValue {
        self.header.clone()
    }
}

/// Never shows the token.
impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken([redacted])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f09_the_header_of_a_token_does_not_print_itself_and_is_shared_by_requests() {
        let token = AccessToken::new("canary-41b7").unwrap();
        let header = token.header();
        assert_eq!((format!("{header:?}").as_str(), header.to_str().ok()), ("Sensitive", Some("Bearer canary-41b7")));
        assert_eq!(header.as_bytes().as_ptr(), token.header().as_bytes().as_ptr());
    }
}
