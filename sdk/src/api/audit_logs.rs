//! The audit logs of a client.

use futures_util::Stream;

use crate::{
    api::call::Call,
    client::Client,
    errors::error::Error,
    types::{
        id::ClientId,
        page::{Page, PageRequest, all},
        unset::set,
    },
    wire::{
        envelope::{Data, OpenValues},
        generated::{ListClientAuditLogs, schemas},
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
    /// The action.
    pub action: Option<String>,
    /// Part of the service.
    pub module: Option<String>,
    /// Severity of the entry.
    pub level: Option<String>,
    /// Human-readable message.
    pub message: Option<String>,
    /// Identifier of the operator.
    pub operator_id: Option<String>,
    /// Kind of operator.
    pub operator_type: Option<String>,
    /// Identifier of the target.
    pub target_id: Option<String>,
    /// Kind of target.
    pub target_type: Option<String>,
    /// Tenant of the target.
    pub tenant_id: Option<String>,
    /// Address that the change came from.
    pub ip: Option<String>,
    /// Status of the action, a number of the service's own.
    pub status: Option<i64>,
    /// When it was done: seconds since 1970, which the vendor does not state (assumed).
    pub timestamp: Option<i64>,
}

impl Data for schemas::OAuthAuditLogItem {
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

/// It has no values of open sets.
impl OpenValues for AuditEntry {
    fn unknown_values(&self, _: &mut dyn FnMut(&'static str, &str)) {}
}

/// Audit logs. Errors are those of [`Client::get_client`].
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
        self.call(self.requests().list_client_audit_logs(id.as_str(), page.number(), page.size()))
    }

    /// Every recorded change of a client from a page on, fetched page by page as the stream is read. Read it with `TryStreamExt` of
    /// the crate `futures-util`; it borrows nothing.
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
    /// An entry can be an error: that of [`Client::list_client_audit_logs`] for its page, or one of kind
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) if the pages contradict each other. The stream ends with it.
    pub fn all_client_audit_logs(
        &self,
        id: &ClientId,
        first: PageRequest,
    ) -> impl Stream<Item = Result<AuditEntry, Error>> + Send + Unpin + use<> {
        let (client, id) = (self.clone(), id.clone());
        all(ListClientAuditLogs::OPERATION, first, async move |page| client.list_client_audit_logs(&id, page).await)
    }
}
