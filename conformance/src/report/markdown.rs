//! The report as Markdown, for the summary of a CI job.

use super::{
    document::Document,
    escape::{markdown, markdown_cell, markdown_code, markdown_in_tags},
    exit_code::meaning,
    standing::{Standing, standing},
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
    let code = document.exit_code.map(|code| format!(" (exit code {code}: {})", meaning(code))).unwrap_or_default();
    let mut out = match standing(document) {
        Standing::Concluded(outcome) => format!("## {} Contract: {outcome}{code}\n\n", sign(outcome)),
        Standing::Unfinished(why) => format!("## ⚠️ Contract: not checked{code}\n\n{}\n\n", markdown(&why)),
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
    out + "\n"
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
    *out += "| operation | failed | not run | known | warnings | other |\n|---|---:|---:|---:|---:|---:|\n";
    for operation in tally::by_operation(document) {
        let count = |verdicts: &[Verdict]| {
            let cases = operation.cases.iter().filter(|case| verdicts.contains(&case.verdict));
            match cases.count() {
                0 => String::new(),
                count => count.to_string(),
            }
        };
        *out += &format!(
            "| {} | {} | {} | {} | {} | {} |\n",
            markdown_cell(operation.id),
            count(&[Verdict::Fail, Verdict::Inconclusive]),
            count(&[Verdict::NotRun]),
            count(&[Verdict::Known]),
            count(&[Verdict::Warn]),
            count(&[Verdict::Pass, Verdict::Observed, Verdict::Unobservable]),
        );
    }
    out.push('\n');
}

fn failures(out: &mut String, document: &Document) {
    let cases = tally::to_look_at(document);
    if cases.is_empty() {
        return;
    }
    *out += "### What is broken\n\n";
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
        *out += &format!("- {count}: {}\n", markdown(reason));
    }
    out.push('\n');
}

fn observations(out: &mut String, document: &Document) {
    if document.observations.is_empty() {
        return;
    }
    *out += "<details><summary>Where the contract is silent, this server</summary>\n\n";
    for observation in &document.observations {
        *out += &format!("- {}\n", markdown(&observation.text));
    }
    *out += "\n</details>\n";
}
