//! The operations that report on a client: its statistics and its audit log.

mod get_client_stats;
mod list_client_audit_logs;

use crate::case::definition::Case;

pub(super) fn cases() -> Vec<Case> {
    [get_client_stats::cases(), list_client_audit_logs::cases()].into_iter().flatten().collect()
}
