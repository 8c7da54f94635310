//! A generated file: written, or compared with the one that is checked in.

use std::{
    fs,
    path::{Path, PathBuf},
    process,
};

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
}

/// Writes all files beside their old versions first, so that a full disk changes none of them, then renames.
pub(super) fn write(root: &Path, files: &[Generated]) -> Result<(), CodegenError> {
    let places: Vec<(PathBuf, PathBuf)> = files
        .iter()
        .map(|Generated { path, .. }| {
            (root.join(path).with_extension(format!("rs.{}.tmp", process::id())), root.join(path))
        })
        .collect();
    let written = files.iter().zip(&places).try_for_each(|(Generated { text, .. }, (beside, path))| {
        let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
        folder
            .and_then(|()| fs::write(beside, text))
            .map_err(|source| CodegenError::File { path: path.clone(), source })
    });
    let renamed = written.and_then(|()| {
        places.iter().try_for_each(|(beside, path)| {
            fs::rename(beside, path).map_err(|source| CodegenError::File { path: path.clone(), source })
        })
    });
    if renamed.is_err() {
        // What cannot be removed is not worth another error.
        places.iter().for_each(|(beside, _)| drop(fs::remove_file(beside)));
    }
    renamed
}
