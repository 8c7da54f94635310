//! The file of a ledger: locked as long as its run lives, and written through to the disk line by line.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use super::{
    entry::{Entry, Header},
    error::LedgerError,
    regular::open_regular,
    state_folder::StateFolder,
};

/// The file of a ledger.
#[derive(Debug)]
pub(crate) struct LedgerFile {
    path: PathBuf,
    out: Mutex<File>,
    /// Whether the file is removed when it has nothing to say.
    temporary: bool,
    /// Held as long as the run lives, so that no other one begins on its target.
    _target: Option<File>,
}

impl LedgerFile {
    /// A new file in the state folder.
    pub(crate) fn new_in(folder: &StateFolder, header: &Header, target: Option<File>) -> Result<Self, LedgerError> {
        let path = folder.runs().join(format!("{}.jsonl", header.run));
        // Under its final name the file is locked from the first moment.
        let unlocked = path.with_extension("new");
        let failed = |error| LedgerError::State { path: path.clone(), error };
        fs::create_dir_all(folder.runs()).map_err(failed)?;
        let file = OpenOptions::new().create_new(true).append(true).open(&unlocked).map_err(failed)?;
        lock(&file, &path)?;
        let begun = begin(file, path.clone(), header, target, true).and_then(|file| {
            fs::rename(&unlocked, &path).map_err(failed)?;
            Ok(file)
        });
        if begun.is_err() {
            let _ = fs::remove_file(&unlocked);
        }
        begun
    }

    /// A file that may exist, to append to.
    pub(crate) fn append_to(path: &Path, header: &Header, target: Option<File>) -> Result<Self, LedgerError> {
        let opened = open_regular(path, OpenOptions::new().create(true).append(true));
        let mut file = opened.map_err(|error| LedgerError::Unusable { path: path.to_owned(), error })?;
        lock(&file, path)?;
        // What an earlier run had half written stays a line of its own.
        let begun = file.metadata().and_then(|found| if found.len() > 0 { file.write_all(b"\n") } else { Ok(()) });
        begun.map_err(|error| LedgerError::Io { path: path.to_owned(), error })?;
        begin(file, path.to_owned(), header, target, false)
    }

    /// Writes one line, through to the disk.
    pub(crate) fn write(&self, entry: &Entry) -> Result<(), LedgerError> {
        let mut file = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        let line = serde_json::to_string(entry).map_err(io::Error::from);
        let written = line.and_then(|line| file.write_all(format!("{line}\n").as_bytes()));
        let synced = written.and_then(|()| file.sync_data());
        synced.map_err(|error| LedgerError::Io { path: self.path.clone(), error })
    }

    /// Removes the file if it was made for this run alone.
    pub(crate) fn remove_if_temporary(&self) {
        if self.temporary {
            // What stays is found empty, and removed, by the next run.
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn begin(
    file: File,
    path: PathBuf,
    header: &Header,
    target: Option<File>,
    temporary: bool,
) -> Result<LedgerFile, LedgerError> {
    let file = LedgerFile { path, out: Mutex::new(file), temporary, _target: target };
    file.write(&Entry::Run(header.clone()))?;
    Ok(file)
}

fn lock(file: &File, path: &Path) -> Result<(), LedgerError> {
    match fs4::FileExt::try_lock(file) {
        Ok(()) => Ok(()),
        Err(fs4::TryLockError::WouldBlock) => Err(LedgerError::Locked { path: path.to_owned() }),
        Err(fs4::TryLockError::Error(error)) => Err(LedgerError::Io { path: path.to_owned(), error }),
    }
}
