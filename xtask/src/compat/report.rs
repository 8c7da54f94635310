//! Compares an older contract with the present one and reports each change with its impact.

use std::fmt::Write as _;

use semver::Version;

use super::impact::Impact;
use crate::compare::{Document, DocumentError, differences};

/// What a comparison came to.
#[derive(Debug)]
pub struct Compat {
    /// The report.
    pub text: String,
    /// Whether no change breaks a side, or the major version announces it.
    pub clean: bool,
}

/// Why two contracts cannot be compared.
#[derive(Debug, thiserror::Error)]
pub enum CompatError {
    /// A document cannot be read.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The version of a document is not a semantic version.
    #[error("{file}: `info.version` is `{version}`: {source}\n  hint: write it as 1.2.3")]
    Version {
        /// The document.
        file: String,
        /// What stands there.
        version: String,
        /// Why it is not a version.
        source: semver::Error,
    },
}

/// Compares an older contract with the present one.
///
/// # Errors
///
/// [`CompatError`] if one of them cannot be read or its version is not a semantic version.
pub fn run(older_file: &str, older: &str, newer_file: &str, newer: &str) -> Result<Compat, CompatError> {
    let (older, newer) = (Document::parse(older_file, older)?, Document::parse(newer_file, newer)?);
    let (before, now) = (version(older_file, &older)?, version(newer_file, &newer)?);
    let (found, _) = differences(&older, &newer);
    let mut text = String::new();
    let mut breaking = 0;
    for difference in &found {
        let impact = Impact::of(difference);
        breaking += usize::from(impact.is_breaking());
        let _ = writeln!(
            text,
            "{impact}: {}: {} {} ({} | {})",
            impact.change,
            difference.operation,
            difference.place,
            shown(&difference.first),
            shown(&difference.second)
        );
    }
    let announced = before.major != now.major;
    let _ = match (found.len(), breaking) {
        (0, _) => writeln!(text, "nothing has changed since {before}"),
        (_, 1..) if !announced => writeln!(
            text,
            "{breaking} breaking changes since {before}, and the major version is still {}\n  hint: raise `info.version`, or take them back",
            now.major
        ),
        (changes, _) => writeln!(text, "{changes} changes since {before}"),
    };
    Ok(Compat { text, clean: breaking == 0 || announced })
}

fn version(file: &str, document: &Document) -> Result<Version, CompatError> {
    Version::parse(&document.version).map_err(|source| CompatError::Version {
        file: file.to_owned(),
        version: document.version.clone(),
        source,
    })
}

fn shown(text: &str) -> &str {
    if text.is_empty() { "nothing" } else { text }
}
