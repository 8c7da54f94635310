//! Prepares a run: reads the client that it was lent or creates one, and finds a second one to watch.

use std::time::Duration;

use authms_spec::operation::{CREATE_CLIENT, GET_CLIENT, LIST_CLIENTS};
use serde_json::Value;

use super::{not_begun::Obstacle, options::Mode};
use crate::{
    case::{
        definition::Case,
        lent::Lent,
        run_state::{Idle, Known, RunState},
        samples::{self, Marks},
        settle::Settling,
        step::Need,
    },
    http::{
        caller::Caller,
        exchange::Exchange,
        no_response::NoResponse,
        request::Request,
        session::Session,
        target::Target,
        traffic::{guard, weather::Weather},
    },
    judging::item::Item,
    preflight::check::Refusal,
};

/// How long the first client of a run may take until it can be read, whatever the target.
const LATEST: Duration = Duration::from_secs(2);

/// Clients on a page, and pages, that are looked through for a client that may be read.
const PAGE: usize = 50;
const PAGES: usize = 5;

/// What a run begins with.
pub(crate) struct Start {
    pub(crate) state: RunState,
    /// The client that reports name.
    pub(crate) client_id: String,
    /// That client, as it was before.
    pub(crate) item: Item,
}

/// Reads the client that the run was lent, or creates one. Where nothing may be created, the first client of the list
/// can be read. `user_lists`: the preflight has seen that the user's token may list clients.
pub(crate) async fn provision(
    session: &Session<'_>,
    mode: Mode,
    cases: &[&Case],
    user_lists: bool,
) -> Result<Start, Obstacle> {
    let target = session.target();
    let unreachable =
        |why: NoResponse| Obstacle::Unreachable { url: target.base_url().to_owned(), why: why.to_string() };
    let mut subjects = match &target.subject {
        Some(subject) => vec![subject.client_id.clone()],
        None if !mode.creates() => others(session).await.map_err(unreachable)?,
        None => {
            let exchange = create(session, "subject").await.map_err(unreachable)?;
            vec![created(&exchange).ok_or_else(|| refused(&exchange, "create a client", target))?]
        }
    };
    let (client_id, exchange) = loop {
        let client_id = subjects.first().ok_or_else(nothing_to_read)?.clone();
        let exchange = read(session, &client_id, Caller::Admin).await.map_err(unreachable)?;
        if exchange.status != 404 || subjects.len() == 1 {
            break (client_id, exchange);
        }
        // Somebody has deleted it since it was listed.
        subjects.remove(0);
    };
    let lent = match &target.subject {
        Some(_) => Lent::one(client_id.clone()),
        None if !mode.creates() => Lent::borrowed(subjects),
        None => Lent::default(),
    };
    let is_lent = lent.now().is_some();
    let Some(item) = Item::of(exchange.body.as_ref()).filter(|_| exchange.status == 200) else {
        let what = format!("read the client `{}`", session.in_words(&client_id));
        return Err(refused(&exchange, &what, target));
    };
    let is_own = |id: &String| session.ledger().has_created(id);
    let watched = cases.iter().any(|case| case.needs.contains(&Need::Bystander));
    let bystander = match &target.bystander {
        Some(id) => Some(id.clone()),
        None if !mode.creates() || !watched => None,
        // Without one, only the case that watches it is not run.
        None => create(session, "bystander").await.ok().and_then(|exchange| created(&exchange)).filter(is_own),
    };
    let doubts = doubts(session, &client_id, user_lists).await;
    let state = RunState::new(lent, bystander.clone(), doubts);
    for id in bystander.iter().chain((!is_lent).then_some(&client_id)) {
        state.is_born(id);
    }
    if is_lent {
        *state.lent_known() = Known::read(item.clone());
    } else if is_own(&client_id) {
        state.give_scratch(Idle { client_id: client_id.clone(), known: Known::read(item.clone()) });
    }
    Ok(Start { state, client_id, item })
}

