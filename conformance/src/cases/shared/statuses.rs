//! The secrets of a client and their statuses, as the cases arrange and compare them.

use std::collections::BTreeMap;

use authms_spec::operation::{CREATE_CLIENT_SECRET, DELETE_CLIENT_SECRET, LIST_CLIENT_SECRETS};

use crate::{
    case::{
        context::CaseContext,
        step::{Halt, Step},
    },
    http::{exchange::Exchange, request::Request},
};

/// The secrets of a client by their ids, each with its status.
pub(in crate::cases) type Statuses = BTreeMap<String, String>;

/// The secrets of a client, once all that was written to it must show.
pub(in crate::cases) async fn statuses(run: &CaseContext<'_>, client_id: &str) -> Step<Statuses> {
    run.settled(client_id).await;
    statuses_until(run, client_id, |_| true).await
}

/// The secrets of a client, listed again until they are as they must be or the time to settle is over.
pub(in crate::cases) async fn statuses_until(
    run: &CaseContext<'_>,
    client_id: &str,
    shows: impl Fn(&Statuses) -> bool,
) -> Step<Statuses> {
    let request = Request::to(LIST_CLIENT_SECRETS).client(client_id);
    let exchange = run.send_until(request, |exchange| shows(&listed(exchange))).await?;
    if exchange.status != 200 {
        return Err(Halt::NotRun(format!("the secrets cannot be listed (status {})", exchange.status)));
    }
    Ok(listed(&exchange))
}

fn listed(exchange: &Exchange) -> Statuses {
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let secrets = exchange.list("/data/secrets").iter();
    secrets.map(|secret| (text(&secret["secret_id"]), text(&secret["status"]))).collect()
}

/// How many of them are active.
pub(in crate::cases) fn active(statuses: &Statuses) -> usize {
    statuses.values().filter(|status| *status == "active").count()
}

/// As reports show them.
pub(in crate::cases) fn shown(statuses: &Statuses) -> serde_json::Value {
    statuses.iter().map(|(id, status)| (id.clone(), status.clone())).collect()
}

/// The client's secrets once it has two active ones.
pub(in crate::cases) async fn with_two(run: &CaseContext<'_>, client_id: &str) -> Step<Statuses> {
    let mut now = statuses(run, client_id).await?;
    for _ in active(&now)..2 {
        let created = run.send(Request::to(CREATE_CLIENT_SECRET).client(client_id)).await?;
        if let Some(id) = created.text("/data/secret_id") {
            now = statuses_until(run, client_id, |now| now.contains_key(id)).await?;
        }
    }
    Ok(now)
}

/// The client's one secret, after all others were deleted: scratch clients come with any number.
pub(in crate::cases) async fn with_one(run: &CaseContext<'_>, client_id: &str) -> Step<String> {
    let mut now = statuses(run, client_id).await?;
    let kept = match now.iter().find(|(_, status)| *status == "active").map(|(id, _)| id.clone()) {
        Some(id) => id,
        None => {
            let created = run.send(Request::to(CREATE_CLIENT_SECRET).client(client_id)).await?;
            created.text("/data/secret_id").unwrap_or_default().to_owned()
        }
    };
    now.remove(&kept);
    for other in now.keys() {
        run.send(Request::to(DELETE_CLIENT_SECRET).client(client_id).secret(other)).await?;
    }
    let now = statuses_until(run, client_id, |now| now.len() == 1).await?;
    if now.len() != 1 || active(&now) != 1 {
        return Err(Halt::NotRun("the client cannot be brought to exactly one secret, an active one".to_owned()));
    }
    Ok(kept)
}

/// The id of one of the client's secrets, of an active one if it has one.
pub(in crate::cases) async fn first(run: &CaseContext<'_>, client_id: &str) -> Step<String> {
    let listed = statuses(run, client_id).await?;
    let active = listed.iter().find(|(_, status)| *status == "active").or(listed.iter().next());
    active.map(|(id, _)| id.clone()).ok_or_else(|| Halt::NotRun("the client has no secret".to_owned()))
}
