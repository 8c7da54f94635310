//! A client with its configuration and its secrets.

use jiff::Timestamp;

use super::{
    configuration::Configuration,
    secret::{RetiredSecret, Secret},
};
use crate::sources::Ids;

/// One OAuth client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Client {
    pub(crate) id: String,
    pub(crate) client_id: String,
    pub(crate) tenant_id: String,
    pub(crate) configuration: Configuration,
    pub(crate) cors_origins: Vec<String>,
    pub(crate) secrets: Vec<Secret>,
    pub(crate) retired: Vec<RetiredSecret>,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
    pub(crate) deleted_at: Option<Timestamp>,
}

impl Client {
    pub(in crate::store) fn newest_active(&self) -> Option<usize> {
        self.secrets.iter().rposition(|secret| secret.active)
    }

    /// The last four characters of the newest active secret; empty without one.
    pub(crate) fn last_four(&self) -> &str {
        let value = self.newest_active().map_or("", |at| self.secrets[at].value.as_str());
        value.char_indices().rev().nth(3).map_or(value, |(at, _)| &value[at..])
    }

    /// Adds an active secret and returns its position and its value.
    pub(in crate::store) fn mint(&mut self, ids: &Ids, now: Timestamp) -> (usize, String) {
        let value = ids.secret();
        self.secrets.push(Secret {
            secret_id: format!("secret_{}", ids.next()),
            value: value.clone(),
            active: true,
            description: String::new(),
            created_at: now,
            updated_at: now,
        });
        (self.secrets.len() - 1, value)
    }

    /// Whether a secret is still verifiable: it is listed, or was replaced less than four hours ago.
    #[cfg(test)]
    pub(in crate::store) fn verifies(&self, value: &str, now: Timestamp) -> bool {
        self.secrets.iter().any(|secret| secret.value == value)
            || self.retired.iter().any(|secret| secret.value == value && now < secret.verifiable_until)
    }

    /// The position of a client in lists: by age, then by id.
    pub(in crate::store) fn place(&self) -> (Timestamp, String) {
        (self.created_at, self.client_id.clone())
    }

    /// Sets `updated_at`, which never goes back even if the clock of the machine does.
    pub(in crate::store) fn touch(&mut self, now: Timestamp) {
        self.updated_at = now.max(self.updated_at);
    }
}
