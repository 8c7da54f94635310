//! Why a ledger cannot be written or read.

use std::{io, path::PathBuf};

/// Why a ledger cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// Another run is under way on the target.
    #[error(
        "another run is under way on this target (process {pid}, since {started})\n  hint: wait until it ends, or pass \
         `--beside` if the two may run side by side"
    )]
    Busy {
        /// Its process.
        pid: u32,
        /// When it began.
        started: String,
    },
    /// Another run writes to the same file.
    #[error(
        "another run writes to the ledger {}\n  hint: wait until it ends, or name another file with --ledger",
        .path.display()
    )]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// The file cannot be written any more.
    #[error(
        "cannot write the ledger {}: {error}\n  hint: free some space, or name another file with --ledger",
        .path.display()
    )]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The file cannot be opened or read.
    #[error("cannot open the ledger {}: {error}\n  hint: check the path given with --ledger", .path.display())]
    Unusable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The folder of the ledgers, or a file in it, cannot be used.
    #[error(
        "cannot use {} in the user's state folder: {error}\n  hint: set XDG_STATE_HOME to a folder that can be written, \
         or name a file with --ledger",
        .path.display()
    )]
    State {
        /// The folder or the file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// There is no place for the file.
    #[error(
        "cannot find the user's state folder: {0}\n  hint: set XDG_STATE_HOME or HOME, or name a file with --ledger"
    )]
    NoStateFolder(String),
}

impl LedgerError {
    /// The whole message on one line, as the reason of a case that was not run.
    pub(crate) fn reason(&self) -> String {
        self.to_string().lines().next().unwrap_or_default().to_owned()
    }
}
