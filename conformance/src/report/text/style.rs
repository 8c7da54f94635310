//! Colours of the terminal. Whoever prints decides whether they reach it; without them every line says the same.

use anstyle::{AnsiColor, Style};

use super::super::escape;
use crate::{engine::result::CaseResult, judging::verdict::Verdict};

/// What wants attention, and what is quiet.
pub(super) const STRONG: Style = Style::new().bold();
pub(super) const QUIET: Style = Style::new().dimmed();

/// A text in a style.
pub(super) fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// The style of a verdict.
pub(super) fn of(verdict: Verdict) -> Style {
    let color = |color: AnsiColor| color.on_default();
    match verdict {
        Verdict::Pass => color(AnsiColor::Green),
        Verdict::Observed | Verdict::Unobservable => color(AnsiColor::Cyan),
        Verdict::Warn | Verdict::Known | Verdict::NotRun => color(AnsiColor::Yellow),
        Verdict::Inconclusive => color(AnsiColor::Magenta).bold(),
        Verdict::Fail => color(AnsiColor::Red).bold(),
    }
}

/// A verdict in a column of its own.
fn column(verdict: Verdict) -> String {
    paint(of(verdict), &format!("{verdict:<12}"))
}

/// The line of one case.
#[must_use]
pub fn case_line(case: &CaseResult) -> String {
    format!("{}  {}", column(case.verdict), escape::one_line(&case.id))
}
