//! What keeps a command from its work: one line, what to do, and the exit code.

use std::{fmt::Display, io, path::Path};

use authms_conformance::{HeaderError, LedgerError, LocalError, NotBegun, Obstacle, SelectionError, TargetError};

/// What keeps a command from its work.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Failure {
    pub(crate) exit_code: u8,
    message: String,
}

impl Failure {
    /// The same with a flag called as the user has said it: as a variable, or as a key of a target file.
    pub(crate) fn calling(self, flag: &str, words: &str) -> Self {
        Self { message: reworded(&self.message, flag, words), ..self }
    }

    /// With more to say.
    pub(crate) fn and(self, more: &str) -> Self {
        Self { message: format!("{}\n{more}", self.message), ..self }
    }

    /// The command line is wrong.
    pub(crate) fn usage(message: impl Display) -> Self {
        Self { exit_code: 64, message: message.to_string() }
    }

    /// The server cannot be reached.
    pub(crate) fn unreachable(message: impl Display) -> Self {
        Self { exit_code: 69, message: message.to_string() }
    }

    /// Something is wrong that the caller cannot fix.
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

    /// A signal came before there was anything to clean up.
    pub(crate) fn interrupted(signal: &str) -> Self {
        Self { exit_code: 130, message: format!("the run was interrupted ({signal}) before its first request") }
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

/// A text with a flag in other words. A command in backticks is there to be copied, and stays.
fn reworded(text: &str, flag: &str, words: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(flag) {
        let continues = after.starts_with(|next: char| next == '-' || next.is_ascii_alphanumeric());
        let quoted = before.ends_with('`');
        let alone = quoted && after.starts_with('`');
        if continues || quoted && !alone {
            out.push_str(before);
            out.push_str(flag);
            rest = after;
        } else {
            // The words have backticks of their own.
            out.push_str(before.strip_suffix('`').unwrap_or(before));
            out.push_str(words);
            rest = after.strip_prefix('`').filter(|_| alone).unwrap_or(after);
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_is_called_as_it_was_said_and_a_command_stays_as_it_is() {
        let table = [
            ("pass a fresh one with --token, or", "pass a fresh one with STAGING, or"),
            ("let `--token-command CMD` get it", "let `--token-command CMD` get it"),
            ("`--token` waits", "STAGING waits"),
            ("add `--token HOST`", "add `--token HOST`"),
            ("--token", "STAGING"),
            ("nothing", "nothing"),
        ];
        for (text, said) in table {
            assert_eq!(Failure::usage(text).calling("--token", "STAGING").to_string(), said);
        }
    }
}
