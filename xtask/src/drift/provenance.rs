//! Renders `spec/PROVENANCE.md` from the departures.

use std::fmt::Write as _;

use super::departures::{Departures, DeparturesError};

/// `PROVENANCE.md`, rendered from the departures.
///
/// # Errors
///
/// [`DeparturesError`] if they cannot be read.
pub fn provenance(departures: &str) -> Result<String, DeparturesError> {
    let departures = Departures::parse(departures)?;
    let mut text = String::from(
        "# Where the contract comes from\n\nMade by `cargo xtask provenance` from `departures.toml`, whose entries \
         `cargo xtask drift` holds against the vendor's document. No sentence of that document is copied.\n\n\
         | part of the contract | source |\n|---|---|\n",
    );
    for source in &departures.source {
        let _ = writeln!(text, "| {} | {} |", source.part, source.from);
    }
    text.push_str("\n## Departures from the vendor's document\n\n| departure | reason |\n|---|---|\n");
    for departure in &departures.departure {
        let _ = writeln!(text, "| {} | {} |", departure.what, departure.reason);
    }
    Ok(text)
}
