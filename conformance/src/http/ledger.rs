//! The ledger: which clients a run is about to create, has created and has removed, in memory and on disk.
//!
//! Each line is on disk before the next step. If the process dies, the file still says which clients it left behind.

use std::{
    collections::BTreeSet,
    fs::{File, OpenOptions},
    io::{self, Write as _},
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

use serde_json::json;

/// A file of JSON lines, or none.
#[derive(Debug, Default)]
pub(crate) struct LedgerFile(Option<Mutex<File>>);

impl LedgerFile {
    /// Opens a file to append to, so that it keeps what earlier runs have left behind.
    pub(crate) fn at(path: &Path) -> io::Result<Self> {
        Ok(Self(Some(Mutex::new(OpenOptions::new().create(true).append(true).open(path)?))))
    }

    /// Writes one line, through to the disk. A run goes on if this fails: the ledger's memory still knows its clients.
    fn write(&self, run: &str, event: &str, what: &str) {
        if let Self(Some(file)) = self {
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            let line = json!({ "run": run, "event": event, "what": what });
            let _ = writeln!(file, "{line}").and_then(|()| file.sync_data());
        }
    }
}

/// What one run has created and removed.
pub(crate) struct Ledger<'f> {
    file: &'f LedgerFile,
    /// Marks the run in every line and in every name that it gives.
    run: String,
    memory: Mutex<Memory>,
}

#[derive(Default)]
struct Memory {
    created: Vec<String>,
    removed: BTreeSet<String>,
    /// Creations that may have made a client although no response says so.
    unresolved: usize,
    secrets: usize,
}

impl<'f> Ledger<'f> {
    pub(crate) fn new(file: &'f LedgerFile, run: &str) -> Self {
        Self { file, run: run.to_owned(), memory: Mutex::default() }
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A client is about to be created, under a name of this form.
    pub(crate) fn creating(&self, name: &str) {
        self.memory().unresolved += 1;
        self.file.write(&self.run, "creating", name);
    }

    /// A creation has a response that says whether there is a client.
    pub(crate) fn resolved(&self) {
        let mut memory = self.memory();
        memory.unresolved = memory.unresolved.saturating_sub(1);
    }

    /// A client was created, or found under a name of this run.
    pub(crate) fn created(&self, client_id: &str) {
        self.file.write(&self.run, "created", client_id);
        let mut memory = self.memory();
        if !memory.created.iter().any(|id| id == client_id) {
            memory.created.push(client_id.to_owned());
        }
    }

    /// The server says that it has deleted a client.
    pub(crate) fn removed(&self, client_id: &str) {
        self.memory().removed.insert(client_id.to_owned());
        self.file.write(&self.run, "removed", client_id);
    }

    /// A read shows that a client does not exist any more.
    pub(crate) fn gone(&self, client_id: &str) {
        self.file.write(&self.run, "gone", client_id);
    }

    /// A secret was created.
    pub(crate) fn secret(&self) {
        self.memory().secrets += 1;
    }

    /// The clients that the run has created, in order.
    pub(crate) fn clients(&self) -> Vec<String> {
        self.memory().created.clone()
    }

    /// Whether the server has said that it has deleted a client.
    pub(crate) fn is_removed(&self, client_id: &str) -> bool {
        self.memory().removed.contains(client_id)
    }

    /// Whether a client may exist that the ledger does not know.
    pub(crate) fn may_lack_clients(&self) -> bool {
        self.memory().unresolved > 0
    }

    /// How many secrets were created, those of created clients included.
    pub(crate) fn secrets(&self) -> usize {
        self.memory().secrets
    }
}
