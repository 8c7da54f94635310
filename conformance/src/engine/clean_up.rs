//! Removes the clients that a run has created, and says what is left.

use std::{collections::BTreeMap, time::Duration};

use futures_util::{StreamExt as _, stream};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use super::removal::{FIRST_WAIT, Listed, PAGES, Persistence, find, remove};
use crate::http::{session::Session, traffic::guard::is_a_segment};

/// How long after a creation was sent it may be carried out although its response was lost.
const CARRIED_OUT_WITHIN: Duration = Duration::from_secs(5);

/// Most pages of a list without a filter that are read although nothing points to a client that the ledger does not know.
const FEW_PAGES: usize = 10;

/// Time between two looks at the list of clients.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// What a run has sent and created, and what is left.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Footprint {
    /// Requests sent.
    pub requests: usize,
    /// Clients created.
    pub clients_made: usize,
    /// Clients removed again, and seen to be gone.
    pub clients_removed: usize,
    /// Secrets created, those of created clients included.
    pub secrets_made: usize,
    /// The clients that are still there, or may be.
    pub left_behind: Vec<LeftBehind>,
    /// Whether they were left on purpose.
    pub kept: bool,
}

/// A client that is still there, or may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeftBehind {
    /// Its `client_id`; of a client whose creation had no response, how its name begins.
    pub client_id: String,
    /// Why it is still there.
    pub why: String,
}

impl LeftBehind {
    /// What a server gave as an id may be anything.
    fn of(session: &Session<'_>, client_id: &str, why: &str) -> Self {
        Self { client_id: session.in_words(client_id), why: session.redact(why) }
    }
}

impl std::fmt::Display for LeftBehind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.client_id, self.why)
    }
}

/// Removes every client that the run has created, unless they are to be kept, and reads each to see that it is gone. One
/// that cannot be removed does not keep the others. Then looks for what else bears a mark of the run: a creation may have
/// been carried out twice, or although its response says otherwise.
pub(crate) async fn clean_up(session: &Session<'_>, keep: bool) -> Footprint {
    let (ledger, persistence) = (session.ledger(), Persistence::new(session));
    let mut left = BTreeMap::new();
    if !keep {
        left.extend(remove_all(session, &persistence, ledger.clients()).await);
    }
    let (marked, mut left_behind) = find_lost(session, &persistence).await;
    if keep {
        let kept = ledger.clients().into_iter().filter(|id| !ledger.is_removed(id));
        left.extend(kept.map(|id| (id, "kept on purpose".to_owned())));
    } else {
        // A list that lags shows clients that are gone: a read tells.
        let marked = marked.into_iter().filter(|id| !left.contains_key(id)).collect();
        left.extend(remove_all(session, &persistence, marked).await);
    }
    let clients = ledger.clients();
    let still_there = clients.iter().filter_map(|id| Some(LeftBehind::of(session, id, left.get(id)?)));
    left_behind.extend(still_there);
    Footprint {
        requests: session.requests(),
        clients_made: clients.len(),
        clients_removed: clients.len() - left.len(),
        secrets_made: ledger.secrets(),
        left_behind,
        kept: keep,
    }
}

/// Removes these clients. Those that may still be there are returned, each with the reason.
async fn remove_all(session: &Session<'_>, persistence: &Persistence, clients: Vec<String>) -> Vec<(String, String)> {
    let attempts = stream::iter(clients).map(|id| async move {
        let removed = remove(session, persistence, &id).await;
        removed.err().map(|why| (id, why))
    });
    let left: Vec<Option<_>> = attempts.buffered(session.limits().concurrency.max(1)).collect().await;
    left.into_iter().flatten().collect()
}

/// Finds the clients that bear a mark of this run, and notes those that the ledger does not know: the creation of one may
/// have had no response, or one that names another client. What may be left of them all the same is returned as well.
async fn find_lost(session: &Session<'_>, persistence: &Persistence) -> (Vec<String>, Vec<LeftBehind>) {
    let ledger = session.ledger();
    let Some(begun) = ledger.last_creation() else { return Default::default() };
    let doubt = ledger.unresolved() > 0;
    let (known, named) = (ledger.clients().len(), ledger.unverified().len());
    let found = || ledger.clients().len() - known;
    // What was created last may be listed late, and what had no response may be carried out late.
    let settle = session.limits().settle;
    let latest = if doubt { (Instant::now() + settle).max(begun + CARRIED_OUT_WITHIN) } else { begun + settle };
    if !doubt {
        session.rest(latest.saturating_duration_since(Instant::now())).await;
    }
    let pages = if doubt { PAGES } else { FEW_PAGES };
    let mut sought = look(session, persistence, pages).await;
    while sought.is_ok() && found() < ledger.unresolved() && Instant::now() < latest {
        session.rest(LOOK_AGAIN.min(latest - Instant::now())).await;
        sought = look(session, persistence, pages).await;
    }
    let unverified = ledger.unverified();
    let no_read = || "a response names it as a new client, and no read has shown that it is".to_owned();
    let doubt_of = |id: &String| session.disowns(id).map_or_else(no_read, |why| why.to_string());
    let marked = match sought {
        Ok(marked) => marked,
        Err(why) if doubt => {
            let named = |id: &String| LeftBehind::of(session, id, &format!("{}, and {why}", doubt_of(id)));
            let lost = (ledger.unresolved() > unverified.len()).then(|| {
                let why = format!("its creation got no response that names it, and {why}");
                LeftBehind::of(session, &format!("{}…", ledger.run().prefix()), &why)
            });
            return (Vec::new(), unverified.iter().map(named).chain(lost).collect());
        }
        // Every creation had a response, and every client that one names was seen to be gone.
        Err(_) => return Default::default(),
    };
    let (marked, nameless): (Vec<String>, Vec<String>) = marked.into_iter().partition(|id| is_a_segment(id));
    let nameless = nameless.iter().map(|id| LeftBehind::of(session, id, "no URL can name its id"));
    let mut left: Vec<LeftBehind> = nameless.collect();
    // What bears no mark is not found by it, and what was found may be what another id was given for.
    let found_under_other_ids = found() - (named - unverified.len());
    if unverified.len() > found_under_other_ids {
        left.extend(unverified.iter().map(|id| LeftBehind::of(session, id, &doubt_of(id))));
    } else {
        ledger.lacks_no_clients();
    }
    (marked, left)
}

/// Finds every client that bears a mark of this run, and notes it.
async fn look(session: &Session<'_>, persistence: &Persistence, pages: usize) -> Result<Vec<String>, String> {
    let (ledger, mut wait) = (session.ledger(), FIRST_WAIT);
    let listed = loop {
        match find(session, &ledger.run().prefix(), pages).await {
            Ok(listed) => break listed,
            Err(why) if !persistence.waits(session, &mut wait).await => return Err(why),
            Err(_) => {}
        }
    };
    // A client that was lent may bear a mark as well, if nobody wants it put back.
    let lent = session.target().subject.as_ref().map(|subject| subject.client_id.as_str());
    let is_own = |client: &Listed| client.bears_mark_of(ledger.run()) && lent != Some(client.client_id.as_str());
    let marked = listed.into_iter().filter(is_own);
    let marked: Vec<String> = marked.map(|client| client.client_id).collect();
    for id in marked.iter().filter(|id| is_a_segment(id)) {
        // A disk that is full by now does not hide the client from the clean-up.
        let _ = ledger.created(id);
    }
    Ok(marked)
}
