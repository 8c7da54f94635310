//! A step of the gate: its name, when it runs, what it may take, and what it does.

use std::time::Duration;

use super::{error::StepError, shell::Shell};

/// When a step runs without being named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// With every choice, `--fast` too.
    Fast,
    /// With `--fast` alone: the whole gate holds it in another step.
    OnlyFast,
    /// For every change.
    Change,
    /// With `--long`: it takes too long for every change.
    Long,
}

/// One step of the gate.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What it checks, in one line.
    pub about: &'static str,
    /// When it runs without being named.
    pub when: When,
    /// What it may take on two cores, from a fresh clone.
    pub budget: Duration,
    /// Does the work.
    pub work: fn(&Shell) -> Result<(), StepError>,
}
