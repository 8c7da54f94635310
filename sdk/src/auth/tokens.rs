//! The tokens of one client: which are sent, and which never again.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::time::{Instant, timeout_at};

use crate::auth::{
    provider::{TokenProvider, TokenRequest},
    refused::{REPEATED, Refused},
    token::{AccessToken, BoxError},
};

/// Where the tokens of one client come from.
pub(crate) enum Tokens {
    None,
    /// It is sent with every call even after a refusal: there is no other, and the service may accept it again.
    Fixed(AccessToken),
    From(Source),
}

/// A provider, and the tokens of it that the service has refused.
pub(crate) struct Source {
    provider: Box<dyn TokenProvider>,
    refused: Mutex<Refused>,
}

impl Tokens {
    pub(crate) fn from_provider(provider: impl TokenProvider) -> Self {
        Self::From(Source { provider: Box::new(provider), refused: Mutex::default() })
    }

    /// The token for a call, if the client has any.
    pub(crate) async fn first(&self, deadline: Instant) -> Result<Option<AccessToken>, BoxError> {
        match self {
            Self::None => Ok(None),
            Self::Fixed(token) => Ok(Some(token.clone())),
            Self::From(source) => {
                let token = source.ask(TokenRequest::new(), deadline).await?;
                // Another client or an earlier call may know more than the provider.
                if source.refused().has(&token) { source.other(&token, deadline).await } else { Ok(token) }.map(Some)
            }
        }
    }

    /// Another token after a refusal (401), if the client has more than one.
    pub(crate) async fn replace(
        &self,
        refused: Option<&AccessToken>,
        deadline: Instant,
    ) -> Result<Option<AccessToken>, BoxError> {
        let refused = refused.ok_or("no token was sent; hint: `ClientBuilder::bearer_token` or `token_provider`")?;
        let Self::From(source) = self else { return Ok(None) };
        source.other(refused, deadline).await.map(Some)
    }

    /// Remembers a token that the service has refused, so that it is never sent again.
    pub(crate) fn refuse(&self, token: Option<&AccessToken>) {
        if let (Self::From(source), Some(token)) = (self, token) {
            source.refused().add(token);
            source.provider.refused(token);
        }
    }

    /// Whether the service has refused a token in the meantime.
    pub(crate) fn has_refused(&self, token: Option<&AccessToken>) -> bool {
        matches!((self, token), (Self::From(source), Some(token)) if source.refused().has(token))
    }
}

impl Source {
    fn refused(&self) -> MutexGuard<'_, Refused> {
        self.refused.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn other(&self, refused: &AccessToken, deadline: Instant) -> Result<AccessToken, BoxError> {
        let token = self.ask(TokenRequest::new().with_refused(refused), deadline).await?;
        if self.refused().has(&token) { Err(REPEATED.into()) } else { Ok(token) }
    }

    async fn ask(&self, request: TokenRequest<'_>, deadline: Instant) -> Result<AccessToken, BoxError> {
        let late = |_| BoxError::from("no token before the deadline");
        timeout_at(deadline, self.provider.token(request)).await.map_err(late)?
    }
}
