//! The folder in which runs leave their ledgers, and what the ledgers of dead runs say.

use std::{
    collections::BTreeSet,
    fs::{self, File, OpenOptions},
    io::{Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
};

use etcetera::BaseStrategy as _;

use super::{
    entry::{self, Header, Record},
    error::LedgerError,
    run_id::RunId,
};

/// The folder of this program in the user's state folder.
#[derive(Debug, Clone)]
pub(crate) struct StateFolder(PathBuf);

/// The ledger of a run that does not live any more; it stays locked until this is dropped.
#[derive(Debug)]
pub(crate) struct DeadLedger {
    pub(crate) path: PathBuf,
    pub(crate) records: Vec<Record>,
    _lock: File,
}

impl StateFolder {
    /// The folder, which need not exist.
    pub(crate) fn of_user() -> Result<Self, LedgerError> {
        let strategy =
            etcetera::choose_base_strategy().map_err(|error| LedgerError::NoStateFolder(error.to_string()))?;
        let state = strategy.state_dir().unwrap_or_else(|| strategy.data_dir());
        Ok(Self(state.join("authms-conformance")))
    }

    /// Where the ledgers are.
    pub(crate) fn runs(&self) -> PathBuf {
        self.0.join("runs")
    }

    /// Locks a target for the run of this header, as long as the file is open.
    pub(crate) fn lock_target(&self, header: &Header) -> Result<File, LedgerError> {
        let folder = self.0.join("targets");
        let path = folder.join(format!("{}.lock", file_name(&header.base_url)));
        let failed = |error| LedgerError::Io { path: path.clone(), error };
        fs::create_dir_all(&folder).map_err(failed)?;
        let mut open = OpenOptions::new();
        let mut file = open.create(true).truncate(false).read(true).write(true).open(&path).map_err(failed)?;
        match fs4::FileExt::try_lock(&file) {
            Ok(()) => {}
            Err(fs4::TryLockError::Error(error)) => return Err(failed(error)),
            Err(fs4::TryLockError::WouldBlock) => {
                let other = fs::read_to_string(&path).ok().and_then(|text| serde_json::from_str::<Header>(&text).ok());
                let (pid, started) =
                    other.map_or((0, "a moment ago".to_owned()), |it| (it.pid, it.started.to_string()));
                return Err(LedgerError::Busy { pid, started });
            }
        }
        // Whoever finds the lock taken reads who holds it.
        let text = serde_json::to_string(header).unwrap_or_default();
        file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(text.as_bytes())).map_err(failed)?;
        Ok(file)
    }

    /// The ledgers of dead runs that have left something behind, or may have, on a target; oldest first. Ledgers that
    /// have nothing to say are removed.
    pub(crate) fn dead(&self, base_url: &str) -> Vec<DeadLedger> {
        let mut dead: Vec<DeadLedger> = self.ledgers().iter().filter_map(|path| DeadLedger::read(path).ok()).collect();
        dead.retain(|ledger| {
            if ledger.records.iter().any(Record::has_left_something) {
                return ledger.records.iter().any(|record| record.header.base_url == base_url);
            }
            if !ledger.records.is_empty() {
                ledger.remove();
            }
            false
        });
        dead
    }

    /// The runs that are under way.
    pub(crate) fn alive(&self) -> BTreeSet<RunId> {
        let locked = |path: &PathBuf| matches!(DeadLedger::read(path), Err(LedgerError::Locked { .. }));
        let ids = self.ledgers().into_iter().filter(locked);
        ids.filter_map(|path| RunId::parse(path.file_stem()?.to_str()?)).collect()
    }

    /// The files of all runs, oldest first.
    fn ledgers(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.runs()).into_iter().flatten().flatten().map(|entry| entry.path());
        let mut paths: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|it| it == "jsonl")).collect();
        paths.sort_unstable();
        paths
    }
}

impl DeadLedger {
    /// Reads a ledger.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Locked`] if its run lives, [`LedgerError::Unreadable`] if it cannot be read.
    pub(crate) fn read(path: &Path) -> Result<Self, LedgerError> {
        let failed = |error| LedgerError::Unreadable { path: path.to_owned(), error };
        let mut file = File::open(path).map_err(failed)?;
        match fs4::FileExt::try_lock(&file) {
            Ok(()) => {}
            Err(fs4::TryLockError::WouldBlock) => return Err(LedgerError::Locked { path: path.to_owned() }),
            Err(fs4::TryLockError::Error(error)) => return Err(failed(error)),
        }
        let mut text = Vec::new();
        file.read_to_end(&mut text).map_err(failed)?;
        Ok(Self { path: path.to_owned(), records: entry::read(&String::from_utf8_lossy(&text)), _lock: file })
    }

    /// Whether it is the file of one run alone, and not one that somebody has named.
    pub(crate) fn is_of_one_run(&self) -> bool {
        let name = self.path.file_stem().and_then(|name| name.to_str());
        matches!(&self.records[..], [record] if name == Some(record.run.as_str()))
    }

    /// Removes the file.
    pub(crate) fn remove(&self) {
        // What stays is found again by the next run.
        let _ = fs::remove_file(&self.path);
    }
}

impl Record {
    /// Whether the run has left something behind, or may have.
    pub(crate) fn has_left_something(&self) -> bool {
        !self.left.is_empty() || self.may_lack_clients
    }
}

/// A base URL as the name of a file.
fn file_name(base_url: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-') { c } else { '_' };
    base_url.chars().map(plain).take(150).collect()
}
