//! Shows a difference on a terminal.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::{
    super::{columns::hanging, escape},
    compare::{Change, Difference},
};

const WORSE: Style = AnsiColor::Red.on_default().bold();
const BETTER: Style = AnsiColor::Green.on_default();

/// The difference in words.
#[must_use]
pub fn text(difference: &Difference) -> String {
    let mut out = String::new();
    section(&mut out, "new (fails, and did not before)", &difference.new);
    section(&mut out, "mended (fixed: failed, and does not any more)", &difference.mended);
    section(&mut out, "moved (changed: another verdict)", &difference.moved);
    section(&mut out, "other findings", &difference.findings);
    section(&mut out, "other observations", &difference.observations);
    lines(&mut out, "beside the cases", &difference.beside_cases);
    lines(&mut out, "only in the older report", &difference.only_old);
    lines(&mut out, "only in the newer report", &difference.only_new);
    let (style, verdict) = match (difference.is_worse(), difference.is_empty()) {
        (true, _) => (WORSE, "worse"),
        (false, true) => (BETTER, "no difference"),
        (false, false) => (BETTER, "nothing got worse"),
    };
    let _ = writeln!(out, "verdict: {style}{verdict}{style:#}");
    out
}

fn section(out: &mut String, title: &str, changes: &[Change]) {
    if changes.is_empty() {
        return;
    }
    let _ = writeln!(out, "{title}:");
    for change in changes {
        let mark = if change.worse { format!("{WORSE}worse{WORSE:#}  ") } else { String::new() };
        let _ = writeln!(out, "  {mark}{}", escape::one_line(&change.case));
        out.push_str(&hanging("    was  ", &escape::one_line(&change.old)));
        out.push_str(&hanging("    is   ", &escape::one_line(&change.new)));
    }
    out.push('\n');
}

fn lines(out: &mut String, title: &str, texts: &[String]) {
    if texts.is_empty() {
        return;
    }
    let _ = writeln!(out, "{title}:");
    for text in texts {
        out.push_str(&hanging("  ", &escape::one_line(text)));
    }
    out.push('\n');
}
