//! The tokens of a client or a user: list and revoke.

use std::time::Duration;

use futures_util::Stream;

use crate::{
    call::Call,
    client::Client,
    clients::number,
    error::Error,
    events::OpenValues,
    generated::{self, types},
    id::{ClientId, UserId},
    model::{set, time},
    page::{Page, PageRequest, all},
    timestamp::Timestamp,
};

/// One token that was issued to a client, without its value.
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
    /// When it ends.
    pub expires_at: Option<Timestamp>,
}

/// How many tokens were revoked.
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

fn count(number: Option<i64>) -> Option<u64> {
    number.and_then(|number| u64::try_from(number).ok())
}

impl From<types::OAuthTokenItem> for TokenInfo {
    fn from(token: types::OAuthTokenItem) -> Self {
        Self {
            token_type: set(token.token_type),
            user_id: set(token.user_id),
            scope: set(token.scope),
            created_at: time(token.created_at),
            expires_at: time(token.expires_at),
        }
    }
}

impl From<types::RevokeClientTokensResponse> for Revoked {
    fn from(numbers: types::RevokeClientTokensResponse) -> Self {
        Self {
            access_tokens: count(numbers.revoked_access_tokens),
            refresh_tokens: count(numbers.revoked_refresh_tokens),
            grace_period: count(numbers.grace_period).map(Duration::from_secs),
        }
    }
}

impl From<types::BatchRevokeUserTokensResponse> for Revoked {
    fn from(numbers: types::BatchRevokeUserTokensResponse) -> Self {
        Self {
            access_tokens: count(numbers.revoked_access_tokens),
            refresh_tokens: count(numbers.revoked_refresh_tokens),
            grace_period: None,
        }
    }
}

/// It holds none.
impl OpenValues for TokenInfo {
    fn unknown_values(&self, _: &mut dyn FnMut(&'static str, &str)) {}
}

/// It holds none.
impl OpenValues for Revoked {
    fn unknown_values(&self, _: &mut dyn FnMut(&'static str, &str)) {}
}

/// Tokens. Errors are those of [`Client::get_client`].
impl Client {
    /// Lists one page of a client's tokens.
    ///
    /// # Errors
    ///
    /// As [`Client::get_client`].
    pub fn list_client_tokens(&self, id: &ClientId, page: PageRequest) -> Call<Page<TokenInfo>> {
        let call = async |client: &generated::Client| {
            drop(client.list_client_tokens(id.as_str(), number(page.page), number(page.page_size)).await);
        };
        self.call::<types::OAuthTokenListResponse, _>("list_client_tokens", call)
    }

    /// Every token of a client from a page on, fetched while the stream is read.
    pub fn all_client_tokens(&self, id: &ClientId, first: PageRequest) -> impl Stream<Item = Result<TokenInfo, Error>> {
        let (client, id) = (self.clone(), id.clone());
        all(first, async move |page| client.list_client_tokens(&id, page).await)
    }

    /// Revokes every token of a client, at once or after a grace period (in whole seconds).
    ///
    /// # Errors
    ///
    /// As [`Client::get_client`].
    pub fn revoke_client_tokens(&self, id: &ClientId, grace: Option<Duration>) -> Call<Revoked> {
        let grace = grace.map(|grace| i64::try_from(grace.as_secs()).unwrap_or(i64::MAX));
        let call = async |client: &generated::Client| drop(client.revoke_client_tokens(id.as_str(), grace).await);
        self.call::<types::RevokeClientTokensDetailResponse, _>("revoke_client_tokens", call)
    }

    /// Revokes every token of a user, whichever client it was issued to.
    ///
    /// # Errors
    ///
    /// As [`Client::get_client`], without the 404: an unknown user has no tokens.
    pub fn revoke_user_tokens(&self, user: &UserId) -> Call<Revoked> {
        let call = async |client: &generated::Client| drop(client.revoke_user_tokens(user.as_str()).await);
        self.call::<types::BatchRevokeDetailResponse, _>("revoke_user_tokens", call)
    }
}
