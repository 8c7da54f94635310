//! Removes the clients that a run has created, and says what is left.

use authms_spec::operation::{DELETE_CLIENT, GET_CLIENT, LIST_CLIENTS};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::http::{exchange::Exchange, request::Request, session::Session};

/// Attempts before a client counts as left behind; deleting is idempotent, so repeating it is safe.
const ATTEMPTS: usize = 3;

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
    /// Ids of clients that are still there.
    pub left_behind: Vec<String>,
    /// Whether they were left on purpose.
    pub kept: bool,
}

/// Removes every client that the run has created, unless they are to be kept, and reads each to see that it is gone.
pub(crate) async fn clean_up(session: &Session<'_>, keep: bool) -> Footprint {
    let ledger = session.ledger();
    if ledger.unresolved() > 0 {
        find_lost(session).await;
    }
    let clients = ledger.clients();
    let mut left_behind = Vec::new();
    for id in &clients {
        let gone = if keep { ledger.is_removed(id) } else { remove(session, id).await };
        if !gone {
            left_behind.push(id.clone());
        }
    }
    Footprint {
        requests: session.requests(),
        clients_made: clients.len(),
        clients_removed: clients.len() - left_behind.len(),
        secrets_made: ledger.secrets(),
        left_behind,
        kept: keep,
    }
}

async fn remove(session: &Session<'_>, id: &str) -> bool {
    for _ in 0..ATTEMPTS {
        if is_gone(session, id).await {
            let _ = session.ledger().gone(id);
            return true;
        }
        // The next read shows whether it worked.
        let _ = session.send_in_clean_up(Request::to(DELETE_CLIENT).client(id)).await;
    }
    is_gone(session, id).await
}

async fn is_gone(session: &Session<'_>, id: &str) -> bool {
    matches!(session.send_in_clean_up(Request::to(GET_CLIENT).client(id)).await, Ok(Exchange { status: 404, .. }))
}

/// Finds the clients that were created although no response came: those under a name that only this run gives.
async fn find_lost(session: &Session<'_>) {
    let prefix = session.name("");
    let request = Request::to(LIST_CLIENTS).query("name", &prefix).query("page_size", 100);
    let Ok(exchange) = session.send_in_clean_up(request).await else { return };
    for item in exchange.list("/items") {
        if let (Some(name), Some(id)) = (item["name"].as_str(), item["client_id"].as_str())
            && name.starts_with(&prefix)
        {
            let _ = session.ledger().created(id);
        }
    }
}
