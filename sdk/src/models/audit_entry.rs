//! One entry of a client's audit log.

use serde::{Deserialize, Serialize};

use crate::{
    models::setters::setters,
    types::unset::set,
    wire::{
        envelope::{Data, OpenValues},
        generated::schemas,
    },
};

/// One recorded change.
///
/// ```no_run
/// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
/// for entry in client.list_client_audit_logs(&id).await?.items {
///     println!("{:?} by {:?} from {:?}", entry.action, entry.operator_id, entry.ip);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
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

setters!(AuditEntry {
    id: String,
    action: String,
    module: String,
    level: String,
    message: String,
    operator_id: String,
    operator_type: String,
    target_id: String,
    target_type: String,
    tenant_id: String,
    ip: String,
    status: i64,
    timestamp: i64,
});

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
