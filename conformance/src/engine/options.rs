//! How a run behaves apart from its cases.

use std::{io, path::Path};

use crate::{
    deviations::review::Deviations,
    http::{ledger::LedgerFile, limits::Limits, stop::Stop},
    judging::golden::Golden,
};

/// How a run behaves apart from its cases.
#[derive(Debug)]
pub struct RunOptions {
    /// Ends the run early, cleaning up.
    pub stop: Stop,
    /// What the run may ask of the target.
    pub limits: Limits,
    /// Leaves the scratch clients where they are.
    pub keep: bool,
    /// What the service is known to break.
    pub deviations: Deviations,
    /// The golden files to compare with.
    pub golden: Golden,
    pub(crate) ledger: LedgerFile,
}

impl RunOptions {
    /// Options with these limits, and everything else as a default run has it.
    #[must_use]
    pub fn within(limits: Limits) -> Self {
        let (stop, ledger, golden) = (Stop::default(), LedgerFile::default(), Golden::default());
        Self { stop, limits, keep: false, deviations: Deviations::default(), golden, ledger }
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
