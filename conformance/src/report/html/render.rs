//! Fills the page: how the run stands, and its sections in their order.

use minijinja::{Environment, HtmlEscape, Value as Safe, value::Serde};
use serde_json::{Value, json};

use super::{
    super::{
        document::Document,
        standing::{Standing, number, said, standing},
        tally,
    },
    page::{View, claims, counts, deviations},
};
use crate::{
    judging::verdict::{Outcome, Verdict},
    preflight::check::{Check, CheckState},
};

const TEMPLATE: &str = include_str!("report.html");

/// The whole file.
pub(in crate::report) fn render(document: &Document) -> String {
    let mut environment = Environment::new();
    environment.add_filter("prose", prose);
    // The name ends with `.html`, so that everything that is filled in is escaped.
    let page = environment.add_template("report.html", TEMPLATE).and_then(|()| {
        let values = Serde(values(document));
        environment.get_template("report.html")?.render(values)
    });
    page.unwrap_or_else(|error| format!("<!doctype html><title>report</title><p>The report has a fault: {}", error))
}

fn values(document: &Document) -> Value {
    let mut view = View::default();
    let failures: Vec<_> = tally::broken_cases(document).map(|case| view.case(case, document)).collect();
    let warnings: Vec<_> = tally::of(document, Verdict::Warn).map(|case| view.case(case, document)).collect();
    let operations: Vec<_> =
        tally::by_operation(document).iter().map(|operation| view.operation(operation, document)).collect();
    let (headline, tone, why) = match standing(document) {
        Standing::Concluded(outcome) => (outcome.to_string(), outcome_tone(outcome), None),
        Standing::Unfinished(why) => ("not checked".to_owned(), "mind", Some(why)),
    };
    json!({
        // Whatever else got into the page could not run: it does not know this.
        "nonce": format!("{:016x}{:016x}", fastrand::u64(..), fastrand::u64(..)),
        "headline": headline,
        "tone": tone,
        "why": why,
        "title": if document.base_url().is_empty() { "AuthMS conformance" } else { document.base_url() },
        "target": document.base_url(),
        "facts": facts(document),
        "reasons": document.reasons.iter().map(|reason| &reason.text).collect::<Vec<_>>(),
        "counts": counts(tally::counts(&document.cases)),
        "preflight": preflight(document),
        "left": document.left_behind(),
        "failures": failures,
        "warnings": warnings,
        "deviations": deviations(document),
        "not_run": tally::not_run(document)
            .into_iter()
            .map(|(reason, count, _)| json!({ "reason": reason, "count": count }))
            .collect::<Vec<_>>(),
        "operations": operations,
        "claims": claims(document),
        "observations": observed(document, false),
        "unobservable": observed(document, true),
        "footer": footer(document),
    })
}

/// What was observed, or what nobody can observe.
fn observed(document: &Document, unobservable: bool) -> Vec<&str> {
    let of = document.observations.iter().filter(|it| (it.verdict == Verdict::Unobservable) == unobservable);
    of.map(|observation| observation.text.as_str()).collect()
}

/// A text with what stands in backticks as code. It is escaped first, so whatever it holds stays text.
fn prose(text: &str) -> Safe {
    let escaped = HtmlEscape(text).to_string();
    let mut parts = escaped.split('`');
    let mut out = parts.next().unwrap_or_default().to_owned();
    while let Some(code) = parts.next() {
        match parts.next() {
            Some(after) => out += &format!("<code>{code}</code>{after}"),
            None => out += &format!("`{code}"),
        }
    }
    Safe::from_safe_string(out)
}

fn outcome_tone(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Conformant => "good",
        Outcome::Partial | Outcome::Interrupted | Outcome::Unwritable => "mind",
        Outcome::NotConformant | Outcome::LeftBehind | Outcome::InternalError => "bad",
    }
}

fn facts(document: &Document) -> String {
    let mut facts = vec![format!("contract {}", document.contract.version), moment(&document.started_at)];
    if let Some(settings) = &document.settings {
        facts.push(format!("{} of {} cases, mode {}", settings.cases.chosen, settings.cases.all, settings.mode));
    }
    if let Some(footprint) = &document.footprint {
        facts.push(number(footprint.requests, "request"));
        facts.push(format!(
            "{} created, {} removed",
            number(footprint.clients_made, "client"),
            footprint.clients_removed
        ));
    }
    if let Some(code) = document.exit_code {
        facts.push(format!("exit code {code}: {}", said(document, code)));
    }
    facts.join(" · ")
}

/// A time to the second.
fn moment(text: &str) -> String {
    text.split_once('.').map_or_else(|| text.to_owned(), |(seconds, _)| format!("{seconds}Z"))
}

fn footer(document: &Document) -> String {
    let tool = &document.tool;
    let run = document.run.as_deref().unwrap_or("none");
    format!("{} {}, contract {}, run {run}", tool.name, tool.version, document.contract.hash)
}

fn preflight(document: &Document) -> Vec<Value> {
    let shown = document.preflight.iter().filter(|check| check.state != CheckState::Ok);
    let one = |check: &Check| {
        let (state, tone) = match check.state {
            CheckState::Wrong => ("failed", "bad"),
            CheckState::Noted => ("note", "mind"),
            CheckState::Ok => ("ok", "good"),
        };
        json!({ "state": state, "tone": tone, "check": check.check, "text": check.text })
    };
    shown.map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_fetches_nothing() {
        for outside in ["src=", "http://", "https://", "@import", "url(", "fetch(", "XMLHttpRequest"] {
            assert!(!TEMPLATE.contains(outside), "{outside}");
        }
    }
}
