//! Finds what dead runs have left on a target, by their ledgers and by the marks on their clients, and removes it.

mod ledgers;
pub(crate) mod swept;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use futures_util::{StreamExt as _, stream};
use jiff::{SignedDuration, Timestamp};

use self::{
    ledgers::Ledgers,
    swept::{Fate, Found, Swept, harmless},
};
use super::removal::{FIRST_WAIT, Listed, PAGES, Persistence, Sight, find, remove, sight};
use crate::{
    http::{
        ledger::{Ledger, error::LedgerError},
        limits::Limits,
        redact::Redactor,
        session::Session,
        stop::Stop,
        target::Target,
        traffic::guard::is_a_segment,
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

/// Finds what dead runs have left, and removes it if asked to. What cannot be read or removed does not keep the rest.
///
/// # Errors
///
/// [`SweepError`] if the target cannot be used, or a ledger that the options name not read.
pub async fn sweep(target: &Target, limits: &Limits, options: &SweepOptions) -> Result<Swept, SweepError> {
    let limits = Limits { clean_up_time: limits.max_time, ..limits.clone() };
    // The other tokens may have expired by now, and nothing is sent with them; but they stay secret.
    let others = Redactor::default();
    target.tokens.secrets().for_each(|secret| others.learn(&secret));
    let mut target = target.clone();
    (target.tokens.user, target.tokens.other_tenant) = (None, None);
    let target = &target;
    let (stop, ledger) = (Stop::default(), Ledger::default());
    let session = Session::new(target, &limits, &stop, &ledger);
    // The ledgers of dead runs are locked from here on.
    let (ledgers, mut swept) = Ledgers::read(target, &options.ledgers)?;
    preflight(&session, &limits).await?;
    if ledgers.records().next().is_some() {
        // What a run made that has only just died may not show in every read yet.
        tokio::time::sleep(limits.settle).await;
    }
    let clean = |text: &str| harmless(&others.apply(&session.redact(text)));
    let persistence = Persistence::new(&session);
    let found = look(&session, &persistence, &ledgers, options.older_than).await;
    let mut found = found.map_err(|why| SweepError::Unlisted(clean(&why)))?;
    if options.apply {
        for client in &found {
            // The session deletes only what its ledger knows.
            if client.fate == Fate::Removable {
                ledger.created(&client.client_id)?;
            }
        }
        let (session, persistence) = (&session, &Persistence::new(&session));
        let removals = stream::iter(found).map(|client| async move {
            if client.fate != Fate::Removable {
                return client;
            }
            let removed = remove(session, persistence, &client.client_id).await;
            Found { fate: removed.map_or_else(Fate::Failed, |()| Fate::Removed), ..client }
        });
        found = removals.buffered(limits.concurrency.max(1)).collect().await;
        ledgers.forget(&found);
    }
    swept.clients = found;
    Ok(swept.cleaned(clean))
}

async fn look(
    session: &Session<'_>,
    persistence: &Persistence,
    ledgers: &Ledgers<'_>,
    older_than: Option<SignedDuration>,
) -> Result<Vec<Found>, String> {
    let listed = find(session, "conformance-", PAGES).await?;
    let mut listed: BTreeMap<String, Listed> = listed.into_iter().map(|it| (it.client_id.clone(), it)).collect();
    let now = Timestamp::now();
    let mut found: Vec<Found> = Vec::new();
    for record in ledgers.records() {
        let (run, age) = (&record.run, record.run.age(now));
        let lost = record.may_lack_names() && !listed.values().any(|client| client.by_name.as_ref() == Some(run));
        let unverified: BTreeSet<&String> = record.unverified().collect();
        for client_id in record.left().chain(unverified.iter().copied()) {
            // Two ledgers may name it.
            if found.iter().any(|known| known.client_id == *client_id) {
                continue;
            }
            let client = match listed.remove(client_id) {
                Some(client) => Ok(Some(client)),
                // Its name may have changed.
                None => read(session, persistence, client_id).await,
            };
            let (name, fate) = match client {
                Err(why) => (String::new(), Fate::Failed(why)),
                // It was only never seen to be gone.
                Ok(None) if record.is_removed(client_id) => continue,
                Ok(None) if unverified.contains(client_id) => {
                    let why = "not found with this token, and never seen with it: it may be in another tenant";
                    (String::new(), Fate::Failed(why.to_owned()))
                }
                Ok(None) => (String::new(), Fate::Gone),
                Ok(Some(client)) if !client.bears_mark_of(run) => {
                    let why = "it bears no mark of the run that made it: somebody may have taken it over";
                    (client.name, Fate::LeftAlone(why.to_owned()))
                }
                Ok(Some(client)) => (client.name, by_age(age, older_than.unwrap_or_default())),
            };
            found.push(Found { client_id: client_id.clone(), name, run: run.to_string(), age, fate });
        }
        if lost {
            let client_id = format!("{}…", run.prefix());
            found.push(Found { client_id, name: String::new(), run: run.to_string(), age, fate: Fate::Gone });
        }
    }
    for client in listed.into_values() {
        let Some(run) = client.by_name else { continue };
        // A copy bears only the name. If the response to its creation was lost, the ledger stands for the other mark.
        let awaited = ledgers.records().any(|record| record.run == run && record.may_lack_clients());
        let age = run.age(now);
        let fate = if client.by_website.as_ref() != Some(&run) && !awaited {
            Fate::LeftAlone("it bears only one of the two marks of a run".to_owned())
        } else if ledgers.alive.contains(&run) {
            Fate::LeftAlone("its run is still under way".to_owned())
        } else if !is_a_segment(&client.client_id) {
            Fate::Failed("no URL can name its id".to_owned())
        } else {
            // A ledger that names the run shows that it is dead, however young it is.
            let known = ledgers.records().any(|record| record.run == run);
            by_age(age, older_than.unwrap_or(if known { SignedDuration::ZERO } else { OLD }))
        };
        found.push(Found { client_id: client.client_id, name: client.name, run: run.to_string(), age, fate });
    }
    Ok(found)
}

fn by_age(age: SignedDuration, least: SignedDuration) -> Fate {
    // A clock that is ahead makes no run younger than new.
    if age.max(SignedDuration::ZERO) >= least {
        return Fate::Removable;
    }
    Fate::TooYoung(least)
}

async fn read(session: &Session<'_>, persistence: &Persistence, client_id: &str) -> Result<Option<Listed>, String> {
    if !is_a_segment(client_id) {
        return Err("no URL can name its id".to_owned());
    }
    let mut wait = FIRST_WAIT;
    loop {
        match sight(session, client_id).await {
            Sight::There(client) => return Ok(Some(client)),
            Sight::Gone => return Ok(None),
            Sight::Unclear(why) if !persistence.waits(session, &mut wait).await => return Err(why),
            Sight::Unclear(_) => {}
        }
    }
}
