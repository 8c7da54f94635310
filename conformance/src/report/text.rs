//! The report for people: 80 columns, no colours, one line for each case and the details at the end.

use std::fmt::Write as _;

use authms_spec::{
    claim::{self, GOLDEN_MATCH},
    contract,
};

use super::columns::{hanging, side_by_side};
use crate::{
    engine::{
        restore::Restored,
        result::{CaseResult, Report},
        suite::Suite,
    },
    http::target::Target,
    judging::verdict::{Finding, Outcome, Verdict},
};

/// The lines above the cases: target, contract and plan.
#[must_use]
pub fn header(target: &Target, suite: &Suite) -> String {
    let all = Suite::all().cases().len();
    let selected = match suite.cases().len() {
        count if count == all => format!("{count} cases"),
        count => format!("{count} of {all} cases"),
    };
    let (version, hash) = (contract().version(), contract().hash());
    let hash = hash.get(..12).unwrap_or(hash);
    let client = target.subject.as_ref().map_or("created by the run", |subject| subject.client_id.as_str());
    format!("target    {}\ncontract  {version} ({hash})\nplan      {selected}, client {}\n", target.base_url(), client)
}

/// The line of one case.
#[must_use]
pub fn line(result: &CaseResult) -> String {
    format!("{:<12}  {}", result.verdict, result.id)
}

/// Everything below the lines of the cases: failures, observations, what was not checked, and the verdict.
#[must_use]
pub fn summary(report: &Report) -> String {
    let mut out = String::new();
    failures(&mut out, report);
    observations(&mut out, report);
    not_run(&mut out, report);
    restored(&mut out, report);
    closing(&mut out, report);
    out
}

fn failures(out: &mut String, report: &Report) {
    let mut told: Vec<(&str, &str, &str)> = Vec::new();
    for result in &report.results {
        let broken = |finding: &&Finding| matches!(finding.verdict, Verdict::Fail | Verdict::Warn);
        let (fresh, again): (Vec<&Finding>, Vec<&Finding>) = result
            .findings
            .iter()
            .filter(broken)
            .partition(|finding| !told.contains(&(&finding.claim, &finding.expected, &finding.actual)));
        if fresh.is_empty() {
            if let Some(finding) = again.first() {
                let _ =
                    write!(out, "\n{}\n  shown above: {} and {} more\n", line(result), finding.claim, again.len() - 1);
            }
            continue;
        }
        let _ = writeln!(out, "\n{}", line(result));
        out.push_str(&hanging("  ", &result.description));
        if let Some(operation) = contract().operation(&result.operation) {
            let _ = writeln!(out, "  operation   {}  {} {}", operation.id, operation.method, operation.path);
        }
        let mut last: Option<(&str, Option<usize>)> = None;
        for (at, finding) in fresh.iter().enumerate() {
            told.push((&finding.claim, &finding.expected, &finding.actual));
            one_finding(out, result, finding, last);
            last = Some((&finding.claim, finding.exchange));
            let next = fresh.get(at + 1).map(|next| (next.claim.as_str(), next.exchange));
            if next != last {
                evidence(out, result, finding);
            }
        }
        if !again.is_empty() {
            let _ = writeln!(out, "  and {} more that are shown above", again.len());
        }
    }
}

fn one_finding(out: &mut String, result: &CaseResult, finding: &Finding, last: Option<(&str, Option<usize>)>) {
    if last != Some((&finding.claim, finding.exchange)) {
        if let Some(claim) = claim::find(&finding.claim) {
            field(out, "claim", &format!("{} ({}): {}", claim.id, claim.class, claim.text));
            field(out, "source", claim.source);
        }
        if let Some(shown) = result.exchange_of(finding) {
            field(out, "request", &shown.request);
        }
        if finding.claim != GOLDEN_MATCH.id {
            out.push_str(&side_by_side("EXPECTED", "ACTUAL"));
        }
    }
    if finding.claim == GOLDEN_MATCH.id {
        for line in finding.actual.lines() {
            let _ = writeln!(out, "    {line}");
        }
        return;
    }
    out.push_str(&side_by_side(&finding.expected, &finding.actual));
}

