//! What is broken, in full: the claim, both sides, the exchange, and how to see it again.

use std::{collections::BTreeSet, fmt::Write as _};

use authms_spec::{claim::GOLDEN_MATCH, contract};

use super::{
    super::{
        columns::{WIDTH, hanging, side_by_side},
        document::Document,
        escape, tally,
    },
    curl,
    style::{QUIET, case_line, paint},
};
use crate::{
    engine::result::CaseResult,
    judging::verdict::{Finding, Verdict},
};

/// What makes two findings the same to a reader.
type Told<'d> = (&'d str, &'d str, &'d str);

/// Every broken finding of these cases; what was told once is not told again.
pub(super) fn failures(out: &mut String, cases: &[&CaseResult], document: &Document) {
    let mut told: BTreeSet<Told<'_>> = BTreeSet::new();
    for case in cases {
        let (fresh, again): (Vec<&Finding>, Vec<&Finding>) =
            tally::broken(case).partition(|finding| !told.contains(&identity(finding)));
        told.extend(fresh.iter().map(|finding| identity(finding)));
        let _ = writeln!(out, "\n{}", case_line(case));
        if let Some(repetition) = tally::repetition(case) {
            let _ = writeln!(out, "  {repetition}");
        }
        if fresh.is_empty() {
            if let Some(finding) = again.first() {
                let _ = writeln!(out, "  shown above: {} and {} more", finding.claim, again.len() - 1);
            }
            continue;
        }
        out.push_str(&hanging("  ", &escape::one_line(&case.description)));
        if let Some(operation) = contract().operation(&case.operation) {
            let text = format!("{}  {} {}", operation.id, operation.method, operation.path);
            field(out, "operation", &text);
        }
        if let Some(reason) = &case.reason {
            field(out, "ended", &escape::one_line(reason));
        }
        findings(out, case, &fresh, document);
        if !again.is_empty() {
            let _ = writeln!(out, "  and {} more that are shown above", again.len());
        }
    }
}

fn identity(finding: &Finding) -> Told<'_> {
    (&finding.claim, &finding.expected, &finding.actual)
}

/// The findings of one case; those of one claim on one exchange share its evidence.
fn findings(out: &mut String, case: &CaseResult, findings: &[&Finding], document: &Document) {
    let place = |finding: &Finding| (finding.claim.clone(), finding.exchange);
    for group in findings.chunk_by(|one, other| place(one) == place(other)) {
        let Some(first) = group.first() else { continue };
        if let Some(claim) = document.claims.get(&first.claim) {
            field(out, "claim", &format!("{} ({}): {}", first.claim, claim.class, claim.text));
            field(out, "source", &claim.source);
        }
        if first.verdict == Verdict::Known
            && let Some(entry) = document.deviation_of(case, first)
        {
            field(out, "known", &escape::one_line(&format!("{} ({}, {})", entry.reason, entry.owner, entry.link)));
        }
        let exchange = case.exchange_of(first);
        if let Some(shown) = exchange {
            field(out, "request", &escape::one_line(&shown.request));
        }
        sides(out, group);
        if let Some(shown) = exchange {
            field(out, "response", &escape::terminal(&shown.response));
            let _ = writeln!(out, "  {}", paint(QUIET, "reproduce"));
            out.push_str(&curl::wrapped(&escape::terminal(&shown.curl), WIDTH, "    "));
        }
    }
}

fn sides(out: &mut String, group: &[&Finding]) {
    let is_golden = |finding: &&&Finding| finding.claim == GOLDEN_MATCH.id;
    if !group.iter().any(|finding| is_golden(&finding)) {
        out.push_str(&side_by_side("EXPECTED", "ACTUAL"));
    }
    for finding in group {
        if is_golden(&finding) {
            for line in escape::terminal(&finding.actual).lines() {
                out.push_str(&hanging("    ", line));
            }
        } else {
            out.push_str(&side_by_side(&escape::terminal(&finding.expected), &escape::terminal(&finding.actual)));
        }
    }
}

/// A named text, wrapped under itself.
fn field(out: &mut String, name: &str, text: &str) {
    out.push_str(&hanging(&format!("  {}  ", paint(QUIET, &format!("{name:<10}"))), text));
}
