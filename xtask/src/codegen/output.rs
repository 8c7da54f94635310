//! A generated file: written, or compared with the one that is checked in.

use std::{fs, path::Path, process};

use super::error::CodegenError;

/// The first line of the files that are made from the contract alone.
pub(super) const HEAD: &str =
    "// Made by `cargo xtask codegen` from spec/openapi.yaml. Never edited: change the contract and run it again.\n\n";

/// A file that is made from the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generated {
    /// Where it stands, below the workspace.
    pub path: String,
    /// What it holds.
    pub text: String,
}

impl Generated {
    /// Compares it with the file that is there.
    pub(super) fn compare(&self, root: &Path) -> Result<String, CodegenError> {
        let Self { path, text } = self;
        let file = root.join(path);
        let present = fs::read_to_string(&file).map_err(|source| CodegenError::File { path: file, source })?;
        if present == *text {
            return Ok(format!("{path} is what the contract makes"));
        }
        let difference = similar::TextDiff::from_lines(&present, text);
        let shown: Vec<String> =
            difference.unified_diff().context_radius(1).iter_hunks().take(3).map(|hunk| hunk.to_string()).collect();
        Err(CodegenError::Stale(format!("{path} is stale:\n{}", shown.concat())))
    }

    /// Writes it beside the old one and renames, so that a reader never sees half of it.
    pub(super) fn write(&self, root: &Path) -> Result<String, CodegenError> {
        let Self { path, text } = self;
        let file = root.join(path);
        let beside = file.with_extension(format!("rs.{}.tmp", process::id()));
        let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, &file));
        written.map_err(|source| CodegenError::File { path: file, source })?;
        Ok(format!("wrote {path}, {} lines", text.lines().count()))
    }
}
