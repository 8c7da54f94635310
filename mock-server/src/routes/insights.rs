//! The audit log and the activity of a client.

use authms_spec::operation;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Serialize;

use super::table::Table;
use crate::{
    http::{Admin, ApiError, Query, Shared, detail, list, shown},
    store::AuditEntry,
};

/// Assigns the handlers of this resource.
pub(super) fn operations(table: Table) -> Table {
    table
        .on(&operation::LIST_CLIENT_AUDIT_LOGS, list_client_audit_logs)
        .on(&operation::GET_CLIENT_STATS, get_client_stats)
}

/// The DTOs of this resource, each with the name that its schema has in the contract.
#[cfg(test)]
pub(super) fn dtos() -> Vec<super::dto::Dto> {
    use super::dto::Dto;
    use crate::http::{Detail, List};
    vec![
        Dto::response::<OAuthAuditLogItem>("OAuthAuditLogItem"),
        Dto::response::<List<OAuthAuditLogItem>>("OAuthAuditLogListResponse"),
        Dto::response::<ClientStatsResponse>("ClientStatsResponse"),
        Dto::response::<Detail<ClientStatsResponse>>("ClientStatsDetailResponse"),
    ]
}

/// One recorded change.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OAuthAuditLogItem {
    id: String,
    action: &'static str,
    module: &'static str,
    level: &'static str,
    message: String,
    operator_id: String,
    operator_type: &'static str,
    target_id: String,
    target_type: &'static str,
    tenant_id: String,
    ip: &'static str,
    /// 1 for success; the contract does not define the number.
    status: i64,
    /// Seconds since 1970 (assumed).
    timestamp: i64,
}

impl OAuthAuditLogItem {
    fn of(entry: &AuditEntry) -> Self {
        Self {
            id: entry.id.clone(),
            action: entry.action,
            module: "oauth_client",
            level: "info",
            message: format!("{} of {}", entry.action, entry.target_id),
            operator_id: entry.operator_id.clone(),
            operator_type: "admin",
            target_id: entry.target_id.clone(),
            target_type: entry.target_type,
            tenant_id: entry.tenant_id.clone(),
            ip: "127.0.0.1",
            status: 1,
            timestamp: entry.time.as_second(),
        }
    }
}

/// The activity of a client.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ClientStatsResponse {
    client_id: String,
    active_tokens: u64,
    active_refresh_tokens: u64,
    last_request_at: String,
}

async fn list_client_audit_logs(
    State(app): State<Shared>,
    admin: Admin,
    Path(id): Path<String>,
    query: Query,
) -> Result<Response, ApiError> {
    app.store().client(admin.tenant, &id)?;
    let page = query.page(&operation::LIST_CLIENT_AUDIT_LOGS)?;
    let items = app.store().audit_of(admin.tenant, &id, page)?.map(OAuthAuditLogItem::of);
    Ok(list(&app, items))
}

async fn get_client_stats(
    State(app): State<Shared>,
    admin: Admin,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let stats = app.store().stats(admin.tenant, &id)?;
    let activity = ClientStatsResponse {
        client_id: id,
        active_tokens: stats.access,
        active_refresh_tokens: stats.refresh,
        last_request_at: stats.last_request_at.map(|time| shown(time, &app.profile)).unwrap_or_default(),
    };
    Ok(detail(&app, StatusCode::OK, activity))
}
