//! The last lines: counts, what was left behind, the verdict, why, and what to do next.

use std::fmt::Write as _;

use anstyle::Style;
use authms_spec::contract;

use super::{
    super::{
        columns::hanging,
        document::Document,
        escape,
        exit_code::next_step,
        standing::{number, said},
        tally,
    },
    sections::counted,
    style::{STRONG, of, paint},
};
use crate::{
    engine::clean_up::LeftBehind,
    judging::verdict::{Outcome, Verdict},
};

/// The last lines of the report.
pub(super) fn closing(out: &mut String, document: &Document, quiet: bool) {
    if !out.is_empty() {
        out.push('\n');
    }
    if quiet {
        out.push_str(&hanging("target: ", &escape::one_line(document.base_url())));
    } else {
        let counts = tally::counts(&document.cases);
        let counts: Vec<String> = counts.into_iter().map(|(verdict, count)| counted(verdict, count)).collect();
        out.push_str(&hanging("", &counts.join(", ")));
        let all = contract().operations().len();
        let seen = tally::operations_seen(document);
        let requests = document.footprint.as_ref().map_or(0, |footprint| footprint.requests);
        let milliseconds = document.milliseconds.unwrap_or_default();
        let _ = writeln!(out, "{seen} of {all} operations, {}, {milliseconds} ms", number(requests, "request"));
    }
    footprint(out, document, quiet);
    verdict(out, document);
}

fn footprint(out: &mut String, document: &Document, quiet: bool) {
    let Some(footprint) = &document.footprint else { return };
    if !quiet && footprint.clients_made + footprint.secrets_made > 0 {
        let clients = number(footprint.clients_made, "client");
        let secrets = number(footprint.secrets_made, "secret");
        let fate = if footprint.kept { "kept with them" } else { "removed with them" };
        let _ = writeln!(out, "footprint: {clients} created, {} removed; {secrets}, {fate}", footprint.clients_removed);
    }
    if !footprint.left_behind.is_empty() {
        let why = if footprint.kept { "kept (--keep)" } else { "LEFT BEHIND" };
        let style = if footprint.kept { Style::new() } else { of(Verdict::Fail) };
        let named = |left: &LeftBehind| if footprint.kept { left.client_id.clone() } else { left.to_string() };
        let left: Vec<String> = footprint.left_behind.iter().map(named).collect();
        let clients = escape::one_line(&left.join(", "));
        out.push_str(&hanging(&format!("  {}: ", paint(style, why)), &clients));
    }
}

fn verdict(out: &mut String, document: &Document) {
    let (Some(outcome), Some(code)) = (document.outcome, document.exit_code) else { return };
    let style = match outcome {
        Outcome::Conformant => of(Verdict::Pass).bold(),
        Outcome::Partial | Outcome::Interrupted | Outcome::Unwritable => of(Verdict::Warn).bold(),
        Outcome::NotConformant | Outcome::LeftBehind | Outcome::InternalError => of(Verdict::Fail),
    };
    let _ = writeln!(out, "{} {}", paint(STRONG, "verdict:"), paint(style, &outcome.to_string()));
    for (at, reason) in document.reasons.iter().enumerate() {
        let label = if at == 0 { "  because " } else { "  also: " };
        out.push_str(&hanging(label, &escape::one_line(&reason.text)));
    }
    out.push_str(&hanging(&format!("exit code {code}: "), &said(document, code)));
    let limit = tally::limit_reached(document).filter(|_| outcome == Outcome::Partial);
    let raise = limit.map(|flag| format!("raise `{flag}`, or pass `--allow-partial` to exit with 0"));
    let outdated = outcome == Outcome::NotConformant && document.count(Verdict::Fail) == 0;
    let outdated = outdated.then_some("remove the outdated entry, or renew it with a new end date");
    let next = raise.as_deref().or(outdated).or_else(|| next_step(outcome));
    if let Some(next) = next.filter(|_| code != 0) {
        out.push_str(&hanging("next: ", next));
    }
}
