//! What was done to a client, and what it does.

use futures_util::Stream;

use crate::{
    call::Call,
    client::Client,
    clients::number,
    envelope::FromData,
    error::Error,
    events::OpenValues,
    generated::{self, types},
    id::ClientId,
    model::{set, time},
    page::{Page, PageRequest, all},
    timestamp::Timestamp,
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

impl FromData<types::OAuthAuditLogItem> for AuditEntry {
    fn from_data(entry: types::OAuthAuditLogItem) -> Self {
        Self {
            id: set(entry.id),
            action: set(entry.action),
            module: set(entry.module),
            level: set(entry.level),
            message: set(entry.message),
            operator_id: set(entry.operator_id),
            operator_type: set(entry.operator_type),
            target_id: set(entry.target_id),
            target_type: set(entry.target_type),
            tenant_id: set(entry.tenant_id),
            ip: set(entry.ip),
            status: entry.status,
            timestamp: entry.timestamp,
        }
    }
}

impl FromData<types::ClientStatsResponse> for ClientStats {
    fn from_data(stats: types::ClientStatsResponse) -> Self {
        let count = |number: Option<i64>| number.and_then(|number| u64::try_from(number).ok());
        Self {
            client_id: set(stats.client_id),
            active_tokens: count(stats.active_tokens),
            active_refresh_tokens: count(stats.active_refresh_tokens),
            last_request_at: time(stats.last_request_at),
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
        let call = async |client: &generated::Client| {
            drop(client.list_client_audit_logs(id.as_str(), number(page.page), number(page.page_size)).await);
        };
        self.call::<types::OAuthAuditLogListResponse, _>(&generated::LIST_CLIENT_AUDIT_LOGS, call)
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
        all(&generated::LIST_CLIENT_AUDIT_LOGS, first, async move |page| client.list_client_audit_logs(&id, page).await)
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
        let call = async |client: &generated::Client| drop(client.get_client_stats(id.as_str()).await);
        self.call::<types::ClientStatsDetailResponse, _>(&generated::GET_CLIENT_STATS, call)
    }
}
