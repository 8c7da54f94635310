//! The report as Markdown, for the summary of a CI job.

use std::collections::BTreeSet;

use super::{
    document::{Document, Observation},
    escape::{markdown, markdown_cell, markdown_code, markdown_in_tags},
    standing::{Standing, number, said, standing},
    tally,
    text::case_in_full,
};
use crate::{
    engine::result::CaseResult,
    judging::verdict::{Outcome, Verdict},
};

/// Bytes of failures in full: GitHub takes a summary of at most 1 MiB.
const LONGEST: usize = 900 * 1024;

/// The whole file.
pub(super) fn render(document: &Document) -> String {
    let mut out = head(document);
    if document.outcome.is_some() {
        left_behind(&mut out, document);
        operations(&mut out, document);
        failures(&mut out, document);
        deviations(&mut out, document);
        not_run(&mut out, document);
        observations(&mut out, document);
    }
    out
}

fn head(document: &Document) -> String {
    let code =
        document.exit_code.map(|code| format!(" (exit code {code}: {})", said(document, code))).unwrap_or_default();
    let mut out = match standing(document) {
        Standing::Concluded(outcome) => format!("## {} Contract: {outcome}{code}\n\n", sign(outcome)),
        Standing::Unfinished(why) => format!("## ⚠️ Contract: not checked{code}\n\n{}\n\n", paragraphs(&why)),
    };
    if let Some(settings) = &document.settings {
        let cases = settings.cases;
        out += &format!(
            "{} · contract {} · {} of {} cases\n\n",
            markdown(&settings.base_url),
            markdown(&document.contract.version),
            cases.chosen,
            cases.all
        );
    }
    for reason in &document.reasons {
        out += &format!("- {}\n", markdown(&reason.text));
    }
    if !document.reasons.is_empty() {
        out.push('\n');
    }
    out
}

/// A message and its hint, each a paragraph.
fn paragraphs(text: &str) -> String {
    text.lines().map(|line| markdown(line.trim())).collect::<Vec<_>>().join("\n\n")
}

fn sign(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Conformant => "✅",
        Outcome::NotConformant | Outcome::LeftBehind | Outcome::InternalError => "❌",
        Outcome::Partial | Outcome::Interrupted | Outcome::Unwritable => "⚠️",
    }
}

fn left_behind(out: &mut String, document: &Document) {
    let left = document.left_behind();
    if !left.is_empty() {
        *out += &format!("### Left behind\n\n{}\n", markdown_code(&left.join("\n")));
    }
}

fn operations(out: &mut String, document: &Document) {
    *out +=
        "| operation | passed | failed | not run | known | warnings | other |\n|---|---:|---:|---:|---:|---:|---:|\n";
    for operation in tally::by_operation(document) {
        let count = |verdicts: &[Verdict]| {
            let cases = operation.cases.iter().filter(|case| verdicts.contains(&case.verdict));
            match cases.count() {
                0 => String::new(),
                count => count.to_string(),
            }
        };
        *out += &format!(
            "| {} | {} | {} | {} | {} | {} | {} |\n",
            markdown_cell(operation.id),
            count(&[Verdict::Pass]),
            count(&[Verdict::Fail, Verdict::Inconclusive]),
            count(&[Verdict::NotRun]),
            count(&[Verdict::Known]),
            count(&[Verdict::Warn]),
            count(&[Verdict::Observed, Verdict::Unobservable]),
        );
    }
    out.push('\n');
}

fn failures(out: &mut String, document: &Document) {
    section(out, "What is broken", &tally::broken_cases(document).collect::<Vec<_>>(), document);
    // A warning that several cases share is shown once.
    let told = |case: &CaseResult| -> Vec<_> {
        tally::broken(case).map(|it| (it.claim.clone(), it.expected.clone(), it.actual.clone())).collect()
    };
    let mut seen = BTreeSet::new();
    let warned = tally::of(document, Verdict::Warn);
    let (again, first): (Vec<&CaseResult>, Vec<&CaseResult>) = warned.partition(|case| !seen.insert(told(case)));
    section(out, "Warnings", &first, document);
    if !again.is_empty() {
        let ids: Vec<String> = again.iter().map(|case| markdown(&case.id)).collect();
        *out += &format!("The same in {} more: {}\n\n", again.len(), ids.join(", "));
    }
}

fn section(out: &mut String, title: &str, cases: &[&CaseResult], document: &Document) {
    if cases.is_empty() {
        return;
    }
    *out += &format!("### {title}\n\n");
    for (at, case) in cases.iter().enumerate() {
        let block = one(case, document);
        if out.len() + block.len() > LONGEST {
            *out += &format!("And {} more, which the JSON report shows.\n\n", cases.len() - at);
            return;
        }
        *out += &block;
    }
    out.push('\n');
}

fn one(case: &CaseResult, document: &Document) -> String {
    let repetition = tally::repetition(case).map(|text| format!(", {text}")).unwrap_or_default();
    let title = format!("{} <b>{}</b>{repetition}", case.verdict, markdown_in_tags(&case.id));
    let text = markdown_code(case_in_full(case, document).trim_end());
    format!("<details><summary>{title}</summary>\n{text}</details>\n")
}

fn deviations(out: &mut String, document: &Document) {
    if document.deviations.is_empty() {
        return;
    }
    *out += "### Known deviations\n\n| claim | where | until | owner | reason | state |\n|---|---|---|---|---|---|\n";
    for entry in &document.deviations {
        let state = entry.problem.as_deref().map(|problem| format!("❌ {}", markdown_cell(problem)));
        let state = state.or_else(|| entry.warning.as_deref().map(|warning| format!("⚠️ {}", markdown_cell(warning))));
        *out += &format!(
            "| {} | {} | {} | {} | {} {} | {} |\n",
            markdown_cell(&entry.claim),
            markdown_cell(entry.case.as_deref().unwrap_or(&entry.operation)),
            markdown_cell(&entry.expires),
            markdown_cell(&entry.owner),
            markdown_cell(&entry.reason),
            markdown_cell(&entry.link),
            state.unwrap_or_default()
        );
    }
    out.push('\n');
}

fn not_run(out: &mut String, document: &Document) {
    let reasons = tally::not_run(document);
    if reasons.is_empty() {
        return;
    }
    *out += "### Not checked\n\n";
    for (reason, count, _) in reasons {
        *out += &format!("- {}: {}\n", number(count, "case"), markdown(reason));
    }
    out.push('\n');
}

fn observations(out: &mut String, document: &Document) {
    let unobservable = |observation: &&Observation| observation.verdict == Verdict::Unobservable;
    let (unseen, seen): (Vec<_>, Vec<_>) = document.observations.iter().partition(unobservable);
    listed(out, "Where the contract is silent, this server", &seen);
    listed(out, "What no response shows", &unseen);
}

fn listed(out: &mut String, title: &str, observations: &[&Observation]) {
    if observations.is_empty() {
        return;
    }
    *out += &format!("<details><summary>{title}</summary>\n\n");
    for observation in observations {
        *out += &format!("- {}\n", markdown(&observation.text));
    }
    *out += "\n</details>\n";
}
