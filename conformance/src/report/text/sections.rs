//! The sections of the report that are neither failures nor the verdict.

use std::fmt::Write as _;

use textwrap::core::display_width;

use super::{
    super::{
        columns::{WIDTH, hanging},
        document::{Document, Observation},
        escape, tally,
    },
    detail::Detail,
    style::{STRONG, of, paint},
};
use crate::{
    deviations::usage::UseState,
    engine::{restore::Restored, result::CaseResult},
    judging::verdict::Verdict,
    preflight::check::CheckState,
};

/// Claims that are named for one reason of cases that were not run.
const CLAIMS: usize = 5;

/// What was looked at before the first case, unless all was well.
pub(super) fn preflight(out: &mut String, document: &Document) {
    for check in document.preflight.iter().filter(|check| check.state != CheckState::Ok) {
        let label = if check.state == CheckState::Wrong { "FAILED" } else { "note" };
        let text = format!("{}: {}", check.check, check.text);
        out.push_str(&hanging(&format!("{label:<8}  "), &escape::one_line(&text)));
    }
}

/// One line for each operation.
pub(super) fn operations(out: &mut String, document: &Document) {
    let operations = tally::by_operation(document);
    let width = operations.iter().map(|operation| display_width(operation.id)).max().unwrap_or_default();
    if !operations.is_empty() {
        out.push('\n');
    }
    for operation in operations {
        let counts = tally::counts(operation.cases.iter().copied());
        let counts: Vec<String> = counts.into_iter().map(|(verdict, count)| counted(verdict, count)).collect();
        out.push_str(&hanging(&format!("{:<width$}  ", operation.id), &counts.join(", ")));
    }
}

/// `3 FAIL` for what wants attention, `12 pass` for the rest.
pub(super) fn counted(verdict: Verdict, count: usize) -> String {
    let name = verdict.to_string();
    let name = if verdict >= Verdict::Warn { name } else { name.to_lowercase() };
    paint(of(verdict), &format!("{count} {name}"))
}

/// The cases whose failure is declared.
pub(super) fn known(document: &Document) -> Vec<&CaseResult> {
    document.cases.iter().filter(|case| case.verdict == Verdict::Known).collect()
}

/// The known deviations; only those with a problem or a warning if `quiet`.
pub(super) fn deviations(out: &mut String, document: &Document, quiet: bool) {
    let entries: Vec<_> = document
        .deviations
        .iter()
        .filter(|entry| !quiet || entry.problem.is_some() || entry.warning.is_some())
        .collect();
    if entries.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", paint(STRONG, "known deviations:"));
    for entry in entries {
        let label = match (&entry.problem, entry.state) {
            (Some(_), _) => paint(of(Verdict::Fail), "PROBLEM"),
            (None, UseState::NotJudged) => "unseen ".to_owned(),
            (None, _) => paint(of(Verdict::Known), "KNOWN  "),
        };
        let place = entry.case.as_deref().unwrap_or(&entry.operation);
        let mut text = format!("{} in {place}, until {} ({})", entry.claim, entry.expires, entry.owner);
        text += &format!("\n{}, {}", entry.reason, entry.link);
        for note in entry.problem.iter().chain(&entry.warning) {
            text += &format!("\n{note}");
        }
        out.push_str(&hanging(&format!("  {label}  "), &text));
    }
}

/// What the server does where the contract is silent: a line each, unless all of it is asked for.
pub(super) fn observations(out: &mut String, document: &Document, detail: Detail) {
    let unobservable = |observation: &&Observation| observation.verdict == Verdict::Unobservable;
    let (unseen, seen): (Vec<_>, Vec<_>) = document.observations.iter().partition(unobservable);
    let delay = document.delay_milliseconds.map(|delay| format!("shows what was written after up to {delay} ms"));
    listed(out, "where the contract is silent, this server:", &seen, delay, detail);
    listed(out, "what no response shows:", &unseen, None, detail);
}

fn listed(out: &mut String, title: &str, observations: &[&Observation], more: Option<String>, detail: Detail) {
    let mut cut = false;
    let mut lines = String::new();
    for observation in observations {
        let text = escape::one_line(&observation.text);
        let line = hanging("  - ", &text);
        if detail == Detail::Verbose || line.lines().count() <= 1 {
            lines += &line;
        } else {
            cut = true;
            lines += &format!("  - {}…\n", shortened(&text, WIDTH - 5));
        }
    }
    lines.extend(more.map(|text| hanging("  - ", &text)));
    if lines.is_empty() {
        return;
    }
    let hint = if cut { " (in full with --verbose)" } else { "" };
    let _ = write!(out, "\n{}{hint}\n{lines}", paint(STRONG, title));
}

/// The beginning of a text that fits a width.
fn shortened(text: &str, width: usize) -> String {
    let mut short = String::new();
    for character in text.chars() {
        short.push(character);
        if display_width(&short) > width {
            short.pop();
            break;
        }
    }
    short.trim_end().to_owned()
}

/// The cases that were not run, by reason.
pub(super) fn not_run(out: &mut String, document: &Document, detail: Detail) {
    let reasons = tally::not_run(document);
    if reasons.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", paint(STRONG, "not checked:"));
    for (reason, count, claims) in reasons {
        let cases = if count == 1 { "case" } else { "cases" };
        let mut text = format!("{count} {cases}: {}", escape::one_line(reason));
        let shown = match detail {
            Detail::Quiet => 0,
            Detail::Normal => CLAIMS,
            Detail::Verbose => claims.len(),
        };
        if shown > 0 {
            let more = claims.len().saturating_sub(shown);
            let claims: Vec<&str> = claims.into_iter().take(shown).collect();
            text += &format!("; claims: {}", claims.join(", "));
            text += &if more > 0 { format!(" and {more} more (--verbose)") } else { String::new() };
        }
        out.push_str(&hanging("  - ", &text));
    }
}

/// Whether the client that the run was lent is as before.
pub(super) fn restored(out: &mut String, document: &Document) {
    match &document.restored {
        None | Some(Restored::NotNeeded) => {}
        Some(Restored::Complete { fields }) if fields.is_empty() => {
            let _ = writeln!(out, "\nrestore: nothing had to be put back");
        }
        Some(Restored::Complete { fields }) => {
            let _ = writeln!(out, "\nrestore: {} fields were put back and read again", fields.len());
        }
        Some(Restored::Incomplete { fields, why, body }) => {
            let which = if fields.is_empty() { "unknown".to_owned() } else { fields.join(", ") };
            out.push('\n');
            let title = paint(of(Verdict::Fail), "INCOMPLETE");
            out.push_str(&hanging(&format!("restore: {title}, still different: "), &which));
            out.push_str(&hanging("  why: ", &escape::one_line(why)));
            let _ = writeln!(out, "  hint: update the client with this body\n    {body}");
        }
    }
}
