//! The statistics of a client.

use crate::{
    api::call::Call,
    client::Client,
    models::client_stats::ClientStats,
    types::id::{ClientId, InvalidId, given},
};

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
    pub fn get_client_stats(&self, id: impl TryInto<ClientId, Error: Into<InvalidId>>) -> Call<ClientStats> {
        self.call(given(id), |requests, id: ClientId| requests.get_client_stats(id.as_str()))
    }
}
