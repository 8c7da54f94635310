//! The steps as a list, and the table of what each took, in Markdown, so that CI can show it as it is.

use std::{fmt::Write as _, time::Duration};

use super::step::{Step, When};

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// As it should.
    Passed,
    /// With a complaint.
    Failed,
    /// An earlier step failed.
    NotRun,
}

/// A step with how it ended and what it took.
#[derive(Debug, Clone, Copy)]
pub struct Timed<'s> {
    /// The step.
    pub step: &'s Step,
    /// How it ended.
    pub ended: Ended,
    /// What it took.
    pub took: Duration,
}

impl Timed<'_> {
    /// Whether it took longer than its budget.
    #[must_use]
    pub fn is_over_budget(&self) -> bool {
        self.took > self.step.budget
    }
}

/// The table, and a line of the whole.
#[must_use]
pub fn render(steps: &[Timed<'_>]) -> String {
    let mut text = String::from("| step | result | time | budget | |\n|---|---|---:|---:|---|\n");
    for timed in steps {
        let ended = match timed.ended {
            Ended::Passed => "passed",
            Ended::Failed => "FAILED",
            Ended::NotRun => "not run",
        };
        let over = if timed.is_over_budget() { "OVER BUDGET" } else { "" };
        let (name, took, budget) = (timed.step.name, clock(timed.took), clock(timed.step.budget));
        let _ = writeln!(text, "| {name} | {ended} | {took} | {budget} | {over} |");
    }
    let sum = |of: fn(&Timed<'_>) -> Duration| clock(steps.iter().map(of).sum());
    let _ = writeln!(text, "| all | | {} | {} | |", sum(|timed| timed.took), sum(|timed| timed.step.budget));
    text
}

/// Every step with its budget and when it runs.
#[must_use]
pub fn list(steps: &[Step]) -> String {
    let mut text = String::new();
    for step in steps {
        let when = match step.when {
            When::Fast => " (--fast too)",
            When::OnlyFast => " (--fast alone)",
            When::Change => "",
            When::Long => " (--long alone)",
        };
        let _ = writeln!(text, "{:<10} {:>5}  {}{when}", step.name, clock(step.budget), step.about);
    }
    text
}

/// Minutes and seconds.
fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
