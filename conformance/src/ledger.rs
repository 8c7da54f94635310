//! The ledger: what the run is about to create, has created and has removed, on disk before and after each step.
//!
//! Should the process die, the file still says which clients it has left behind.

use std::{
    fs::{File, OpenOptions},
    io::{self, Write as _},
    path::Path,
    sync::{Mutex, PoisonError},
};

use serde_json::json;

/// A file of JSON lines, or none.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    file: Option<Mutex<File>>,
}

impl Ledger {
    /// Appends to a file, so that what an earlier run has left stays known.
    pub(crate) fn at(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        Ok(Self { file: Some(Mutex::new(file)) })
    }

    /// Writes one line, and to the disk. A ledger that cannot be written is no reason to leave clients behind, so the
    /// run goes on; its own memory still knows them.
    pub(crate) fn note(&self, run: &str, event: &str, what: &str) {
        if let Some(file) = &self.file {
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            let line = json!({ "run": run, "event": event, "what": what });
            let _ = writeln!(file, "{line}").and_then(|()| file.sync_data());
        }
    }
}
