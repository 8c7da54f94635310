//! The ledger of a run that does not live any more.

use std::{
    fs::{self, File, OpenOptions},
    path::{Path, PathBuf},
};

use super::{
    entry::{self, Contents, Record},
    error::LedgerError,
    regular::{open_regular, read_whole},
};

/// The ledger of a run that does not live any more; it stays locked until this is dropped.
#[derive(Debug)]
pub(crate) struct DeadLedger {
    pub(crate) path: PathBuf,
    pub(crate) contents: Contents,
    _lock: File,
}

impl DeadLedger {
    /// Reads a ledger.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Locked`] if its run lives, [`LedgerError::Unusable`] if it cannot be read.
    pub(crate) fn read(path: &Path) -> Result<Self, LedgerError> {
        let failed = |error| LedgerError::Unusable { path: path.to_owned(), error };
        let file = open_regular(path, OpenOptions::new().read(true)).map_err(failed)?;
        match fs4::FileExt::try_lock(&file) {
            Ok(()) => {}
            Err(fs4::TryLockError::WouldBlock) => return Err(LedgerError::Locked { path: path.to_owned() }),
            Err(fs4::TryLockError::Error(error)) => return Err(failed(error)),
        }
        let contents = entry::read(&read_whole(&file).map_err(failed)?);
        Ok(Self { path: path.to_owned(), contents, _lock: file })
    }

    /// What it says of the runs on a target.
    pub(crate) fn records<'r>(&'r self, base_url: &'r str) -> impl Iterator<Item = &'r Record> {
        self.contents.records.iter().filter(move |record| record.header.base_url == base_url)
    }

    /// Whether a run in it has left something behind, or may have, or something in it was not understood.
    pub(crate) fn has_something_to_say(&self) -> bool {
        self.contents.fault.is_some() || self.contents.records.iter().any(Record::has_left_something)
    }

    /// Whether it is the file of one run alone, and not one that somebody has named.
    pub(crate) fn is_of_one_run(&self) -> bool {
        let name = self.path.file_stem().and_then(|name| name.to_str());
        matches!(&self.contents.records[..], [record] if name == Some(record.run.as_str()))
    }

    /// Removes the file.
    pub(crate) fn remove(&self) {
        // What stays is found again by the next run.
        let _ = fs::remove_file(&self.path);
    }
}
