//! Tokens: where they come from, and when they are replaced.

use std::{error::Error as StdError, fmt, future::Future, pin::Pin, sync::Arc, time::Duration};

use http::HeaderValue;
use tokio::time::Instant;
use zeroize::Zeroize;

use crate::secret::Secret;

/// A future that can be sent to another thread.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Any error that can be sent to another thread.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// Why a text is no access token: a character that no header can carry.
///
/// ```
/// let error = authms_sdk::AccessToken::new("token\n").unwrap_err();
/// assert!(error.to_string().contains("no header can carry"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidToken;

impl fmt::Display for InvalidToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the token has characters that no header can carry; hint: look for line breaks around it")
    }
}

impl StdError for InvalidToken {}

/// A bearer token (RFC 6750) and the time for which it is good.
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
    secret: Arc<Secret>,
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
    /// [`InvalidToken`] if it is empty or has spaces, line breaks or other characters that no header can carry.
    pub fn new(text: impl Into<String>) -> Result<Self, InvalidToken> {
        let secret = Secret::from(text.into());
        let sound = !secret.expose().is_empty() && secret.expose().bytes().all(|byte| byte.is_ascii_graphic());
        if sound { Ok(Self { secret: Arc::new(secret), expires_at: None }) } else { Err(InvalidToken) }
    }

    /// Says how long it is good from now on, `expires_in` of a token answer (RFC 6749 section 5.1).
    #[must_use]
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        self.expires_at = Instant::now().checked_add(lifetime);
        self
    }

    /// How long it is still good, if that is known.
    #[must_use]
    pub fn remaining(&self) -> Option<Duration> {
        self.expires_at.map(|at| at.saturating_duration_since(Instant::now()))
    }

    /// Whether both are the same text.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.secret.expose() == other.secret.expose()
    }

    /// The header of a request.
    pub(crate) fn header(&self) -> Result<HeaderValue, InvalidToken> {
        let mut text = format!("Bearer {}", self.secret.expose());
        let value = HeaderValue::from_str(&text);
        text.zeroize();
        let mut value = value.map_err(|_| InvalidToken)?;
        value.set_sensitive(true);
        Ok(value)
    }
}

/// Never the token.
impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken([redacted])")
    }
}

/// Where a client takes its tokens from.
///
/// [`TokenCache`](crate::TokenCache) makes one of any function that fetches a token; a fixed token needs none
/// ([`ClientBuilder::bearer_token`](crate::ClientBuilder::bearer_token)).
///
/// ```
/// use authms_sdk::{AccessToken, BoxError, BoxFuture, Client, TokenProvider};
///
/// struct FromEnvironment;
///
/// impl TokenProvider for FromEnvironment {
///     fn token<'a>(&'a self, _refused: Option<&'a AccessToken>) -> BoxFuture<'a, Result<AccessToken, BoxError>> {
///         Box::pin(async { Ok(AccessToken::new(std::env::var("AUTHMS_TOKEN")?)?) })
///     }
/// }
///
/// let client = Client::builder("https://auth.example.com/api/v1").token_provider(FromEnvironment).build()?;
/// # let _ = client;
/// # Ok::<(), authms_sdk::Error>(())
/// ```
pub trait TokenProvider: Send + Sync + 'static {
    /// A token for a request that is about to be sent, asked for once a call, and once more with the token that the service
    /// has `refused` (401). Returning the refused one again says that there is no better one; another one is tried once.
    ///
    /// # Errors
    ///
    /// Whatever keeps it from having one. It becomes the source of an error of kind
    /// [`ErrorKind::Token`](crate::ErrorKind::Token), or of the refusal.
    fn token<'a>(&'a self, refused: Option<&'a AccessToken>) -> BoxFuture<'a, Result<AccessToken, BoxError>>;
}

/// Where the tokens of one client come from.
pub(crate) enum Tokens {
    None,
    Fixed(AccessToken),
    From(Box<dyn TokenProvider>),
}

impl Tokens {
    pub(crate) async fn current(&self) -> Result<Option<AccessToken>, BoxError> {
        match self {
            Self::None => Ok(None),
            Self::Fixed(token) => Ok(Some(token.clone())),
            Self::From(provider) => provider.token(None).await.map(Some),
        }
    }

    /// Another one than the refused one, if there is.
    pub(crate) async fn instead_of(&self, refused: &AccessToken) -> Result<Option<AccessToken>, BoxError> {
        match self {
            Self::None | Self::Fixed(_) => Ok(None),
            Self::From(provider) => {
                let token = provider.token(Some(refused)).await?;
                Ok((!token.is(refused)).then_some(token))
            }
        }
    }
}
