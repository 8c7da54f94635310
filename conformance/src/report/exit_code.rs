//! What the exit codes mean, in a few words.

use crate::judging::verdict::Outcome;

/// What an exit code of a run means.
#[must_use]
pub fn meaning(code: u8) -> &'static str {
    match code {
        0 => "everything that was asked for holds",
        1 => "the contract is broken",
        2 => "something that must be checked was not",
        3 => "something was left behind on the server",
        64 => "the command line is wrong",
        69 => "the server cannot be reached",
        70 => "an internal error",
        74 => "an output cannot be written any more",
        75 => "another run is under way; try again later",
        78 => "the configuration is wrong",
        130 => "a signal ended the run",
        _ => "unknown",
    }
}

/// What to do next.
pub(super) fn next_step(outcome: Outcome) -> Option<&'static str> {
    match outcome {
        Outcome::Conformant => None,
        Outcome::NotConformant => {
            Some("mend what is shown above, or agree on a date and declare it (`--deviations FILE`)")
        }
        Outcome::Partial => Some("pass what is missing, or pass `--allow-partial` to exit with 0"),
        Outcome::LeftBehind => Some("remove what is named above: `authms-conformance sweep` shows it and removes it"),
        Outcome::InternalError => Some("report what is shown above: the suite is at fault, not the service"),
        Outcome::Unwritable => Some("free some space, or name another file with `--ledger`; nothing was left behind"),
        Outcome::Interrupted => Some("run it once more; nothing was left behind"),
    }
}
