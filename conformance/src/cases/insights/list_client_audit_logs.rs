//! `list_client_audit_logs`: the shape of its entries; which events it holds is a silent point.

use authms_spec::{
    claim::{AUDIT_SHAPE, SDK_AGREES, SILENT_AUDIT},
    operation::{LIST_CLIENT_AUDIT_LOGS, UPDATE_CLIENT},
};
use serde_json::{Value, json};

use crate::{
    case::{
        definition::{Case, case},
        step::Touches,
    },
    http::request::Request,
};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(
            LIST_CLIENT_AUDIT_LOGS,
            "is_a_list_of_entries",
            "Entries have integer timestamps; which events the log holds is recorded.",
            touches = Touches::OwnClients,
            claims = [AUDIT_SHAPE, SILENT_AUDIT],
            async |run| {
                let id = run.scratch("audit").await?;
                let update = |body: Value| Request::to(UPDATE_CLIENT).client(&id).json(&body).or_status(&[422]);
                run.send(update(json!({ "website": "https://audit.example.com" }))).await?;
                let refused = run.send(update(json!({ "name": 7 }))).await?;
                let exchange = run.act(Request::to(LIST_CLIENT_AUDIT_LOGS).client(&id)).await?;
                run.expect(AUDIT_SHAPE, &exchange, 200)?;
                let entries = exchange.list("/items");
                let times = entries.iter().map(|entry| &entry["timestamp"]);
                let odd: Vec<Value> = times.filter(|time| !time.is_null() && !time.is_i64()).cloned().collect();
                run.claim(AUDIT_SHAPE).on(&exchange).eq("timestamps that are not integers", json!([]), odd);
                let mut actions: Vec<&str> = entries.iter().filter_map(|entry| entry["action"].as_str()).collect();
                if actions.is_empty() {
                    actions.push("nothing");
                }
                run.claim(SILENT_AUDIT).observe(format!(
                    "after creating, updating, and an update refused with {}, the audit log has: {}",
                    refused.status,
                    actions.join(", ")
                ));
            }
        ),
        case!(
            LIST_CLIENT_AUDIT_LOGS,
            "through_the_sdk",
            "The SDK lists as many entries as the raw response.",
            touches = Touches::OwnClients,
            claims = [SDK_AGREES],
            async |run| {
                let id = run.scratch("sdk-audit").await?;
                let raw = run.send(Request::to(LIST_CLIENT_AUDIT_LOGS).client(&id)).await?;
                let request = Request::to(LIST_CLIENT_AUDIT_LOGS).client(&id);
                let page = run.sdk(request, |sdk| sdk.list_client_audit_logs(&id).send()).await?;
                run.claim(SDK_AGREES).eq("entries", raw.list("/items").len(), page.items.len());
            }
        ),
    ]
}
