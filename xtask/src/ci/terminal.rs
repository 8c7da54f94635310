//! Text on the terminal. Where `println!` panics because nobody reads stdout any more, this returns the error.

use std::{
    fmt::Display,
    io::{self, Write as _},
};

/// Writes a text and a line break to stdout.
pub(super) fn say(text: impl Display) -> io::Result<()> {
    writeln!(io::stdout().lock(), "{text}")
}
