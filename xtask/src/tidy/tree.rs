//! The files of the repository, as git would list them.

use std::{fs, io, path::Path};

use ignore::WalkBuilder;

use crate::codegen;

/// A text file.
#[derive(Debug)]
pub(super) struct SourceFile {
    /// Path below the repository, with `/`.
    pub(super) path: String,
    /// What it holds.
    pub(super) text: String,
    is_generated: bool,
}

impl SourceFile {
    pub(super) fn ends_with(&self, endings: &[&str]) -> bool {
        endings.iter().any(|ending| self.path.ends_with(ending))
    }

    /// The folder that the file stands in, without a slash at its end; empty for the repository.
    pub(super) fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Whether `cargo xtask codegen` makes it. Its first line does not count: anybody can write one.
    pub(super) fn is_generated(&self) -> bool {
        self.is_generated
    }

    /// Whether it begins as generated files do.
    pub(super) fn says_generated(&self) -> bool {
        self.text.starts_with(GENERATED)
    }
}

/// How a generated file begins.
const GENERATED: &str = "// Made by `cargo xtask codegen`";

/// Reads every text file below the repository that git does not ignore, in the order of their paths.
pub(super) fn read(root: &Path) -> io::Result<Vec<SourceFile>> {
    let generated = codegen::paths();
    let mut files = Vec::new();
    let walk = WalkBuilder::new(root)
        .hidden(false)
        .require_git(false)
        // Only what the repository itself ignores, so that the result is the same everywhere.
        .parents(false)
        .ignore(false)
        .git_global(false)
        .git_exclude(false)
        .filter_entry(|entry| entry.file_name() != ".git")
        .sort_by_file_path(|left, right| left.cmp(right))
        .build();
    for entry in walk {
        let entry = entry.map_err(io::Error::other)?;
        if !entry.file_type().is_some_and(|kind| kind.is_file()) {
            continue;
        }
        let path = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
        // Bytes that are not text hold neither prose nor code.
        let Ok(text) = String::from_utf8(fs::read(entry.path())?) else { continue };
        files.push(SourceFile { is_generated: generated.contains(&path), path, text });
    }
    Ok(files)
}
