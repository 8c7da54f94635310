//! The folder in which runs leave their ledgers, and what the ledgers of dead runs say.

use std::{
    collections::BTreeSet,
    fs::{self, File, OpenOptions},
    io::{self, Seek as _, Write as _},
    path::{Path, PathBuf},
};

use etcetera::BaseStrategy as _;
use sha2::{Digest as _, Sha256};

use super::{
    dead::DeadLedger,
    entry::Header,
    error::LedgerError,
    regular::{open_regular, read_whole},
    run_id::RunId,
};

/// The folder of this program in the user's state folder.
#[derive(Debug, Clone)]
pub(crate) struct StateFolder(PathBuf);

/// What the ledgers in the folder say.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    /// Ledgers of dead runs that have something to say, oldest first.
    pub(crate) dead: Vec<DeadLedger>,
    /// The runs that are under way.
    pub(crate) alive: BTreeSet<RunId>,
    /// What could not be read.
    pub(crate) unread: Vec<LedgerError>,
}

impl StateFolder {
    /// The folder, which need not exist.
    pub(crate) fn of_user() -> Result<Self, LedgerError> {
        let strategy =
            etcetera::choose_base_strategy().map_err(|error| LedgerError::NoStateFolder(error.to_string()))?;
        let state = strategy.state_dir().unwrap_or_else(|| strategy.data_dir());
        if !state.is_absolute() {
            // It would be another one in each working directory.
            return Err(LedgerError::NoStateFolder("HOME is not an absolute path".to_owned()));
        }
        Ok(Self(state.join("authms-conformance")))
    }

    /// Where the ledgers are.
    pub(crate) fn runs(&self) -> PathBuf {
        self.0.join("runs")
    }

    /// Locks a target for the run of this header, as long as the file is open.
    pub(crate) fn lock_target(&self, header: &Header) -> Result<File, LedgerError> {
        let folder = self.0.join("targets");
        // One for each URL, and as long as names of files may be.
        let hash: String = Sha256::digest(&header.base_url).iter().map(|byte| format!("{byte:02x}")).collect();
        let path = folder.join(format!("{hash}.lock"));
        let failed = |error| LedgerError::State { path: path.clone(), error };
        fs::create_dir_all(&folder).map_err(failed)?;
        let mut open = OpenOptions::new();
        let open = open.create(true).truncate(false).read(true).write(true);
        let mut file = open_regular(&path, open).map_err(failed)?;
        match fs4::FileExt::try_lock(&file) {
            Ok(()) => {}
            Err(fs4::TryLockError::Error(error)) => return Err(failed(error)),
            Err(fs4::TryLockError::WouldBlock) => {
                let text = read_whole(&file).unwrap_or_default();
                let other = serde_json::from_str::<Header>(&text).ok();
                let (pid, started) = other.map_or((0, "a moment ago".to_owned()), |it| {
                    (it.pid, it.started.strftime("%H:%M:%S UTC").to_string())
                });
                return Err(LedgerError::Busy { pid, started });
            }
        }
        // Whoever finds the lock taken reads who holds it.
        let text = serde_json::to_string(header).unwrap_or_default();
        let written = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(text.as_bytes()));
        written.map_err(|error| LedgerError::Io { path, error })?;
        Ok(file)
    }

    /// Reads all ledgers. Those that have nothing to say are removed.
    pub(crate) fn survey(&self) -> Survey {
        let mut survey = Survey::default();
        let paths = self.ledgers().unwrap_or_else(|error| {
            survey.unread.push(LedgerError::State { path: self.runs(), error });
            Vec::new()
        });
        for path in paths {
            match DeadLedger::read(&path) {
                Ok(ledger) if ledger.has_something_to_say() => survey.dead.push(ledger),
                Ok(ledger) => ledger.remove(),
                Err(LedgerError::Locked { .. }) => survey.alive.extend(run_of(&path)),
                Err(error) => survey.unread.push(error),
            }
        }
        survey
    }

    /// The files of all runs, oldest first.
    fn ledgers(&self) -> io::Result<Vec<PathBuf>> {
        let entries = match fs::read_dir(self.runs()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let paths = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
        let mut paths: Vec<PathBuf> =
            paths.into_iter().filter(|path| path.extension().is_some_and(|it| it == "jsonl")).collect();
        paths.sort_unstable();
        Ok(paths)
    }
}

fn run_of(path: &Path) -> Option<RunId> {
    RunId::parse(path.file_stem()?.to_str()?)
}
