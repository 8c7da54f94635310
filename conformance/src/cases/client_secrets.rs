//! The five operations on a client's secrets; each rule is about several of them together.

use std::collections::BTreeMap;

use super::case;
use crate::{
    case::Case,
    context::CaseContext,
    exchange::Exchange,
    request::Request,
    samples::unknown_id,
    step::{Halt, Step},
};

const LIST: &str = "list_client_secrets";
const CREATE: &str = "create_client_secret";
const ROTATE: &str = "rotate_client_secret";
const DEACTIVATE: &str = "deactivate_client_secret";
const DELETE: &str = "delete_client_secret";

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(CREATE, "is_listed_and_shown_once", ["secrets.listed", "secret.shown_once", "secret.fresh"], run => {
            let id = run.scratch("secret").await?;
            let exchange = run.act(Request::to(CREATE).client(&id), None).await?;
            run.expect(&exchange, "secrets.listed", 201)?;
            let value = exchange.text("/data/secret_value").unwrap_or_default().to_owned();
            run.check("secret.shown_once", !value.is_empty(), "the secret in this answer", &exchange);
            let secret_id = exchange.text("/data/secret_id").unwrap_or_default().to_owned();
            let listed = statuses(run, &id).await?;
            run.check("secrets.listed", listed.get(&secret_id).is_some_and(|status| status == "active"), "listed as active", &exchange);
            let rotated = run.send(Request::to(ROTATE).client(&id)).await?;
            run.check("secret.fresh", rotated.text("/data/new_secret") != Some(value.as_str()), "every secret is another one", &rotated);
            run.shown_once(&id, &value, &exchange).await?;
        }),
        case!(CREATE, "two_active_are_the_most", ["secrets.limit"], run => {
            let id = run.scratch("limit").await?;
            fill(run, &id).await?;
            let before = statuses(run, &id).await?;
            let exchange = run.act(Request::to(CREATE).client(&id), None).await?;
            run.judge("secrets.limit", exchange.status == 409, "status 409", &format!("status {}", exchange.status), Some(&exchange));
            run.check("secrets.limit", statuses(run, &id).await? == before, "none was made", &exchange);
        }),
        case!(CREATE, "two_at_once_for_the_last_place", ["secrets.limit"], run => {
            let id = run.scratch("race").await?;
            if active(&statuses(run, &id).await?) != 1 {
                return Err(Halt::NotRun("a new client has not exactly one active secret".to_owned()));
            }
            let make = || run.send(Request::to(CREATE).client(&id));
            let (one, two) = futures_util::future::join(make(), make()).await;
            let (one, two) = (one?, two?);
            let mut seen = [one.status, two.status];
            seen.sort_unstable();
            run.judge("secrets.limit", seen == [201, 409], "one 201 and one 409", &format!("{seen:?}"), Some(&two));
            run.check("secrets.limit", active(&statuses(run, &id).await?) <= 2, "at most two are active", &two);
        }),
        case!(LIST, "shows_no_values", ["secrets.listed"], run => {
            let id = run.scratch("list").await?;
            let exchange = run.act(Request::to(LIST).client(&id), None).await?;
            run.expect(&exchange, "secrets.listed", 200)?;
            run.check("secrets.listed", exchange.list("/data/secrets").len() == 1, "the one secret of a new client", &exchange);
        }),
        case!(ROTATE, "answers_with_another_secret", ["secrets.rotated", "secret.shown_once", "secret.fresh", "unobservable.history"], run => {
            let id = run.scratch("rotate").await?;
            let exchange = run.act(Request::to(ROTATE).client(&id), None).await?;
            run.expect(&exchange, "secrets.rotated", 200)?;
            let first = exchange.text("/data/new_secret").unwrap_or_default().to_owned();
            run.check("secret.shown_once", !first.is_empty(), "the secret in this answer", &exchange);
            run.check("secrets.rotated", exchange.text("/data/client_id").is_none_or(|found| found == id), "this client's id", &exchange);
            let again = run.send(Request::to(ROTATE).client(&id)).await?;
            run.check("secret.fresh", again.text("/data/new_secret") != Some(first.as_str()), "another secret every time", &again);
            run.check("secrets.rotated", active(&statuses(run, &id).await?) >= 1, "an active secret afterwards", &again);
            run.shown_once(&id, &first, &exchange).await?;
            run.unobservable("unobservable.history", "a replaced secret is verifiable for four hours; no call shows it");
        }),
        case!(ROTATE, "which_secret_the_last_four_are_of", ["silent.last_four"], run => {
            let id = run.scratch("last-four").await?;
            let exchange = run.send(Request::to(ROTATE).client(&id)).await?;
            let secret = exchange.text("/data/new_secret").unwrap_or_default().to_owned();
            let shown = run.read_client(&id).await?.text("secret_last_four").unwrap_or_default().to_owned();
            let newest = !shown.is_empty() && secret.ends_with(&shown);
            run.observe("silent.last_four", format!("secret_last_four is {} the rotated secret", if newest { "of" } else { "not of" }));
        }),
        case!(DEACTIVATE, "is_inactive_and_makes_room", ["secrets.deactivated"], run => {
            let id = run.scratch("deactivate").await?;
            fill(run, &id).await?;
            let secret_id = first(run, &id).await?;
            let exchange = run.act(secret(DEACTIVATE, &id, &secret_id), None).await?;
            run.expect(&exchange, "secrets.deactivated", 200)?;
            let shown = exchange.text("/data/status");
            run.check("secrets.deactivated", shown.is_none_or(|status| status == "inactive"), "status inactive in the answer", &exchange);
            let listed = statuses(run, &id).await?;
            run.check("secrets.deactivated", listed.get(&secret_id).is_some_and(|status| status == "inactive"), "listed as inactive", &exchange);
            let further = run.send(Request::to(CREATE).client(&id)).await?;
            run.judge("secrets.deactivated", further.status == 201, "room for another active one (201)", &format!("status {}", further.status), Some(&further));
        }),
        case!(DELETE, "is_not_listed_any_more", ["secrets.deleted", "delete.no_body"], run => {
            let id = run.scratch("delete-secret").await?;
            fill(run, &id).await?;
            let secret_id = first(run, &id).await?;
            let mut before = statuses(run, &id).await?;
            let exchange = run.act(secret(DELETE, &id, &secret_id), None).await?;
            run.expect(&exchange, "secrets.deleted", 204)?;
            before.remove(&secret_id);
            run.check("secrets.deleted", statuses(run, &id).await? == before, "only that one is gone", &exchange);
        }),
        case!(DELETE, "the_last_one_stays", ["secrets.last"], run => {
            let id = run.scratch("last").await?;
            let secret_id = first(run, &id).await?;
            let exchange = run.act(secret(DELETE, &id, &secret_id).or_status(&[409]), None).await?;
            run.judge("secrets.last", exchange.status == 400, "status 400", &format!("status {}", exchange.status), Some(&exchange));
            run.check("secrets.last", statuses(run, &id).await?.contains_key(&secret_id), "it is still listed", &exchange);
        }),
        unknown(DEACTIVATE),
        unknown(DELETE),
    ]
}

