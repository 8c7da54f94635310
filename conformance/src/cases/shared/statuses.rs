//! The secrets of a client and their statuses, as the cases arrange and compare them.

use std::collections::BTreeMap;

use authms_spec::operation::{CREATE_CLIENT_SECRET, LIST_CLIENT_SECRETS};

use crate::{
    case::{
        context::CaseContext,
        step::{Halt, Step},
    },
    http::request::Request,
};

/// The secrets of a client by their ids, each with its status.
pub(in crate::cases) async fn statuses(run: &CaseContext<'_>, client_id: &str) -> Step<BTreeMap<String, String>> {
    let exchange = run.send(Request::to(LIST_CLIENT_SECRETS).client(client_id)).await?;
    if exchange.status != 200 {
        return Err(Halt::NotRun(format!("the secrets cannot be listed (status {})", exchange.status)));
    }
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let secrets = exchange.list("/data/secrets").iter();
    Ok(secrets.map(|secret| (text(&secret["secret_id"]), text(&secret["status"]))).collect())
}

/// How many of them are active.
pub(in crate::cases) fn active(statuses: &BTreeMap<String, String>) -> usize {
    statuses.values().filter(|status| *status == "active").count()
}

/// As reports show them.
pub(in crate::cases) fn shown(statuses: &BTreeMap<String, String>) -> serde_json::Value {
    statuses.iter().map(|(id, status)| (id.clone(), status.clone())).collect()
}

/// Creates secrets until the client has two active ones.
pub(in crate::cases) async fn fill(run: &CaseContext<'_>, client_id: &str) -> Step {
    for _ in active(&statuses(run, client_id).await?)..2 {
        run.send(Request::to(CREATE_CLIENT_SECRET).client(client_id)).await?;
    }
    Ok(())
}

/// The id of one of the client's secrets.
pub(in crate::cases) async fn first(run: &CaseContext<'_>, client_id: &str) -> Step<String> {
    let listed = statuses(run, client_id).await?;
    listed.into_keys().next().ok_or_else(|| Halt::NotRun("the client has no secret".to_owned()))
}
