//! Finds what dead runs have left on a target, by their ledgers and by the marks on their clients, and removes it.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use authms_spec::operation::GET_CLIENT;
use futures_util::{StreamExt as _, stream};
use jiff::{SignedDuration, Timestamp};

use super::removal::{Listed, find, remove};
use crate::{
    http::{
        ledger::{
            Ledger,
            entry::Record,
            error::LedgerError,
            run_id::RunId,
            state_folder::{DeadLedger, StateFolder},
        },
        limits::Limits,
        request::Request,
        session::Session,
        stop::Stop,
        target::Target,
    },
    preflight::{check::Refusal, preflight},
};

/// How old a run must be, if only the marks on its clients tell of it: it may live on another machine.
const OLD: SignedDuration = SignedDuration::from_hours(2);

/// What to look for, and whether to remove it.
#[derive(Debug, Clone, Default)]
pub struct SweepOptions {
    /// Only what runs have left that began longer ago.
    pub older_than: Option<SignedDuration>,
    /// Ledgers besides those of the user's state folder.
    pub ledgers: Vec<PathBuf>,
    /// Whether to remove what was found.
    pub apply: bool,
}

/// A client that a run has made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its `client_id`.
    pub client_id: String,
    /// Its name.
    pub name: String,
    /// The run.
    pub run: String,
    /// How long ago the run began.
    pub age: SignedDuration,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a client that a run has made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// A run of the sweep that applies would remove it.
    Removable,
    /// It was removed, and seen to be gone.
    Removed,
    /// It could not be removed, for this reason.
    Failed(String),
    /// It was left alone, for this reason.
    LeftAlone(String),
}

/// Why nothing could be swept.
#[derive(Debug, thiserror::Error)]
pub enum SweepError {
    /// The target is not as it must be.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A ledger cannot be read, or its run lives.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The clients cannot be listed.
    #[error("cannot look for clients: {0}\n  hint: check the token and the base URL's prefix")]
    Unlisted(String),
}

/// Finds what dead runs have left, and removes it if asked to. What cannot be removed does not keep the rest.
///
/// # Errors
///
/// [`SweepError`] if the target cannot be used, or a ledger not read.
pub async fn sweep(target: &Target, limits: &Limits, options: &SweepOptions) -> Result<Vec<Found>, SweepError> {
    let limits = Limits { clean_up_time: limits.max_time, ..limits.clone() };
    let (stop, ledger) = (Stop::default(), Ledger::default());
    let session = Session::new(target, &limits, &stop, &ledger);
    preflight(&session, &limits).await?;
    let folder = StateFolder::of_user().ok();
    // First: the ledgers of dead runs are locked from here on as well.
    let alive = folder.as_ref().map(StateFolder::alive).unwrap_or_default();
    let mut dead = folder.as_ref().map(|folder| folder.dead(target.base_url())).unwrap_or_default();
    for path in &options.ledgers {
        dead.push(DeadLedger::read(path)?);
    }
    if records(&dead, target).next().is_some() {
        // What a run made that has only just died may not show in every read yet.
        tokio::time::sleep(limits.settle).await;
    }
    let mut found = look(&session, &dead, &alive, options).await?;
    if options.apply {
        for client in &found {
            // The session deletes only what its ledger knows.
            if client.fate == Fate::Removable {
                ledger.created(&client.client_id)?;
            }
        }
        let session = &session;
        let removals = stream::iter(found).map(|client| async move {
            if client.fate != Fate::Removable {
                return client;
            }
            let removed = remove(session, &client.client_id).await;
            let failed = |why: String| Fate::Failed(session.redact(&why));
            Found { fate: removed.map_or_else(failed, |()| Fate::Removed), ..client }
        });
        found = removals.buffered(limits.concurrency.max(1)).collect().await;
        forget(&dead, &found, target);
    }
    Ok(found)
}

async fn look(
    session: &Session<'_>,
    dead: &[DeadLedger],
    alive: &BTreeSet<RunId>,
    options: &SweepOptions,
) -> Result<Vec<Found>, SweepError> {
    let listed = find(session, "conformance-").await.map_err(SweepError::Unlisted)?;
    let mut listed: BTreeMap<String, Listed> = listed.into_iter().map(|it| (it.client_id.clone(), it)).collect();
    let now = Timestamp::now();
    let mut found = Vec::new();
    for record in records(dead, session.target()) {
        for client_id in &record.left {
            let client = match listed.remove(client_id) {
                Some(client) => Some(client),
                // Its name may have changed.
                None => read(session, client_id).await.map_err(SweepError::Unlisted)?,
            };
            let Some(client) = client else { continue };
            let fate = if !client.bears_mark_of(&record.run) {
                Fate::LeftAlone("it bears no mark of the run that made it: somebody may have taken it over".to_owned())
            } else {
                by_age(record.run.age(now), options.older_than.unwrap_or_default())
            };
            found.push(described(client, &record.run, now, fate));
        }
    }
    for client in listed.into_values() {
        let Some(run) = client.by_name.clone() else { continue };
        // A copy bears only the name. If the response to its creation was lost, the ledger stands for the other mark.
        let awaited = records(dead, session.target()).any(|record| record.run == run && record.may_lack_clients);
        let fate = if client.by_website.as_ref() != Some(&run) && !awaited {
            Fate::LeftAlone("it bears only one of the two marks of a run".to_owned())
        } else if alive.contains(&run) {
            Fate::LeftAlone("its run is still under way".to_owned())
        } else {
            // A ledger that names the run shows that it is dead, however young it is.
            let known = records(dead, session.target()).any(|record| record.run == run);
            by_age(run.age(now), options.older_than.unwrap_or(if known { SignedDuration::ZERO } else { OLD }))
        };
        found.push(described(client, &run, now, fate));
    }
    Ok(found)
}

fn described(client: Listed, run: &RunId, now: Timestamp, fate: Fate) -> Found {
    Found { client_id: client.client_id, name: client.name, run: run.to_string(), age: run.age(now), fate }
}

fn by_age(age: SignedDuration, least: SignedDuration) -> Fate {
    if age >= least { Fate::Removable } else { Fate::LeftAlone(format!("its run began less than {least:#} ago")) }
}

/// What ledgers say of runs on this target.
fn records<'d>(dead: &'d [DeadLedger], target: &Target) -> impl Iterator<Item = &'d Record> {
    let all = dead.iter().flat_map(|ledger| &ledger.records);
    all.filter(|record| record.header.base_url == target.base_url())
}

async fn read(session: &Session<'_>, client_id: &str) -> Result<Option<Listed>, String> {
    let read = session.send_in_clean_up(Request::to(GET_CLIENT).client(client_id)).await;
    let exchange = read.map_err(|why| why.to_string())?;
    match (exchange.status, Listed::of(exchange.at("/data"))) {
        (404, _) => Ok(None),
        (200, Some(client)) => Ok(Some(client)),
        (status, _) => Err(format!("the client {client_id} cannot be read (status {status})")),
    }
}

/// Removes the ledgers that have nothing more to say.
fn forget(dead: &[DeadLedger], found: &[Found], target: &Target) {
    let stays = |run: &str| found.iter().any(|it| it.run == run && it.fate != Fate::Removed);
    let settled = |record: &Record| record.header.base_url == target.base_url() && !stays(&record.run.to_string());
    for ledger in dead.iter().filter(|ledger| ledger.is_of_one_run() && ledger.records.iter().all(settled)) {
        ledger.remove();
    }
}
