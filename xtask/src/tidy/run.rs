//! Holds the repository to every rule.

use std::{io, path::Path};

use super::{
    config::{Config, ConfigError},
    finding::Finding,
    rules::{circle, citation, crowd, example, hosts, length, made_by, one_suite, one_way, opening, parse, words},
    tree,
};

/// Why the repository cannot be looked at.
#[derive(Debug, thiserror::Error)]
pub enum TidyError {
    /// A file or a folder cannot be read.
    #[error("cannot read the repository: {0}")]
    Read(#[from] io::Error),
    /// The list of words and citations is broken.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Cargo cannot say what depends on what.
    #[error("cannot read the dependencies: {0}\n  hint: `cargo metadata` shows what is wrong")]
    Metadata(#[from] cargo_metadata::Error),
}

/// Looks at every file below the repository that git does not ignore.
///
/// # Errors
///
/// [`TidyError`] if a file, the dependencies or the list of words cannot be read.
pub fn run(root: &Path) -> Result<Vec<Finding>, TidyError> {
    let files = tree::read(root)?;
    let config = Config::of(&files)?;
    let mut findings = one_way::check(root, &files)?;
    findings.extend(circle::check(&files));
    let excusable = citation::check(&files, &config).into_iter().chain(words::check(&files, &config));
    findings.extend(config.sift(excusable.collect(), &files));
    findings.extend(crowd::check(&files));
    for file in &files {
        for rule in [
            example::check,
            hosts::check,
            length::check,
            made_by::check,
            one_suite::check,
            opening::check,
            parse::check,
        ] {
            findings.extend(rule(file));
        }
    }
    findings.sort();
    Ok(findings)
}
