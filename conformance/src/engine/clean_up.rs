//! Removes the clients that a run has created, and says what is left.

use futures_util::{StreamExt as _, stream};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::removal::{find, remove};
use crate::http::session::Session;

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

impl std::fmt::Display for LeftBehind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.client_id, self.why)
    }
}

/// Removes every client that the run has created, unless they are to be kept, and reads each to see that it is gone. One
/// that cannot be removed does not keep the others.
pub(crate) async fn clean_up(session: &Session<'_>, keep: bool) -> Footprint {
    let ledger = session.ledger();
    let mut left_behind = Vec::new();
    if let Err(why) = find_lost(session).await {
        let client_id = format!("{}…", ledger.run().prefix());
        left_behind.push(LeftBehind { client_id, why: format!("its creation had no response, and {why}") });
    }
    let clients = ledger.clients();
    let kept = |id: &String| (!ledger.is_removed(id)).then(|| (id.clone(), "kept on purpose".to_owned()));
    let still_there: Vec<(String, String)> = if keep {
        clients.iter().filter_map(kept).collect()
    } else {
        let attempts = stream::iter(clients.clone()).map(|id| async move {
            let removed = remove(session, &id).await;
            removed.err().map(|why| (id, why))
        });
        attempts.buffered(session.limits().concurrency.max(1)).filter_map(async |left| left).collect().await
    };
    let clients_removed = clients.len() - still_there.len();
    let redacted = |(client_id, why): (String, String)| LeftBehind { client_id, why: session.redact(&why) };
    left_behind.extend(still_there.into_iter().map(redacted));
    Footprint {
        requests: session.requests(),
        clients_made: clients.len(),
        clients_removed,
        secrets_made: ledger.secrets(),
        left_behind,
        kept: keep,
    }
}

/// Finds the clients that were created although no response came: those that bear a mark of this run.
async fn find_lost(session: &Session<'_>) -> Result<(), String> {
    let ledger = session.ledger();
    if ledger.unresolved() == 0 {
        return Ok(());
    }
    let known = ledger.clients().len();
    // What was created last may be listed late.
    for settled in [false, true] {
        for client in find(session, &ledger.run().prefix()).await? {
            if client.bears_mark_of(ledger.run()) {
                // A disk that is full by now does not hide the client from the clean-up.
                let _ = ledger.created(&client.client_id);
            }
        }
        if settled || ledger.clients().len() - known >= ledger.unresolved() {
            break;
        }
        session.rest(session.limits().settle).await;
    }
    ledger.lacks_no_clients();
    Ok(())
}
