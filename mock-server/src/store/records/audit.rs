//! An entry of the audit log, its author and its target.

use jiff::Timestamp;

/// The author of a change.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Operator<'o> {
    /// The tenant of the token.
    pub(crate) tenant: &'o str,
    /// The user behind the token.
    pub(crate) user: &'o str,
}

/// The target of a change.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Target<'t> {
    Client(&'t str),
    User(&'t str),
}

/// One recorded change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AuditEntry {
    pub(crate) id: String,
    /// The `operationId` of the change.
    pub(crate) action: &'static str,
    pub(crate) operator_id: String,
    pub(crate) target_id: String,
    pub(crate) target_type: &'static str,
    pub(crate) tenant_id: String,
    pub(crate) time: Timestamp,
}
