//! The ledger: which clients a run is about to create, has created and has removed, in memory and on disk.
//!
//! Each line is on disk before the next step. If the process dies, the file still says which clients it left behind.

pub(crate) mod dead;
pub(crate) mod entry;
pub(crate) mod error;
pub(crate) mod file;
mod regular;
pub(crate) mod run_id;
pub(crate) mod state_folder;

use std::{
    collections::BTreeSet,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::time::Instant;

use self::{
    entry::{Entry, Header, Record},
    error::LedgerError,
    file::LedgerFile,
    run_id::RunId,
    state_folder::StateFolder,
};
use super::target::Target;

/// What one run has created and removed. Copies share it.
#[derive(Debug, Clone, Default)]
pub struct Ledger(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    run: RunId,
    file: Option<LedgerFile>,
    memory: Mutex<Memory>,
}

#[derive(Debug, Default)]
struct Memory {
    /// What responses have named as new, and no read has shown.
    named: BTreeSet<String>,
    created: Vec<String>,
    removed: BTreeSet<String>,
    gone: BTreeSet<String>,
    /// Creations that may have made a client although no response says so.
    unresolved: usize,
    last_creation: Option<Instant>,
    secrets: usize,
}

impl Ledger {
    /// A ledger in the user's state folder, one file a run. It is removed when the run has left nothing behind.
    ///
    /// # Errors
    ///
    /// [`LedgerError`] if the file cannot be written, or another run is under way on this target and `beside` does not
    /// allow it.
    pub fn in_state_folder(target: &Target, beside: bool) -> Result<Self, LedgerError> {
        let (run, folder) = (RunId::default(), StateFolder::of_user()?);
        let header = Header::new(&run, target.base_url());
        let lock = if beside { None } else { Some(folder.lock_target(&header)?) };
        Ok(Self::with(run, LedgerFile::new_in(&folder, &header, lock)?))
    }

    /// A ledger in this file, which keeps what earlier runs have written to it.
    ///
    /// # Errors
    ///
    /// As [`Ledger::in_state_folder`], and if another run writes to the file.
    pub fn at(path: &Path, target: &Target, beside: bool) -> Result<Self, LedgerError> {
        let run = RunId::default();
        let header = Header::new(&run, target.base_url());
        // Without a state folder, a file of one's own is enough.
        let folder = StateFolder::of_user().ok().filter(|_| !beside);
        let lock = match folder.map(|folder| folder.lock_target(&header)) {
            Some(Err(busy @ LedgerError::Busy { .. })) => return Err(busy),
            lock => lock.and_then(Result::ok),
        };
        Ok(Self::with(run, LedgerFile::append_to(path, &header, lock)?))
    }

    /// What dead runs may have left on a target, by their ledgers in the user's state folder: `2 clients on this target`,
    /// or which ones nobody can count.
    #[must_use]
    pub fn left_by_dead_runs(target: &Target) -> Option<String> {
        let dead = StateFolder::of_user().map(|folder| folder.survey().dead).unwrap_or_default();
        let records: Vec<&Record> = dead.iter().flat_map(|ledger| ledger.records(target.base_url())).collect();
        let left =
            |record: &&Record| record.left().filter(|id| !record.is_removed(id)).chain(record.unverified()).count();
        let known: usize = records.iter().map(left).sum();
        let lost = records.iter().any(|record| record.may_lack_names());
        let clients = if known == 1 { "1 client".to_owned() } else { format!("{known} clients") };
        match (known, lost) {
            (0, false) => None,
            (0, true) => Some("clients whose creation got no response on this target".to_owned()),
            (_, false) => Some(format!("{clients} on this target")),
            (_, true) => Some(format!("{clients} on this target, and perhaps more whose creation got no response")),
        }
    }

    fn with(run: RunId, file: LedgerFile) -> Self {
        Self(Arc::new(Shared { run, file: Some(file), memory: Mutex::default() }))
    }

    /// Marks the run in every name that it gives.
    pub(crate) fn run(&self) -> &RunId {
        &self.0.run
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.0.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, entry: &Entry) -> Result<(), LedgerError> {
        self.0.file.as_ref().map_or(Ok(()), |file| file.write(entry))
    }

    /// A client is about to be created, under a name of this form. It must not be if this cannot be written.
    pub(crate) fn creating(&self, name: &str) -> Result<(), LedgerError> {
        self.write(&Entry::Creating { name: name.to_owned() })?;
        let mut memory = self.memory();
        memory.unresolved += 1;
        memory.last_creation = Some(Instant::now());
        Ok(())
    }

    /// It is known whether a creation has made a client.
    pub(crate) fn resolved(&self) {
        let mut memory = self.memory();
        memory.unresolved = memory.unresolved.saturating_sub(1);
    }

    /// A response names a client as new, and no read has shown that it is one of this run. Its creation stays open.
    pub(crate) fn named(&self, client_id: &str) -> Result<(), LedgerError> {
        self.memory().named.insert(client_id.to_owned());
        self.write(&Entry::Named { client_id: client_id.to_owned() })
    }

    /// A client was created, or found by a mark of this run.
    pub(crate) fn created(&self, client_id: &str) -> Result<(), LedgerError> {
        let mut memory = self.memory();
        if memory.created.iter().any(|id| id == client_id) {
            return Ok(());
        }
        memory.created.push(client_id.to_owned());
        drop(memory);
        self.write(&Entry::Created { client_id: client_id.to_owned() })
    }

    /// The server says that it has deleted a client.
    pub(crate) fn removed(&self, client_id: &str) -> Result<(), LedgerError> {
        if self.memory().removed.insert(client_id.to_owned()) {
            self.write(&Entry::Removed { client_id: client_id.to_owned() })?;
        }
        Ok(())
    }

    /// A read shows that a client does not exist any more.
    pub(crate) fn gone(&self, client_id: &str) -> Result<(), LedgerError> {
        self.memory().gone.insert(client_id.to_owned());
        self.write(&Entry::Gone { client_id: client_id.to_owned() })
    }

    /// Whether the run has sent no creation.
    pub(crate) fn is_empty(&self) -> bool {
        self.last_creation().is_none()
    }

    /// Every client of this run was looked for by its marks.
    pub(crate) fn lacks_no_clients(&self) {
        self.memory().unresolved = 0;
    }

    /// A secret was created.
    pub(crate) fn secret(&self) {
        self.memory().secrets += 1;
    }

    /// The clients that the run has created, in order.
    pub(crate) fn clients(&self) -> Vec<String> {
        self.memory().created.clone()
    }

    /// Whether the run has created this client.
    pub(crate) fn has_created(&self, client_id: &str) -> bool {
        self.memory().created.iter().any(|id| id == client_id)
    }

    /// Whether the server has said that it has deleted a client.
    pub(crate) fn is_removed(&self, client_id: &str) -> bool {
        self.memory().removed.contains(client_id)
    }

    /// How many clients may exist that the ledger does not know.
    pub(crate) fn unresolved(&self) -> usize {
        self.memory().unresolved
    }

    /// The clients that a response has named as new, and that no read has shown to be of this run.
    pub(crate) fn unverified(&self) -> Vec<String> {
        self.memory().unverified().cloned().collect()
    }

    /// When the last creation was about to be sent.
    pub(crate) fn last_creation(&self) -> Option<Instant> {
        self.memory().last_creation
    }

    /// How many secrets were created, those of created clients included.
    pub(crate) fn secrets(&self) -> usize {
        self.memory().secrets
    }

    /// How the names of clients begin that may exist although the ledger does not know them.
    #[must_use]
    pub fn unlisted(&self) -> Option<String> {
        let memory = self.memory();
        let lost = memory.unresolved > memory.unverified().count();
        lost.then(|| format!("{}… (a creation that got no response)", self.run().prefix()))
    }

    /// The clients that were created, or that a response has named as new, and have not been seen to be gone.
    #[must_use]
    pub fn left(&self) -> Vec<String> {
        let memory = self.memory();
        let open = memory.unresolved > 0;
        let unverified = memory.unverified().filter(|_| open).cloned();
        memory.left().into_iter().chain(unverified).collect()
    }
}

impl Memory {
    fn unverified(&self) -> impl Iterator<Item = &String> {
        self.named.iter().filter(|id| !self.created.contains(id))
    }

    fn left(&self) -> Vec<String> {
        self.created.iter().filter(|id| !self.gone.contains(*id)).cloned().collect()
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        let memory = self.memory.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = self.file.as_ref().filter(|_| memory.unresolved == 0 && memory.left().is_empty()) {
            file.remove_if_temporary();
        }
    }
}
