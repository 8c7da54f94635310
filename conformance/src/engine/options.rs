//! How a run behaves apart from its cases.

use std::{io, path::Path};

use crate::{case::stop::Stop, http::ledger::LedgerFile, judging::golden::Golden};

/// How a run behaves apart from its cases.
#[derive(Debug, Default)]
pub struct RunOptions {
    /// Ends the run early, cleaning up.
    pub stop: Stop,
    /// Leaves the scratch clients where they are.
    pub keep: bool,
    /// The golden files to compare with.
    pub golden: Golden,
    pub(crate) ledger: LedgerFile,
}

impl RunOptions {
    /// Options with a switch that ends the run.
    #[must_use]
    pub fn stopped_by(stop: Stop) -> Self {
        Self { stop, ..Self::default() }
    }

    /// Writes what is created and removed to a file of JSON lines.
    ///
    /// # Errors
    ///
    /// If the file cannot be opened for appending.
    pub fn with_ledger(mut self, path: &Path) -> io::Result<Self> {
        self.ledger = LedgerFile::at(path)?;
        Ok(self)
    }
}
