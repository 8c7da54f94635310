//! `drift`: the vendor's document against our contract. What differs must be explained, and every explanation must
//! still explain something.

use std::fmt::Write as _;

use serde::Deserialize;

use crate::{
    difference::{Difference, differences},
    document::{Document, DocumentError},
    glob::matches,
};

/// `spec/departures.toml`: where our contract differs from the vendor's document on purpose.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Departures {
    /// The vendor's tag of the group of operations.
    pub tag: String,
    /// Where each part of the contract comes from.
    #[serde(default)]
    pub source: Vec<Source>,
    /// What differs, and why.
    #[serde(default)]
    pub departure: Vec<Departure>,
}

/// Where a part of the contract comes from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The part.
    pub part: String,
    /// Where it comes from.
    pub from: String,
}

/// One difference on purpose; `*` in operation and place stands for anything.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Departure {
    /// `operationId`, or `document`.
    #[serde(default)]
    pub operation: Option<String>,
    /// The place, as `drift` names it.
    #[serde(default)]
    pub place: Option<String>,
    /// `missing`, `extra`, `type`, `required` or `detail`, as seen from the vendor's document.
    #[serde(default)]
    pub difference: Option<String>,
    /// What differs, for people.
    pub what: String,
    /// Why.
    pub reason: String,
}

impl Departure {
    /// Whether it is about something that a comparison of documents can see.
    fn is_visible(&self) -> bool {
        self.operation.is_some() || self.place.is_some() || self.difference.is_some()
    }

    fn explains(&self, found: &Difference) -> bool {
        let fits = |pattern: &Option<String>, text: &str| pattern.as_ref().is_none_or(|pattern| matches(pattern, text));
        self.is_visible()
            && fits(&self.operation, &found.operation)
            && fits(&self.place, &found.place)
            && fits(&self.difference, &found.kind.to_string())
    }
}

/// Why a comparison could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DriftError {
    /// A document cannot be read.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The departures cannot be read.
    #[error("departures.toml: {0}\n  hint: see the entries that are there")]
    Departures(#[from] toml::de::Error),
    /// The vendor's document has no operation with the tag of the group.
    #[error(
        "{file}: no operation has the tag `{tag}`\n  hint: is this the vendor's document? the tag stands in spec/departures.toml"
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
/// [`DriftError`] if a document or the departures cannot be read, or the vendor's document has nothing of the group.
pub fn run(file: &str, vendor: &str, contract: &str, departures: &str) -> Result<Drift, DriftError> {
    let departures: Departures = toml::from_str(departures)?;
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

/// `PROVENANCE.md`, rendered from the departures.
///
/// # Errors
///
/// If they cannot be read.
pub fn provenance(departures: &str) -> Result<String, DriftError> {
    let departures: Departures = toml::from_str(departures)?;
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
