//! Compares the vendor's document with our contract: each difference needs a departure, each departure a difference.

use std::fmt::Write as _;

use super::departures::{Departure, Departures, DeparturesError};
use crate::compare::{Document, DocumentError, differences};

/// Why a comparison could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DriftError {
    /// A document cannot be read.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The departures cannot be read.
    #[error(transparent)]
    Departures(#[from] DeparturesError),
    /// The vendor's document has no operation with the tag of the group.
    #[error(
        "{file}: no operation has the tag `{tag}`\n  hint: give the vendor's document; the tag stands in spec/departures.toml"
    )]
    NoGroup {
        /// The vendor's document.
        file: String,
        /// The tag.
        tag: String,
    },
}

/// What a comparison came to.
#[derive(Debug)]
pub struct Drift {
    /// The report.
    pub text: String,
    /// Whether everything is explained, and every explanation needed.
    pub clean: bool,
}

/// Compares a vendor's document with our contract.
///
/// # Errors
///
/// [`DriftError`] if a document or the departures cannot be read, or no operation of the vendor's document has the tag.
pub fn run(file: &str, vendor: &str, contract: &str, departures: &str) -> Result<Drift, DriftError> {
    let departures = Departures::parse(departures)?;
    let mut theirs = Document::parse(file, vendor)?;
    let ours = Document::parse("spec/openapi.yaml", contract)?;
    // An operation of ours stays in the comparison though the vendor has moved it out of the group.
    theirs
        .operations
        .retain(|key, operation| operation.tags.contains(&departures.tag) || ours.operations.contains_key(key));
    if theirs.operations.is_empty() {
        return Err(DriftError::NoGroup { file: file.to_owned(), tag: departures.tag });
    }
    let (found, extent) = differences(&theirs, &ours);
    let mut used = vec![0; departures.departure.len()];
    let mut unexplained = Vec::new();
    for difference in &found {
        let explaining: Vec<usize> =
            (0..used.len()).filter(|&at| departures.departure[at].explains(difference)).collect();
        explaining.iter().for_each(|&at| used[at] += 1);
        if explaining.is_empty() {
            unexplained.push(difference);
        }
    }
    let idle: Vec<&Departure> = departures
        .departure
        .iter()
        .zip(&used)
        .filter(|(departure, count)| departure.is_visible() && **count == 0)
        .map(|(departure, _)| departure)
        .collect();
    let mut text = String::new();
    let _ = writeln!(
        text,
        "compared {} operations, {} fields, {} statuses, {} parameters",
        extent.operations, extent.fields, extent.statuses, extent.parameters
    );
    let _ = writeln!(
        text,
        "{} differences are explained by {} departures",
        found.len() - unexplained.len(),
        used.iter().filter(|count| **count > 0).count()
    );
    for difference in &unexplained {
        let _ = writeln!(text, "unexplained: {difference}");
    }
    if !unexplained.is_empty() {
        text.push_str("  (the vendor's document | our contract)\n  hint: follow the vendor, or add a departure with its reason to spec/departures.toml\n");
    }
    for departure in &idle {
        let _ = writeln!(
            text,
            "explains nothing any more: {}\n  hint: remove it from spec/departures.toml",
            departure.what
        );
    }
    Ok(Drift { text, clean: unexplained.is_empty() && idle.is_empty() })
}