/// Tokens that can read what they must not: either the service lets them in, or they are not what they were given as.
/// Nothing may be written with them then.
async fn doubts(session: &Session<'_>, client_id: &str, user_lists: bool) -> Vec<(Caller, &'static str)> {
    let mut doubts = Vec::new();
    for caller in [Caller::User, Caller::OtherTenant] {
        if session.target().tokens.presented_by(caller).is_none() {
            continue;
        }
        let status = read(session, client_id, caller).await.ok().map(|exchange| exchange.status);
        let why = match (caller, status) {
            (Caller::OtherTenant, Some(200)) => "this token belongs to the same tenant",
            (Caller::OtherTenant, _) => continue,
            (_, Some(404)) if user_lists => "this token belongs to an administrator of another tenant",
            (_, status) if user_lists || status == Some(200) => "this is an administrator's token",
            _ => continue,
        };
        doubts.push((caller, why));
    }
    doubts
}

/// Clients that the run may read, where it may not create one: the first ones that no other run has made, which it would
/// soon remove.
async fn others(session: &Session<'_>) -> Result<Vec<String>, NoResponse> {
    for page in 1..=PAGES {
        let exchange = session.send(Request::to(LIST_CLIENTS).query("page", page).query("page_size", PAGE)).await?;
        let items = exchange.list("/items");
        let is_a_runs = |item: &Value| item["name"].as_str().is_some_and(|name| name.contains("conformance-"));
        let others = items.iter().filter(|item| !is_a_runs(item)).filter_map(|item| item["client_id"].as_str());
        let others: Vec<String> = others.map(str::to_owned).collect();
        if !others.is_empty() || items.len() < PAGE {
            return Ok(others);
        }
    }
    Ok(Vec::new())
}

fn nothing_to_read() -> Obstacle {
    let message = "the tenant has no client that could be read, and the run may not create one";
    Refusal::configuration("lent clients", message, "create one by other means, or run without --read-only").into()
}

/// Reads a client. One that was just created may not be there for every read yet.
async fn read(session: &Session<'_>, client_id: &str, caller: Caller) -> Result<Exchange, NoResponse> {
    let new = session.ledger().has_created(client_id) && caller == Caller::Admin;
    let mut settling = Settling::of(if new { LATEST } else { Duration::ZERO });
    loop {
        let exchange = session.send(Request::to(GET_CLIENT).client(client_id).by(caller)).await?;
        if exchange.status != 404 || !settling.lasts().await {
            return Ok(exchange);
        }
    }
}

/// Creates a client. One whose creation has no response, or one that is not the API's, may exist nevertheless: it is
/// removed at the end, and another is made under another name.
async fn create(session: &Session<'_>, purpose: &str) -> Result<Exchange, NoResponse> {
    let mut backoff = session.backoff();
    let marks = Marks { name: session.name(""), run: session.run() };
    let mut name = session.name(purpose);
    loop {
        let body = samples::new_client(&name, &marks);
        let sent = session.send(Request::to(CREATE_CLIENT).json(&body)).await;
        let is_none = match &sent {
            Ok(exchange) => Weather::of_gateway(exchange).is_some(),
            Err(why) => matches!(why, NoResponse::Weather(_)),
        };
        if !is_none || !session.waits(&mut backoff).await {
            return sent;
        }
        name.push_str("-again");
    }
}

fn created(exchange: &Exchange) -> Option<String> {
    guard::created(exchange).filter(|id| guard::is_a_segment(id)).map(str::to_owned)
}

fn refused(exchange: &Exchange, what: &str, target: &Target) -> Obstacle {
    let status = exchange.status;
    let hint = match status {
        401 => "the token is not accepted; pass a valid one with --token or AUTHMS_TOKEN",
        403 => "the token does not belong to an administrator; pass another one with --token or AUTHMS_TOKEN",
        404 if target.subject.is_some() => {
            "name an existing client of the token's tenant with --client-id, and check the base URL's prefix"
        }
        200..=299 => "the response does not name a client that could be read: what does the service's log say?",
        429 | 500.. => {
            return Obstacle::Unreachable { url: target.base_url().to_owned(), why: format!("status {status}") };
        }
        _ => "check the base URL's prefix; where creation is not granted, name a client with --client-id",
    };
    Obstacle::Configuration { what: what.to_owned(), status, hint }
}
