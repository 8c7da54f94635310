//! The audit log of a client.

use crate::{
    client::Client,
    lists::list::{List, Query},
    models::audit_entry::AuditEntry,
    types::id::{ClientId, InvalidId, given},
    wire::{generated::ListClientAuditLogs, operation::Endpoint as _},
};

/// Audit logs.
impl Client {
    /// The recorded changes of a client: await the list for one page, or read it as a stream.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client) -> Result<(), authms_sdk::Error> {
    /// for entry in client.list_client_audit_logs("demo-payments").page_size(50).await?.items {
    ///     println!("{:?}: {:?} by {:?}", entry.timestamp, entry.action, entry.operator_id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`List::send`].
    pub fn list_client_audit_logs(&self, id: impl TryInto<ClientId, Error: Into<InvalidId>>) -> List<AuditEntry> {
        let fetch = |query: &Query, page| {
            query.client.call(query.of(), |requests, id| requests.list_client_audit_logs(id, page, query.page_size))
        };
        List::new(Query::new(self, given(id).map(Some)), ListClientAuditLogs::OPERATION, fetch, |entry| {
            entry.id.as_deref()
        })
    }
}
