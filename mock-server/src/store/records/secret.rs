//! Secrets: the listed ones, and the ones that were replaced.

use jiff::Timestamp;

/// A listed secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Secret {
    pub(crate) secret_id: String,
    pub(in crate::store) value: String,
    pub(crate) active: bool,
    pub(crate) description: String,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

/// A secret that was replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RetiredSecret {
    pub(in crate::store) value: String,
    pub(in crate::store) verifiable_until: Timestamp,
}
