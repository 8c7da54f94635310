//! Prints lines, and how much of them is asked for.

use std::io::{IsTerminal as _, Write as _};

use authms_conformance::report::text::{Detail, notice, wrapped};
use clap::Args;

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

/// Prints a message on stderr, as [`say`] does on stdout: wrapped for people, one line and its hint for files and programs.
pub(crate) fn warn(message: &str) {
    let message = notice(message);
    let message = if std::io::stderr().is_terminal() { wrapped(&message) } else { message };
    let _ = writeln!(anstream::stderr(), "{message}");
}
