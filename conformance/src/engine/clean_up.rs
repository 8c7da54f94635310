//! Removes the clients that a run has created, and says what is left.

use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use super::removal::{find, remove};
use crate::http::session::Session;

/// How long after a creation was sent it may be carried out although its response was lost.
const CARRIED_OUT_WITHIN: Duration = Duration::from_secs(5);

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
/// that cannot be removed does not keep the others.
pub(crate) async fn clean_up(session: &Session<'_>, keep: bool) -> Footprint {
    let ledger = session.ledger();
    let mut left_behind = find_lost(session).await;
    let clients = ledger.clients();
    let kept = |id: &String| (!ledger.is_removed(id)).then(|| (id.clone(), "kept on purpose".to_owned()));
    let still_there: Vec<(String, String)> = if keep {
        clients.iter().filter_map(kept).collect()
    } else {
        let attempts = stream::iter(clients.clone()).map(|id| async move {
            let removed = remove(session, &id).await;
            removed.err().map(|why| (id, why))
        });
        let left: Vec<Option<_>> = attempts.buffered(session.limits().concurrency.max(1)).collect().await;
        left.into_iter().flatten().collect()
    };
    let clients_removed = clients.len() - still_there.len();
    left_behind.extend(still_there.into_iter().map(|(client_id, why)| LeftBehind::of(session, &client_id, &why)));
    Footprint {
        requests: session.requests(),
        clients_made: clients.len(),
        clients_removed,
        secrets_made: ledger.secrets(),
        left_behind,
        kept: keep,
    }
}

/// Finds the clients of this run that the ledger does not know, by their marks: those whose creation had no response, or
/// one that names another client. What may be left of them all the same is returned.
async fn find_lost(session: &Session<'_>) -> Vec<LeftBehind> {
    let ledger = session.ledger();
    let Some(begun) = ledger.last_creation().filter(|_| ledger.unresolved() > 0) else { return Vec::new() };
    let (known, named) = (ledger.clients().len(), ledger.unverified().len());
    let found = || ledger.clients().len() - known;
    // What was created last may be listed late, and what had no response may be carried out late.
    let latest = (Instant::now() + session.limits().settle).max(begun + CARRIED_OUT_WITHIN);
    let mut sought = look(session).await;
    while sought.is_ok() && found() < ledger.unresolved() && Instant::now() < latest {
        session.rest(LOOK_AGAIN.min(latest - Instant::now())).await;
        sought = look(session).await;
    }
    let unverified = ledger.unverified();
    let no_read = || "a response names it as a new client, and no read has shown that it is".to_owned();
    let left = |id: &String| LeftBehind::of(session, id, &session.disowns(id).unwrap_or_else(no_read));
    if let Err(why) = sought {
        let why = format!("its creation got no response that names it, and {why}");
        let lost = (ledger.unresolved() > unverified.len())
            .then(|| LeftBehind::of(session, &format!("{}…", ledger.run().prefix()), &why));
        return unverified.iter().map(left).chain(lost).collect();
    }
    // What bears no mark is not found by it, and what was found may be what another id was given for.
    let found_under_other_ids = found() - (named - unverified.len());
    if unverified.len() > found_under_other_ids {
        return unverified.iter().map(left).collect();
    }
    ledger.lacks_no_clients();
    Vec::new()
}

/// Notes every client that bears a mark of this run.
async fn look(session: &Session<'_>) -> Result<(), String> {
    let ledger = session.ledger();
    for client in find(session, &ledger.run().prefix()).await? {
        if client.bears_mark_of(ledger.run()) {
            // A disk that is full by now does not hide the client from the clean-up.
            let _ = ledger.created(&client.client_id);
        }
    }
    Ok(())
}
