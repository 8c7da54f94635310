//! Where tokens come from: what an application implements.

use std::{fmt, sync::Arc};

use crate::auth::token::{AccessToken, BoxError, BoxFuture};

/// What a client asks its [`TokenProvider`] for. It may grow in later versions.
///
/// ```
/// use authms_sdk::{AccessToken, TokenRequest};
///
/// // For the tests of a provider.
/// let refused = AccessToken::new("2YotnFZFEjr1zCsicMWpAA")?;
/// assert!(TokenRequest::new().refused().is_none());
/// assert!(TokenRequest::new().with_refused(&refused).refused().is_some_and(|token| token.is(&refused)));
/// # Ok::<(), authms_sdk::InvalidToken>(())
/// ```
#[derive(Clone, Copy, Default)]
#[non_exhaustive]
#[must_use = "a request does nothing until it is given to a provider"]
pub struct TokenRequest<'a> {
    refused: Option<&'a AccessToken>,
}

/// Never shows the refused token.
impl fmt::Debug for TokenRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenRequest").field("refused", &self.refused.is_some()).finish_non_exhaustive()
    }
}

impl<'a> TokenRequest<'a> {
    /// A request for any token.
    pub fn new() -> Self {
        Self::default()
    }

    /// A request for another token than this one, which the service has refused.
    pub fn with_refused(mut self, token: &'a AccessToken) -> Self {
        self.refused = Some(token);
        self
    }

    /// The token that the service has refused (401), if that is why another one is needed.
    #[must_use]
    pub fn refused(&self) -> Option<&'a AccessToken> {
        self.refused
    }
}

/// Provides a client with tokens.
///
/// [`TokenCache`](crate::TokenCache) is a provider over any function that fetches a token; a fixed token needs no provider
/// ([`ClientBuilder::bearer_token`](crate::ClientBuilder::bearer_token)). Only [`token`](TokenProvider::token) is required.
///
/// ```
/// use authms_sdk::{AccessToken, BoxError, BoxFuture, Client, TokenProvider, TokenRequest};
///
/// /// A sidecar writes the token to a file, and replaces it in time.
/// struct FromFile;
///
/// impl TokenProvider for FromFile {
///     fn token<'a>(&'a self, _: TokenRequest<'a>) -> BoxFuture<'a, Result<AccessToken, BoxError>> {
///         Box::pin(async {
///             let text = std::fs::read_to_string("/run/secrets/authms-token")?;
///             Ok(AccessToken::new(text.trim())?)
///         })
///     }
/// }
///
/// let client = Client::builder("https://auth.example.com/api/v1").token_provider(FromFile).build()?;
/// # let _ = client;
/// # Ok::<(), authms_sdk::Error>(())
/// ```
pub trait TokenProvider: Send + Sync + 'static {
    /// A token for the request of a call.
    ///
    /// A client asks once for each call, and once more, with [`TokenRequest::refused`], if the service does not accept the
    /// token (401). It remembers the tokens that the service has refused and never sends one again: a provider that has no
    /// other token may fail or return the refused one, and calls end without a request until it has another. A client does
    /// not limit how often it asks; a provider that fetches tokens should (as [`TokenCache`](crate::TokenCache) does).
    ///
    /// # Errors
    ///
    /// Any error. It becomes the source of an error of kind [`ErrorKind::Token`](crate::ErrorKind::Token), or of the
    /// refusal.
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<AccessToken, BoxError>>;

    /// The service does not accept this token (401). Called for every refusal, before another token is asked for.
    ///
    /// A provider that serves several clients can remember the token here, so that no other of them sends it again: the second
    /// refusal of a call is not followed by a request for a token. It does nothing by default, and must not block.
    /// A provider around another one should pass it on.
    ///
    /// ```
    /// use authms_sdk::{AccessToken, BoxError, BoxFuture, TokenCache, TokenProvider, TokenRequest};
    ///
    /// /// Says when tokens are refused.
    /// struct Noted(TokenCache);
    ///
    /// impl TokenProvider for Noted {
    ///     fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<AccessToken, BoxError>> {
    ///         self.0.token(request)
    ///     }
    ///
    ///     fn refused(&self, token: &AccessToken) {
    ///         eprintln!("the service has refused a token");
    ///         self.0.refused(token);
    ///     }
    /// }
    /// # let _ = Noted(TokenCache::new(|| async { AccessToken::new("2YotnFZFEjr1zCsicMWpAA") }));
    /// ```
    fn refused(&self, _token: &AccessToken) {}
}

/// Lets several clients share one provider.
impl<P: TokenProvider + ?Sized> TokenProvider for Arc<P> {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<AccessToken, BoxError>> {
        (**self).token(request)
    }

    fn refused(&self, token: &AccessToken) {
        (**self).refused(token);
    }
}
