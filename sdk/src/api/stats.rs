//! The statistics of a client.

use crate::{
    api::call::Call,
    client::Client,
    types::{
        id::ClientId,
        timestamp::Timestamp,
        unset::{count, set, time},
    },
    wire::{
        envelope::{Data, OpenValues},
        generated::schemas,
    },
};

/// How much a client is used.
///
/// ```no_run
/// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
/// let stats = client.get_client_stats(&id).await?;
/// if stats.active_tokens == Some(0) && stats.active_refresh_tokens == Some(0) {
///     println!("{id} is not in use; the last request was {:?}", stats.last_request_at);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ClientStats {
    /// The client.
    pub client_id: Option<String>,
    /// Access tokens that are accepted.
    pub active_tokens: Option<u64>,
    /// Refresh tokens that are accepted.
    pub active_refresh_tokens: Option<u64>,
    /// When the client was last used.
    pub last_request_at: Option<Timestamp>,
}

impl Data for schemas::ClientStatsResponse {
    type Value = ClientStats;

    fn into_value(self) -> ClientStats {
        ClientStats {
            client_id: set(self.client_id),
            active_tokens: count(self.active_tokens),
            active_refresh_tokens: count(self.active_refresh_tokens),
            last_request_at: time(self.last_request_at),
        }
    }
}

/// It has no values of open sets.
impl OpenValues for ClientStats {
    fn unknown_values(&self, _: &mut dyn FnMut(&'static str, &str)) {}
}

/// Statistics. Errors are those of [`Client::get_client`].
impl Client {
    /// Counts the active tokens of a client and says when it was last used.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// let stats = client.get_client_stats(&id).await?;
    /// println!("{:?} access tokens, last used {:?}", stats.active_tokens, stats.last_request_at);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Client::get_client`].
    pub fn get_client_stats(&self, id: &ClientId) -> Call<ClientStats> {
        self.call(self.requests().get_client_stats(id.as_str()))
    }
}
