//! The exit codes: the one table that `--help`, the reports and the documentation show.

use crate::judging::verdict::Outcome;

/// Each exit code with its name and what it means.
pub const EXIT_CODES: [(u8, &str, &str); 11] = [
    (0, "conformant", "everything that was asked for holds"),
    (1, "not conformant", "the contract is broken, or a known deviation is outdated"),
    (2, "partial", "something could not be checked, or failed only once"),
    (3, "left behind", "a client could not be removed or restored"),
    (64, "usage", "the command line is wrong"),
    (69, "unreachable", "there is no working server"),
    (70, "internal error", "the suite is at fault"),
    (74, "not writable", "a report or the ledger cannot be written any more"),
    (75, "try again later", "another run on this target is under way"),
    (78, "configuration", "a URL, a token, a certificate or a file is wrong"),
    (130, "interrupted", "a signal ended the run, which has cleaned up"),
];

/// Of several codes that hold, the first here counts.
const ORDER: [u8; 7] = [3, 1, 70, 74, 130, 2, 0];

/// Which of two codes counts where both hold. One that is not in the order is the last.
#[must_use]
pub fn first_of(one: u8, other: u8) -> u8 {
    let place = |code: &u8| ORDER.iter().position(|known| known == code).unwrap_or(ORDER.len());
    [one, other].into_iter().min_by_key(place).unwrap_or(one)
}

/// Which code counts where several hold, as documents say it.
#[must_use]
pub fn order() -> String {
    format!("Where several hold, the first of {} counts.", ORDER.map(|code| code.to_string()).join(", "))
}

/// The table as `--help` shows it.
#[must_use]
pub fn table() -> String {
    let lines = EXIT_CODES.map(|(code, name, meaning)| format!("  {code:>3}  {name}: {meaning}\n"));
    format!("Exit codes:\n{}{}", lines.concat(), order())
}

/// What an exit code of a run means.
#[must_use]
pub fn meaning(code: u8) -> &'static str {
    EXIT_CODES.iter().find(|(known, ..)| *known == code).map_or("unknown", |(.., meaning)| meaning)
}

/// What to do next.
pub(super) fn next_step(outcome: Outcome) -> Option<&'static str> {
    match outcome {
        Outcome::Conformant => None,
        Outcome::NotConformant => Some("fix what is shown above, or declare it with an end date (`--deviations FILE`)"),
        Outcome::Partial => Some("pass what is missing, or pass `--allow-partial` to exit with 0"),
        Outcome::LeftBehind => Some("remove what is named above: `authms-conformance sweep` shows it and removes it"),
        Outcome::InternalError => Some("report what is shown above: the suite is at fault, not the service"),
        Outcome::Unwritable => Some("free some space, or name another file with `--ledger`; nothing was left behind"),
        Outcome::Interrupted => Some("run it once more; nothing was left behind"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_codes_the_first_in_the_order_counts() {
        for (first, then) in [(3, 1), (3, 74), (1, 74), (70, 74), (74, 130), (130, 2), (2, 0), (74, 0), (74, 69)] {
            assert_eq!((first_of(first, then), first_of(then, first)), (first, first));
        }
    }

    #[test]
    fn every_outcome_is_called_as_its_exit_code_is() {
        for outcome in [
            Outcome::LeftBehind,
            Outcome::NotConformant,
            Outcome::InternalError,
            Outcome::Unwritable,
            Outcome::Interrupted,
            Outcome::Partial,
            Outcome::Conformant,
        ] {
            let row = EXIT_CODES.iter().find(|(code, ..)| *code == outcome.exit_code(false));
            assert_eq!(row.map(|(_, name, _)| (*name).to_owned()), Some(outcome.to_string()));
        }
    }
}
