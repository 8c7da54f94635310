//! Reads a report back from its JSON.

use std::{io, path::Path};

use serde::Deserialize;

use super::document::{Document, FORMAT, State};

/// Why a file is not a report that can be used.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It cannot be read.
    #[error("cannot read {file}: {error}\n  hint: give the file that a run wrote with --json")]
    Io {
        /// The file.
        file: String,
        /// Why.
        error: io::Error,
    },
    /// It is not valid JSON, or JSON of something else.
    #[error("{file}:{line}:{column}: not a report: {what}\n  hint: give the file that a run wrote with --json")]
    Malformed {
        /// The file.
        file: String,
        /// Line of the problem.
        line: usize,
        /// Column of the problem.
        column: usize,
        /// What is wrong there.
        what: String,
    },
    /// Another version of the tool wrote it.
    #[error("{file} has format {found}, and this tool reads format {FORMAT}\n  hint: {hint}")]
    Format {
        /// The file.
        file: String,
        /// The format that it has.
        found: u32,
        /// What to do.
        hint: &'static str,
    },
    /// It is the report of a run that came to no conclusion.
    #[error("{file} is the report of a run that {what}\n  hint: give the report of a run that finished")]
    Unfinished {
        /// The file.
        file: String,
        /// How far the run came.
        what: String,
    },
}

#[derive(Deserialize)]
struct Versioned {
    format: u32,
}

impl Document {
    /// Reads the report that a run has written.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if the file cannot be read, is not a report, or is one of another format.
    pub fn read(path: &Path) -> Result<Self, ReadError> {
        let file = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| ReadError::Io { file: file.clone(), error })?;
        Self::parse(&text, &file)
    }

    /// Reads a report from its text; `file` is its name for messages.
    ///
    /// # Errors
    ///
    /// As [`Document::read`].
    pub fn parse(text: &str, file: &str) -> Result<Self, ReadError> {
        let malformed = |error: serde_json::Error| ReadError::Malformed {
            file: file.to_owned(),
            line: error.line(),
            column: error.column(),
            // The message ends with the position, which stands in front already.
            what: error.to_string().split(" at line ").next().unwrap_or_default().to_owned(),
        };
        // Another format may lack anything but its number, so that is read first.
        let unversioned = |error: serde_json::Error| {
            let is_data = error.is_data();
            let mut error = malformed(error);
            if let (ReadError::Malformed { what, .. }, true) = (&mut error, is_data) {
                *what = "it has no `format` that is a number".to_owned();
            }
            error
        };
        match serde_json::from_str::<Versioned>(text).map_err(unversioned)?.format {
            FORMAT => serde_json::from_str(text).map_err(malformed),
            found => {
                let hint = if found > FORMAT {
                    "use the version of authms-conformance that wrote it, or a newer one"
                } else {
                    "run the suite once more with this version"
                };
                Err(ReadError::Format { file: file.to_owned(), found, hint })
            }
        }
    }

    /// Reads the report of a run that came to a conclusion.
    ///
    /// # Errors
    ///
    /// As [`Document::read`], and if the run did not finish.
    pub fn read_finished(path: &Path) -> Result<Self, ReadError> {
        let document = Self::read(path)?;
        let what = match (document.state, &document.failure) {
            (State::Finished, _) => return Ok(document),
            (State::Started, _) => "did not finish".to_owned(),
            (State::Failed, None) => "failed".to_owned(),
            (State::Failed, Some(why)) => format!("failed: {}", why.lines().next().unwrap_or_default()),
        };
        Err(ReadError::Unfinished { file: path.display().to_string(), what })
    }
}
