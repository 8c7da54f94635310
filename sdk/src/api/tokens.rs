//! The tokens of a client or a user: list and revoke.

use std::time::Duration;

use crate::{
    api::call::Call,
    client::Client,
    lists::list::{List, Query},
    models::token::{Revoked, TokenInfo},
    types::id::{ClientId, InvalidId, UserId, given},
    wire::{generated::ListClientTokens, operation::Endpoint as _},
};

/// Tokens. Errors are those of [`Client::get_client`].
impl Client {
    /// The tokens of a client: await the list for one page, or read it as a stream.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client) -> Result<(), authms_sdk::Error> {
    /// let mut tokens = client.list_client_tokens("demo-payments").page_size(100).items();
    /// while let Some(token) = tokens.try_next().await? {
    ///     println!("{:?} for {:?} until {:?}", token.token_type, token.user_id, token.expires_at);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`List::send`].
    pub fn list_client_tokens(&self, id: impl TryInto<ClientId, Error: Into<InvalidId>>) -> List<TokenInfo> {
        let fetch = |query: &Query, page| {
            query.client.call(query.of(), |requests, id| requests.list_client_tokens(id, page, query.page_size))
        };
        List::new(Query::new(self, given(id).map(Some)), ListClientTokens::OPERATION, fetch, |_| None)
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
    pub fn revoke_client_tokens(
        &self,
        id: impl TryInto<ClientId, Error: Into<InvalidId>>,
        grace: Option<Duration>,
    ) -> Call<Revoked> {
        // Rounded down, less than a second would become no grace period.
        let seconds = |grace: Duration| grace.as_secs().saturating_add(u64::from(grace.subsec_nanos() > 0));
        let grace = grace.map(|grace| i64::try_from(seconds(grace)).unwrap_or(i64::MAX));
        let call = self.call(given(id), |requests, id: ClientId| requests.revoke_client_tokens(id.as_str(), grace));
        call.marking(Revoked::mark)
    }

    /// Revokes every token of a user, whichever client it was issued to.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client) -> Result<(), authms_sdk::Error> {
    /// let revoked = client.revoke_user_tokens("user-1").await?;
    /// println!("{:?} refresh tokens ended", revoked.refresh_tokens);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Client::get_client`], without the 404: an unknown user has no tokens.
    pub fn revoke_user_tokens(&self, user: impl TryInto<UserId, Error: Into<InvalidId>>) -> Call<Revoked> {
        let call = self.call(given(user), |requests, user: UserId| requests.revoke_user_tokens(user.as_str()));
        call.marking(Revoked::mark)
    }
}
