//! The ledgers that a sweep goes by.

use std::{collections::BTreeSet, path::PathBuf};

use super::swept::{Fate, Found, Swept};
use crate::http::{
    ledger::{
        dead::DeadLedger,
        entry::Record,
        error::LedgerError,
        run_id::RunId,
        state_folder::{StateFolder, Survey},
    },
    target::Target,
};

/// The ledgers that say something about a target.
pub(super) struct Ledgers<'t> {
    target: &'t Target,
    dead: Vec<DeadLedger>,
    /// The runs on this machine that are under way.
    pub(super) alive: BTreeSet<RunId>,
}

impl<'t> Ledgers<'t> {
    /// Reads the ledgers of the user's state folder and these besides, with what is to be said about them.
    ///
    /// # Errors
    ///
    /// [`LedgerError`] if one of `named` cannot be read, or its run lives.
    pub(super) fn read(target: &'t Target, named: &[PathBuf]) -> Result<(Self, Swept), LedgerError> {
        let mut swept = Swept::default();
        let folder = StateFolder::of_user().map(|folder| folder.survey());
        let Survey { mut dead, alive, unread } =
            folder.unwrap_or_else(|error| Survey { unread: vec![error], ..Survey::default() });
        for path in named {
            // One that is named twice would find itself locked.
            let is_same = |ledger: &DeadLedger| path.canonicalize().ok() == ledger.path.canonicalize().ok();
            if !dead.iter().any(is_same) {
                dead.push(DeadLedger::read(path)?);
            }
        }
        swept.not_understood.extend(unread.iter().map(LedgerError::reason));
        let records = dead.iter().flat_map(|ledger| &ledger.contents.records);
        let others = records.filter(|it| it.header.base_url != target.base_url() && it.has_left_something());
        let others: BTreeSet<&str> = others.map(|record| record.header.base_url.as_str()).collect();
        swept.elsewhere.extend(others.into_iter().map(str::to_owned));
        // What is about other targets only is for the sweeps of those; until then its lock is free.
        dead.retain(|ledger| ledger.contents.records.is_empty() || ledger.records(target.base_url()).next().is_some());
        let faults = dead.iter().filter_map(|ledger| Some((&ledger.path, ledger.contents.fault.as_ref()?)));
        let faults = faults.map(|(path, fault)| format!("cannot understand all of {}: {fault}", path.display()));
        swept.not_understood.extend(faults);
        Ok((Self { target, dead, alive }, swept))
    }

    /// What they say of runs on the target.
    pub(super) fn records(&self) -> impl Iterator<Item = &Record> {
        self.dead.iter().flat_map(|ledger| ledger.records(self.target.base_url()))
    }

    /// Removes those that have nothing more to say.
    pub(super) fn forget(&self, found: &[Found]) {
        let stays = |run: &RunId| {
            found.iter().any(|it| it.run == run.as_str() && !matches!(it.fate, Fate::Removed | Fate::Gone))
        };
        for ledger in &self.dead {
            let here = ledger.records(self.target.base_url()).count() == ledger.contents.records.len();
            let settled = here && ledger.contents.records.iter().all(|record| !stays(&record.run));
            if ledger.contents.fault.is_none() && ledger.is_of_one_run() && settled {
                ledger.remove();
            }
        }
    }
}
