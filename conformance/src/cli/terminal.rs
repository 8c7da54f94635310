//! Prints lines, and how much of them is asked for.

use std::io::{IsTerminal as _, Write as _};

use authms_conformance::report::text::{Detail, wrapped};
use clap::Args;

use super::failure::Failure;

#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "Reports")]
pub(crate) struct TerminalArgs {
    /// Show every case, and observations in full
    #[arg(long, short, conflicts_with = "quiet")]
    verbose: bool,
    /// Show only failures and the verdict
    #[arg(long, short)]
    quiet: bool,
}

impl TerminalArgs {
    /// How much to say.
    pub(crate) fn detail(self) -> Detail {
        match (self.quiet, self.verbose) {
            (true, _) => Detail::Quiet,
            (_, true) => Detail::Verbose,
            _ => Detail::Normal,
        }
    }
}

/// Prints a line on stdout, with its colours where they are wanted. A closed pipe must not end the run before the
/// client is restored.
pub(crate) fn say(line: &str) {
    let _ = writeln!(anstream::stdout(), "{line}");
}

/// Prints what keeps a command from its work: wrapped for people, one line and its hint where a file or a program reads it.
pub(crate) fn complain(failure: &Failure) {
    let text = format!("authms-conformance: {failure}");
    warn(&if std::io::stderr().is_terminal() { wrapped(&text) } else { text });
}

/// Prints a line on stderr, as [`say`] does on stdout.
pub(crate) fn warn(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}
