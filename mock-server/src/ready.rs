//! The ready file: there when the server answers, gone when it does not.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process,
};

use serde_json::json;

/// Tells scripts where the server is.
#[derive(Debug)]
pub(crate) struct ReadyFile {
    path: PathBuf,
}

impl ReadyFile {
    pub(crate) fn at(path: PathBuf) -> Self {
        Self { path }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes beside the file and moves it there, so that nobody reads half of it.
    pub(crate) fn write(&self, url: &str) -> io::Result<()> {
        let mut beside = self.path.as_os_str().to_owned();
        beside.push(format!(".{}.tmp", process::id()));
        fs::write(&beside, format!("{}\n", json!({ "url": url, "pid": process::id() })))?;
        fs::rename(&beside, &self.path)
    }

    /// Removes the file, if it is there.
    pub(crate) fn remove(&self) -> io::Result<()> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}
