//! What was done to a client, and what it does.

use futures_util::Stream;

use crate::{
    api::{call::Call, clients::number},
    client::Client,
    errors::error::Error,
    types::{
        id::ClientId,
        page::{Page, PageRequest, all},
        timestamp::Timestamp,
        unset::{count, set, time},
    },
    wire::{
        envelope::{Data, OpenValues},
        generated::{ListClientAuditLogs, types},
        operation::Endpoint as _,
    },
};

/// One recorded change.
///
/// ```no_run
/// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
/// for entry in client.list_client_audit_logs(&id, authms_sdk::PageRequest::new()).await?.items {
///     println!("{:?} by {:?} from {:?}", entry.action, entry.operator_id, entry.ip);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct AuditEntry {
    /// Identifier of the entry.
    pub id: Option<String>,
    /// What was done.
    pub action: Option<String>,
    /// Part of the service.
    pub module: Option<String>,
    /// Weight of the entry.
    pub level: Option<String>,
    /// Words for people.
    pub message: Option<String>,
    /// Who did it.
    pub operator_id: Option<String>,
    /// What kind of operator.
    pub operator_type: Option<String>,
    /// What it was done to.
    pub target_id: Option<String>,
    /// What kind of target.
    pub target_type: Option<String>,
    /// Tenant of the target.
    pub tenant_id: Option<String>,
    /// Address that the change came from.
    pub ip: Option<String>,
    /// How it ended, as the service counts.
    pub status: Option<i64>,
    /// When it was done, as the service counts: seconds since 1970 by assumption.
    pub timestamp: Option<i64>,
}

/// What a client does.
///
/// ```no_run
/// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
/// let stats = client.get_client_stats(&id).await?;
/// if stats.active_tokens == Some(0) && stats.active_refresh_tokens == Some(0) {
///     println!("nobody uses {id}; the last request was {:?}", stats.last_request_at);
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

impl Data for types::OAuthAuditLogItem {
    type Value = AuditEntry;

    fn into_value(self) -> AuditEntry {
        AuditEntry {
            id: set(self.id),
            action: set(self.action),
            module: set(self.module),
            level: set(self.level),
            message: set(self.message),
            operator_id: set(self.operator_id),
            operator_type: set(self.operator_type),
            target_id: set(self.target_id),
            target_type: set(self.target_type),
            tenant_id: set(self.tenant_id),
            ip: set(self.ip),
            status: self.status,
            timestamp: self.timestamp,
        }
    }
}

impl Data for types::ClientStatsResponse {
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

/// It holds none.
impl OpenValues for AuditEntry {
    fn unknown_values(&self, _: &mut dyn FnMut(&'static str, &str)) {}
}

/// It holds none.
impl OpenValues for ClientStats {
    fn unknown_values(&self, _: &mut dyn FnMut(&'static str, &str)) {}
}

/// Insights. Errors are those of [`Client::get_client`].
impl Client {
    /// Lists one page of the recorded changes of a client.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// use authms_sdk::PageRequest;
    ///
    /// for entry in client.list_client_audit_logs(&id, PageRequest::new().page_size(50)).await?.items {
    ///     println!("{:?}: {:?} by {:?}", entry.timestamp, entry.action, entry.operator_id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Client::get_client`].
    pub fn list_client_audit_logs(&self, id: &ClientId, page: PageRequest) -> Call<Page<AuditEntry>> {
        self.call(self.requests().list_client_audit_logs(id.as_str(), number(page.page), number(page.page_size)))
    }

    /// Every recorded change of a client from a page on, fetched page by page while the stream is read (`TryStreamExt` of the crate
    /// `futures-util`). The stream borrows nothing.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// use authms_sdk::PageRequest;
    /// use futures_util::TryStreamExt;
    ///
    /// let mut entries = client.all_client_audit_logs(&id, PageRequest::new().page_size(100));
    /// while let Some(entry) = entries.try_next().await? {
    ///     println!("{:?}", entry.action);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Each entry may be an error instead, that of [`Client::list_client_audit_logs`] for its page, or of kind
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) if the pages contradict what they say of themselves; the stream ends
    /// with it.
    pub fn all_client_audit_logs(
        &self,
        id: &ClientId,
        first: PageRequest,
    ) -> impl Stream<Item = Result<AuditEntry, Error>> + Send + Unpin + use<> {
        let (client, id) = (self.clone(), id.clone());
        all(ListClientAuditLogs::OPERATION, first, async move |page| client.list_client_audit_logs(&id, page).await)
    }

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
