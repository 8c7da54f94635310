//! The tokens of a client or a user: list and revoke.

use std::time::Duration;

use futures_util::Stream;

use crate::{
    api::call::Call,
    client::Client,
    errors::error::Error,
    types::{
        id::{ClientId, UserId},
        page::{Page, PageRequest, all},
        timestamp::Timestamp,
        unset::{count, set, time},
    },
    wire::{
        envelope::{Data, OpenValues},
        generated::{ListClientTokens, schemas},
        operation::Endpoint as _,
    },
};

/// One token that was issued to a client, without its value.
///
/// ```no_run
/// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
/// let tokens = client.list_client_tokens(&id, authms_sdk::PageRequest::new()).await?.items;
/// let of_users = tokens.iter().filter(|token| token.user_id.is_some());
/// println!("{} of {} tokens were issued for a user", of_users.count(), tokens.len());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct TokenInfo {
    /// Kind of the token.
    pub token_type: Option<String>,
    /// User for whom it was issued.
    pub user_id: Option<String>,
    /// Its scopes, separated by spaces (RFC 6749 section 3.3).
    pub scope: Option<String>,
    /// When it was issued.
    pub created_at: Option<Timestamp>,
    /// When it expires.
    pub expires_at: Option<Timestamp>,
}

/// How many tokens were revoked.
///
/// ```no_run
/// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
/// let revoked = client.revoke_client_tokens(&id, None).await?;
/// println!("{} access tokens ended", revoked.access_tokens.unwrap_or(0));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Revoked {
    /// Access tokens.
    pub access_tokens: Option<u64>,
    /// Refresh tokens.
    pub refresh_tokens: Option<u64>,
    /// Time until they end, if the service says.
    pub grace_period: Option<Duration>,
}

impl Data for schemas::OAuthTokenItem {
    type Value = TokenInfo;

    fn into_value(self) -> TokenInfo {
        TokenInfo {
            token_type: set(self.token_type),
            user_id: set(self.user_id),
            scope: set(self.scope),
            created_at: time(self.created_at),
            expires_at: time(self.expires_at),
        }
    }
}

impl Data for schemas::RevokeClientTokensResponse {
    type Value = Revoked;

    fn into_value(self) -> Revoked {
        Revoked {
            access_tokens: count(self.revoked_access_tokens),
            refresh_tokens: count(self.revoked_refresh_tokens),
            grace_period: count(self.grace_period).map(Duration::from_secs),
        }
    }
}

impl Data for schemas::BatchRevokeUserTokensResponse {
    type Value = Revoked;

    fn into_value(self) -> Revoked {
        Revoked {
            access_tokens: count(self.revoked_access_tokens),
            refresh_tokens: count(self.revoked_refresh_tokens),
            grace_period: None,
        }
    }
}

/// It has no values of open sets.
impl OpenValues for TokenInfo {
    fn unknown_values(&self, _: &mut dyn FnMut(&'static str, &str)) {}
}

/// It has no values of open sets.
impl OpenValues for Revoked {
    fn unknown_values(&self, _: &mut dyn FnMut(&'static str, &str)) {}
}

/// Tokens. Errors are those of [`Client::get_client`].
impl Client {
    /// Lists one page of a client's tokens.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// use authms_sdk::PageRequest;
    ///
    /// for token in client.list_client_tokens(&id, PageRequest::new()).await?.items {
    ///     println!("{:?} for {:?} until {:?}", token.token_type, token.user_id, token.expires_at);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Client::get_client`].
    pub fn list_client_tokens(&self, id: &ClientId, page: PageRequest) -> Call<Page<TokenInfo>> {
        self.call(self.requests().list_client_tokens(id.as_str(), page.number(), page.size()))
    }

    /// Every token of a client from a page on, fetched page by page as the stream is read. Read it with `TryStreamExt` of
    /// the crate `futures-util`; it borrows nothing.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// use authms_sdk::PageRequest;
    /// use futures_util::TryStreamExt;
    ///
    /// let mut tokens = client.all_client_tokens(&id, PageRequest::new().page_size(100));
    /// while let Some(token) = tokens.try_next().await? {
    ///     println!("{:?}", token.scope);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// An entry can be an error: that of [`Client::list_client_tokens`] for its page, or one of kind
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) if the pages contradict each other. The stream ends with it.
    pub fn all_client_tokens(
        &self,
        id: &ClientId,
        first: PageRequest,
    ) -> impl Stream<Item = Result<TokenInfo, Error>> + Send + Unpin + use<> {
        let (client, id) = (self.clone(), id.clone());
        all(ListClientTokens::OPERATION, first, async move |page| client.list_client_tokens(&id, page).await)
    }

    /// Revokes every token of a client, at once or after a grace period, which is sent in whole seconds, rounded up.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// use std::time::Duration;
    ///
    /// let revoked = client.revoke_client_tokens(&id, Some(Duration::from_secs(300))).await?;
    /// println!("{:?} access tokens end in {:?}", revoked.access_tokens, revoked.grace_period);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Client::get_client`].
    pub fn revoke_client_tokens(&self, id: &ClientId, grace: Option<Duration>) -> Call<Revoked> {
        // Rounded down, less than a second would become no grace period.
        let seconds = |grace: Duration| grace.as_secs().saturating_add(u64::from(grace.subsec_nanos() > 0));
        let grace = grace.map(|grace| i64::try_from(seconds(grace)).unwrap_or(i64::MAX));
        self.call(self.requests().revoke_client_tokens(id.as_str(), grace))
    }

    /// Revokes every token of a user, whichever client it was issued to.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client) -> Result<(), authms_sdk::Error> {
    /// let revoked = client.revoke_user_tokens(&"user-1".parse()?).await?;
    /// println!("{:?} refresh tokens ended", revoked.refresh_tokens);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Client::get_client`], without the 404: an unknown user has no tokens.
    pub fn revoke_user_tokens(&self, user: &UserId) -> Call<Revoked> {
        self.call(self.requests().revoke_user_tokens(user.as_str()))
    }
}