fn unknown(operation: &'static str) -> Case {
    case!(operation, "unknown_secret_is_404", ["secrets.unknown"], run => {
        let id = run.scratch("unknown-secret").await?;
        fill(run, &id).await?;
        let before = statuses(run, &id).await?;
        let exchange = run.act(secret(operation, &id, &unknown_id()), None).await?;
        run.judge("secrets.unknown", exchange.status == 404, "status 404", &format!("status {}", exchange.status), Some(&exchange));
        run.check("secrets.unknown", statuses(run, &id).await? == before, "the secrets are as before", &exchange);
    })
}

fn secret(operation: &str, client_id: &str, secret_id: &str) -> Request {
    Request::to(operation).client(client_id).param("secret_id", secret_id)
}

/// Makes secrets until there are two active ones.
async fn fill(run: &CaseContext<'_>, client_id: &str) -> Step {
    for _ in active(&statuses(run, client_id).await?)..2 {
        run.send(Request::to(CREATE).client(client_id)).await?;
    }
    Ok(())
}

/// The secrets of a client with their statuses.
async fn statuses(run: &CaseContext<'_>, client_id: &str) -> Step<BTreeMap<String, String>> {
    let exchange: Exchange = run.send(Request::to(LIST).client(client_id)).await?;
    if exchange.status != 200 {
        return Err(Halt::NotRun(format!("the secrets cannot be listed (status {})", exchange.status)));
    }
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    Ok(exchange
        .list("/data/secrets")
        .iter()
        .map(|secret| (text(&secret["secret_id"]), text(&secret["status"])))
        .collect())
}

fn active(statuses: &BTreeMap<String, String>) -> usize {
    statuses.values().filter(|status| *status == "active").count()
}

async fn first(run: &CaseContext<'_>, client_id: &str) -> Step<String> {
    let listed = statuses(run, client_id).await?;
    listed.into_keys().next().ok_or_else(|| Halt::NotRun("the client has no secret".to_owned()))
}