fn evidence(out: &mut String, result: &CaseResult, finding: &Finding) {
    let Some(shown) = result.exchange_of(finding) else { return };
    field(out, "response", &shown.response);
    let _ = writeln!(out, "  reproduce");
    for line in shown.curl.lines() {
        let _ = writeln!(out, "    {line}");
    }
}

/// A named text, wrapped under itself.
fn field(out: &mut String, name: &str, text: &str) {
    out.push_str(&hanging(&format!("  {name:<10}  "), text));
}

fn observations(out: &mut String, report: &Report) {
    let noted: Vec<&Finding> = report
        .results
        .iter()
        .flat_map(|result| &result.findings)
        .filter(|finding| matches!(finding.verdict, Verdict::Observed | Verdict::Unobservable))
        .collect();
    if noted.is_empty() {
        return;
    }
    let _ = writeln!(out, "\nwhere the contract is silent, this server:");
    for finding in noted {
        out.push_str(&hanging("  - ", &finding.expected));
    }
}

fn not_run(out: &mut String, report: &Report) {
    let mut reasons: Vec<&str> = report.results.iter().filter_map(|result| result.reason.as_deref()).collect();
    reasons.dedup();
    if reasons.is_empty() {
        return;
    }
    let _ = writeln!(out, "\nnot checked:");
    reasons.sort_unstable();
    reasons.dedup();
    for reason in reasons {
        let of_reason = |result: &&CaseResult| result.reason.as_deref() == Some(reason);
        let results: Vec<&CaseResult> = report.results.iter().filter(of_reason).collect();
        let mut claims: Vec<&str> =
            results.iter().flat_map(|result| result.claims.iter().map(String::as_str)).collect();
        claims.sort_unstable();
        claims.dedup();
        let text = format!("{} cases: {reason}; claims: {}", results.len(), claims.join(", "));
        out.push_str(&hanging("  - ", &text));
    }
}

fn restored(out: &mut String, report: &Report) {
    match &report.restored {
        Restored::NotNeeded => {}
        Restored::Complete { fields } if fields.is_empty() => {
            let _ = writeln!(out, "\nrestore: nothing had to be put back");
        }
        Restored::Complete { fields } => {
            let _ = writeln!(out, "\nrestore: {} fields were put back and read again", fields.len());
        }
        Restored::Incomplete { fields, why, body } => {
            let which = if fields.is_empty() { "unknown".to_owned() } else { fields.join(", ") };
            let _ = writeln!(out, "\nrestore: INCOMPLETE, still different: {which}\n  why: {why}");
            let _ = writeln!(out, "  hint: update the client with this body\n    {body}");
        }
    }
}

fn footprint(out: &mut String, report: &Report) {
    let footprint = &report.footprint;
    let _ = writeln!(
        out,
        "footprint: {} clients made and {} removed, {} secrets made and removed with them",
        footprint.clients_made, footprint.clients_removed, footprint.secrets_made
    );
    if !footprint.left_behind.is_empty() {
        let why = if footprint.kept { "kept (--keep)" } else { "LEFT BEHIND, remove by hand" };
        let _ = writeln!(out, "  {why}: {}", footprint.left_behind.join(", "));
    }
}

fn closing(out: &mut String, report: &Report) {
    let verdicts = [
        Verdict::Pass,
        Verdict::Fail,
        Verdict::Inconclusive,
        Verdict::Known,
        Verdict::Warn,
        Verdict::Observed,
        Verdict::Unobservable,
        Verdict::NotRun,
    ];
    let counts: Vec<String> = verdicts
        .into_iter()
        .map(|verdict| (verdict, report.count(verdict)))
        .filter(|(_, count)| *count > 0)
        .map(|(verdict, count)| format!("{count} {verdict}"))
        .collect();
    let covered =
        contract().operations().iter().filter(|op| report.results.iter().any(|result| result.operation == op.id));
    let _ = writeln!(out, "\n{}", counts.join(", "));
    let _ = writeln!(
        out,
        "{} of {} operations, {} requests, {} ms",
        covered.count(),
        contract().operations().len(),
        report.footprint.requests,
        report.milliseconds
    );
    footprint(out, report);
    let _ = writeln!(out, "verdict: {}", report.outcome);
    if report.outcome == Outcome::Partial {
        let _ = writeln!(out, "hint: pass what is missing, or pass `--allow-partial` to exit with 0");
    }
}
