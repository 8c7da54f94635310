//! The files of the repository, as git would list them.

use std::{fs, io, path::Path};

use ignore::WalkBuilder;

use crate::codegen;

/// A text file.
#[derive(Debug)]
pub(super) struct SourceFile {
    /// Path below the repository, with `/`.
    pub(super) path: String,
    /// What it holds; bytes that are not UTF-8 are replaced.
    pub(super) text: String,
    is_utf8: bool,
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

    /// Whether its bytes are UTF-8.
    pub(super) fn is_utf8(&self) -> bool {
        self.is_utf8
    }
}

/// How a generated file begins.
const GENERATED: &str = "// Made by `cargo xtask codegen`";

/// Files with these endings are text, whatever they hold.
const TEXT: [&str; 5] = [".rs", ".md", ".toml", ".yaml", ".yml"];

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
        let (text, is_utf8) = match String::from_utf8(fs::read(entry.path())?) {
            Ok(text) => (text, true),
            Err(bytes) if TEXT.iter().any(|ending| path.ends_with(ending)) => {
                (String::from_utf8_lossy(bytes.as_bytes()).into_owned(), false)
            }
            // Images and the like hold neither prose nor code.
            Err(_) => continue,
        };
        files.push(SourceFile { is_generated: generated.contains(&path), path, text, is_utf8 });
    }
    Ok(files)
}
