//! Prints lines.

use std::io::{self, Write as _};

/// Prints a line on stdout. A closed pipe must not end the run before the client is restored.
pub(crate) fn say(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}
