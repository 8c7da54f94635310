//! What keeps a command from its work: one line, what to do, and the exit code.

use std::{fmt::Display, io, path::Path};

use authms_conformance::{HeaderError, LedgerError, LocalError, NotBegun, Obstacle, SelectionError, TargetError};

/// What each exit code means, as `--help` shows it.
pub(crate) const EXIT_CODES: &str = "\
Exit codes:
    0  conformant
    1  not conformant: a claim of class contract is broken
    2  partial: something that must be checked could not be, or is inconclusive
    3  left behind: the report names what could not be removed or restored
   64  usage: the command line is wrong
   69  unreachable: there is no working server
   70  internal error: the suite is at fault
   74  a report or the ledger cannot be written any more
   75  try again later: another run on this target is under way
   78  configuration: a URL, a token, a certificate or a file is wrong
  130  interrupted by a signal, after cleaning up
Where several hold, the first of 3, 1, 130, 2, 0 counts.";

/// What keeps a command from its work.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Failure {
    pub(crate) exit_code: u8,
    message: String,
}

impl Failure {
    /// The command line is wrong.
    pub(crate) fn usage(message: impl Display) -> Self {
        Self { exit_code: 64, message: message.to_string() }
    }

    /// The server cannot be reached.
    pub(crate) fn unreachable(message: impl Display) -> Self {
        Self { exit_code: 69, message: message.to_string() }
    }

    /// Something is wrong that the caller cannot mend.
    pub(crate) fn internal(message: impl Display) -> Self {
        Self { exit_code: 70, message: message.to_string() }
    }

    /// An output that was opened cannot be written any more.
    pub(crate) fn output(path: &Path, flag: &str, error: &io::Error) -> Self {
        let path = path.display();
        Self::unwritable(format!(
            "cannot write {path} ({flag}): {error}\n  hint: is the disk full? What it had is still there"
        ))
    }

    /// A file cannot be written any more.
    pub(crate) fn unwritable(message: impl Display) -> Self {
        Self { exit_code: 74, message: message.to_string() }
    }

    /// Something else must end first.
    pub(crate) fn later(message: impl Display) -> Self {
        Self { exit_code: 75, message: message.to_string() }
    }

    /// What was configured is wrong: a file, a URL, a token.
    pub(crate) fn configuration(message: impl Display) -> Self {
        Self { exit_code: 78, message: message.to_string() }
    }

    /// A file that `flag` names cannot be read or written.
    pub(crate) fn file(what: &str, path: &Path, flag: &str, error: &io::Error) -> Self {
        Self::configuration(format!(
            "cannot {what} {}: {error}\n  hint: check the path given with {flag}",
            path.display()
        ))
    }
}

impl From<SelectionError> for Failure {
    fn from(error: SelectionError) -> Self {
        Self::usage(error)
    }
}

impl From<HeaderError> for Failure {
    fn from(error: HeaderError) -> Self {
        Self::usage(error)
    }
}

impl From<TargetError> for Failure {
    fn from(error: TargetError) -> Self {
        Self::configuration(error)
    }
}

impl From<LocalError> for Failure {
    fn from(error: LocalError) -> Self {
        Self::internal(error)
    }
}

impl From<LedgerError> for Failure {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::Busy { .. } | LedgerError::Locked { .. } => Self::later(error),
            LedgerError::Io { .. } => Self::unwritable(error),
            LedgerError::Unusable { .. } | LedgerError::State { .. } | LedgerError::NoStateFolder(_) => {
                Self::configuration(error)
            }
        }
    }
}

impl From<NotBegun> for Failure {
    fn from(error: NotBegun) -> Self {
        let exit_code = match &error.why {
            _ if !error.left.is_empty() => 3,
            Obstacle::Interrupted(_) => 130,
            Obstacle::Internal(_) => 70,
            Obstacle::Refused(refusal) if refusal.unreachable => 69,
            Obstacle::Unreachable { .. } => 69,
            Obstacle::Refused(_) | Obstacle::Configuration { .. } => 78,
        };
        Self { exit_code, message: error.to_string() }
    }
}
