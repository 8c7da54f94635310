//! `list_client_audit_logs`: the shape of its entries; which events it holds is a silent point.

use std::collections::BTreeSet;

use authms_spec::{
    claim::{AUDIT_SHAPE, SDK_AGREES, SILENT_AUDIT},
    operation::{LIST_CLIENT_AUDIT_LOGS, UPDATE_CLIENT},
};
use serde_json::{Value, json};

use crate::case::{
    definition::{Case, case},
    step::Touches,
};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(
            LIST_CLIENT_AUDIT_LOGS,
            "is_a_list_of_entries",
            "Entries have integer timestamps; which events the log holds is recorded.",
            touches = Touches::Scratch,
            claims = [AUDIT_SHAPE, SILENT_AUDIT],
            async |run| {
                let update = |body: Value| run.on_subject(UPDATE_CLIENT).json(&body).or_status(&[422]);
                // Other cases may have used the client before.
                let before = run.send(run.on_subject(LIST_CLIENT_AUDIT_LOGS)).await?;
                run.send(update(json!({ "website": run.website("audit") }))).await?;
                let refused = run.send(update(json!({ "name": 7 }))).await?;
                let exchange = run.act(run.on_subject(LIST_CLIENT_AUDIT_LOGS)).await?;
                run.expect(AUDIT_SHAPE, &exchange, 200)?;
                let entries = exchange.list("/items");
                let times = entries.iter().map(|entry| &entry["timestamp"]);
                let odd: Vec<Value> = times.filter(|time| !time.is_null() && !time.is_i64()).cloned().collect();
                run.claim(AUDIT_SHAPE).on(&exchange).eq("timestamps that are not integers", json!([]), odd);
                let new = entries.iter().filter(|entry| !before.list("/items").contains(entry));
                let actions: BTreeSet<&str> = new.filter_map(|entry| entry["action"].as_str()).collect();
                let value = json!(actions);
                let actions = if actions.is_empty() { "nothing".to_owned() } else { Vec::from_iter(actions).join(", ") };
                run.claim(SILENT_AUDIT).with_value(value).observe(format!(
                    "after an update and one refused with {}, the first page of the audit log also has: {}",
                    refused.status,
                    actions
                ));
            }
        ),
        case!(
            LIST_CLIENT_AUDIT_LOGS,
            "through_the_sdk",
            "The SDK lists as many entries as the raw responses before and after.",
            touches = Touches::Scratch,
            claims = [SDK_AGREES],
            async |run| {
                let request = || run.on_subject(LIST_CLIENT_AUDIT_LOGS);
                // A log may be written late: what is on its way may arrive between two reads.
                let before = run.send(request()).await?.list("/items").len();
                let page = run.sdk(request(), |sdk| sdk.list_client_audit_logs(run.client_id()).send()).await?;
                let after = run.send(request()).await?.list("/items").len();
                let (least, most, found) = (before.min(after), before.max(after), page.items.len());
                let (expected, actual) = (format!("{least} to {most} entries"), format!("{found} entries"));
                run.claim(SDK_AGREES).holds(expected, (least..=most).contains(&found), actual);
            }
        ),
    ]
}
