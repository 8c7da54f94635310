//! `compat`: what has changed since an older contract, and whom it breaks: those who call, or those who serve.

use std::fmt::Write as _;

use crate::{
    difference::{Difference, Kind, differences},
    document::{Document, DocumentError},
};

/// Whom a change breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Breaks {
    callers: bool,
    servers: bool,
}

/// What a comparison came to.
#[derive(Debug)]
pub struct Compat {
    /// The report.
    pub text: String,
    /// Whether nothing breaks, or the major version says so.
    pub clean: bool,
}

/// Compares an older contract with the present one.
///
/// # Errors
///
/// [`DocumentError`] if one of them cannot be read.
pub fn run(older_file: &str, older: &str, newer_file: &str, newer: &str) -> Result<Compat, DocumentError> {
    let (older, newer) = (Document::parse(older_file, older)?, Document::parse(newer_file, newer)?);
    let (found, _) = differences(&older, &newer);
    let mut text = String::new();
    let mut broken = false;
    for difference in &found {
        let (what, breaks) = judge(difference);
        let whom = match (breaks.callers, breaks.servers) {
            (true, true) => "breaks callers and servers",
            (true, false) => "breaks callers",
            (false, true) => "breaks servers",
            (false, false) => "breaks nobody",
        };
        broken |= breaks.callers || breaks.servers;
        let _ = writeln!(
            text,
            "{whom}: {what}: {} {} ({} | {})",
            difference.operation,
            difference.place,
            shown(&difference.first),
            shown(&difference.second)
        );
    }
    let major = |version: &str| version.split('.').next().unwrap_or_default().to_owned();
    let announced = major(&older.version) != major(&newer.version);
    let _ = match (found.is_empty(), broken, announced) {
        (true, ..) => writeln!(text, "nothing has changed since {}", older.version),
        (_, true, false) => writeln!(
            text,
            "{} changes break somebody, and the major version is still {}\n  hint: raise `info.version`, or take them back",
            found
                .iter()
                .filter(|found| {
                    let (_, breaks) = judge(found);
                    breaks.callers || breaks.servers
                })
                .count(),
            major(&newer.version)
        ),
        _ => writeln!(text, "{} changes since {}", found.len(), older.version),
    };
    Ok(Compat { text, clean: !broken || announced })
}

fn shown(text: &str) -> &str {
    if text.is_empty() { "nothing" } else { text }
}

/// What a change is called, and whom it breaks. A caller breaks when what it sends is refused or what it reads is gone;
/// a server, when it has to accept or to promise more than before.
fn judge(difference: &Difference) -> (&'static str, Breaks) {
    let place = difference.place.as_str();
    let sent = place.starts_with("request")
        || place.starts_with("query ")
        || place.starts_with("path ")
        || place.starts_with("header ");
    let breaks = |callers, servers| Breaks { callers, servers };
    let now_required = difference.second == "true";
    match (difference.kind, place) {
        (Kind::Missing, "operation") => ("operation removed", breaks(true, false)),
        (Kind::Extra, "operation") => ("operation added", breaks(false, true)),
        (_, "security") => ("security changed", breaks(true, true)),
        (Kind::Missing, place) if place.starts_with("status 2") => ("success status removed", breaks(true, true)),
        (Kind::Extra, place) if place.starts_with("status 2") => ("success status added", breaks(true, false)),
        (Kind::Missing, place) if place.starts_with("status ") => ("error status removed", breaks(false, true)),
        (Kind::Extra, place) if place.starts_with("status ") => ("error status added", breaks(false, false)),
        (Kind::Missing, _) if sent => ("request part removed", breaks(true, false)),
        (Kind::Extra, _) if sent => ("request part added", breaks(false, true)),
        (Kind::Missing, _) => ("answer part removed", breaks(true, false)),
        (Kind::Extra, _) => ("answer part added", breaks(false, false)),
        (Kind::Type, _) => ("type changed", breaks(true, true)),
        (Kind::Required, _) if sent => match now_required {
            true => ("request part became required", breaks(true, false)),
            false => ("request part became optional", breaks(false, true)),
        },
        (Kind::Required, _) => match now_required {
            true => ("answer part became required", breaks(false, true)),
            false => ("answer part became optional", breaks(true, false)),
        },
        (Kind::Detail, _) if sent => ("bounds or default of a request part changed", breaks(true, false)),
        (Kind::Detail, _) => ("format of an answer part changed", breaks(false, false)),
    }
}
