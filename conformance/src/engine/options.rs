//! How a run behaves apart from its cases.

use crate::{
    deviations::review::Deviations,
    http::{ledger::Ledger, limits::Limits, stop::Stop},
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
    /// What the run creates and removes. One ledger serves one run.
    pub ledger: Ledger,
}

impl RunOptions {
    /// Options with these limits, and everything else as a default run has it.
    #[must_use]
    pub fn within(limits: Limits) -> Self {
        let (stop, ledger, golden) = (Stop::default(), Ledger::default(), Golden::default());
        Self { stop, limits, keep: false, deviations: Deviations::default(), golden, ledger }
    }
}
