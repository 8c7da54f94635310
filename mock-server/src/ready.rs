//! The ready file: it exists while the server accepts requests.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process,
};

use serde_json::json;

/// A file that tells scripts the URL and the process id of the server.
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

    /// Writes a temporary file and renames it, so that a script never reads half of it.
    pub(crate) fn write(&self, url: &str) -> io::Result<()> {
        let mut temporary = self.path.as_os_str().to_owned();
        temporary.push(format!(".{}.tmp", process::id()));
        fs::write(&temporary, format!("{}\n", json!({ "url": url, "pid": process::id() })))?;
        fs::rename(&temporary, &self.path)
    }

    /// Removes the file if it exists.
    pub(crate) fn remove(&self) -> io::Result<()> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}
