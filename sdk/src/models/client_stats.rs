//! How much a client is used.

use serde::{Deserialize, Serialize};

use crate::{
    models::setters::setters,
    types::{
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
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
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

setters!(ClientStats { client_id: String, active_tokens: u64, active_refresh_tokens: u64, last_request_at: Timestamp });

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
