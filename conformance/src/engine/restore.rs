//! Puts the subject back to what it was before the run, and reads it again to be sure.
//!
//! A run reads a client that it was lent before it changes anything. What cannot be read cannot be put back: `jwks` is
//! never written on such a client, and `updated_at` moves with every update.

use authms_spec::operation::{GET_CLIENT, UPDATE_CLIENT};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    http::{request::Request, session::Session},
    judging::item::{Item, writable_names},
};

/// Attempts before a restore counts as incomplete; an update is idempotent, so repeating it is safe.
const ATTEMPTS: usize = 3;

/// How the clean-up of a run ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Restored {
    /// The subject was the run's own.
    NotNeeded,
    /// Every readable field is as it was.
    Complete {
        /// The fields that had to be put back.
        fields: Vec<String>,
    },
    /// Something still differs.
    Incomplete {
        /// The fields that differ, empty if the subject could not be read.
        fields: Vec<String>,
        /// Why.
        why: String,
        /// An update body that would put them back.
        body: Value,
    },
}

/// Puts every readable field back that differs from `before`, and reads again to be sure.
pub(crate) async fn restore(session: &Session<'_>, client_id: &str, before: &Item) -> Restored {
    let mut touched: Vec<String> = Vec::new();
    let mut why = "the server does not accept the old values".to_owned();
    let mut pending: Vec<&'static str> = writable_names();
    for attempt in 0..=ATTEMPTS {
        match read(session, client_id).await {
            Ok(now) => pending = differing(before, &now),
            Err(error) => why = error,
        }
        if pending.is_empty() {
            return Restored::Complete { fields: touched };
        }
        if attempt == ATTEMPTS {
            break;
        }
        if attempt > 0 {
            // What was put back may show late.
            session.rest(session.limits().settle / 2).await;
        }
        for field in &pending {
            if !touched.iter().any(|name| name == field) {
                touched.push((*field).to_owned());
            }
        }
        let body = before.restoring_body(&pending);
        match session.send_in_clean_up(update(client_id, &body)).await {
            Ok(exchange) if exchange.status == 200 => {}
            Ok(exchange) => why = format!("the update has status {}", exchange.status),
            Err(error) => why = error.to_string(),
        }
    }
    let body = before.restoring_body(&pending);
    Restored::Incomplete { fields: pending.iter().map(|&field| field.to_owned()).collect(), why, body }
}

fn differing(before: &Item, now: &Item) -> Vec<&'static str> {
    writable_names().into_iter().filter(|field| before.value(field) != now.value(field)).collect()
}

fn update(client_id: &str, body: &Value) -> Request {
    Request::to(UPDATE_CLIENT).client(client_id).json(body)
}

async fn read(session: &Session<'_>, client_id: &str) -> Result<Item, String> {
    let exchange =
        session.send_in_clean_up(Request::to(GET_CLIENT).client(client_id)).await.map_err(|why| why.to_string())?;
    match (exchange.status, Item::of(exchange.body.as_ref())) {
        (200, Some(item)) => Ok(item),
        (status, _) => Err(format!("the client cannot be read (status {status})")),
    }
}
