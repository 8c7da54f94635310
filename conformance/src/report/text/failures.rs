//! What is broken, in full: the claim, both sides, the exchange, and how to see it again.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use authms_spec::{claim::GOLDEN_MATCH, contract};

use super::{
    super::{
        clip::clip,
        columns::{WIDTH, hanging, side_by_side},
        document::Document,
        escape, tally,
    },
    curl,
    style::{QUIET, case_line, of, paint},
};
use crate::{
    engine::result::CaseResult,
    judging::verdict::{Finding, Verdict},
};

/// Bytes of a response that are shown; the JSON has more of it.
const RESPONSE: usize = 600;

/// What makes two findings the same to a reader.
type Told<'d> = (&'d str, &'d str, &'d str);

/// Every broken finding of these cases; what was told once is not told again.
pub(super) fn failures(out: &mut String, cases: &[&CaseResult], document: &Document) {
    let mut told: BTreeSet<Told<'_>> = BTreeSet::new();
    let mut claims: BTreeSet<&str> = BTreeSet::new();
    let mut repeated: BTreeMap<(Verdict, &str), Vec<String>> = BTreeMap::new();
    for case in cases {
        let (fresh, again): (Vec<&Finding>, Vec<&Finding>) =
            tally::broken(case).partition(|finding| !told.contains(&identity(finding)));
        told.extend(fresh.iter().map(|finding| identity(finding)));
        match again.first().filter(|_| fresh.is_empty()) {
            Some(first) => repeated.entry((case.verdict, &first.claim)).or_default().push(with_repetition(case)),
            None => {
                out.push('\n');
                one_case(out, case, &fresh, &mut claims, document);
            }
        }
        if !fresh.is_empty() && !again.is_empty() {
            let _ = writeln!(out, "  and {} more that are shown above", again.len());
        }
    }
    for ((verdict, claim), cases) in repeated.into_iter().rev() {
        let _ =
            writeln!(out, "\n{}  {claim} as above in {} more:", paint(of(verdict), &verdict.to_string()), cases.len());
        out.push_str(&hanging("  ", &cases.join(", ")));
    }
}

fn with_repetition(case: &CaseResult) -> String {
    let repetition = tally::repetition(case).map(|text| format!(" ({text})"));
    escape::one_line(&case.id) + &repetition.unwrap_or_default()
}

/// Everything about one case, without colours.
pub(in crate::report) fn case_in_full(case: &CaseResult, document: &Document) -> String {
    let mut out = String::new();
    let findings: Vec<&Finding> = tally::broken(case).collect();
    one_case(&mut out, case, &findings, &mut BTreeSet::new(), document);
    anstream::adapter::strip_str(&out).to_string()
}

fn one_case<'d>(
    out: &mut String,
    case: &CaseResult,
    fresh: &[&'d Finding],
    claims: &mut BTreeSet<&'d str>,
    document: &Document,
) {
    let _ = writeln!(out, "{}", case_line(case));
    if let Some(repetition) = tally::repetition(case) {
        let _ = writeln!(out, "  {repetition}");
    }
    out.push_str(&hanging("  ", &escape::one_line(&case.description)));
    if let Some(operation) = contract().operation(&case.operation) {
        let text = format!("{}  {} {}", operation.id, operation.method, operation.path);
        field(out, "operation", &text);
    }
    if let Some(reason) = &case.reason {
        field(out, tally::about_reason(case), &escape::one_line(reason));
    }
    findings(out, case, fresh, claims, document);
    if tally::is_on_a_deleted_client(case, document) {
        let text = "the run has deleted the client of this command; to keep it, run again with";
        out.push_str(&hanging("    ", &format!("{text} `--case {} --keep`", escape::one_line(&case.id))));
    }
}

fn identity(finding: &Finding) -> Told<'_> {
    (&finding.claim, &finding.expected, &finding.actual)
}

/// The findings of one case; those of one claim on one exchange share its evidence. A claim is explained once in a report,
/// and an exchange shown once in a case.
fn findings<'d>(
    out: &mut String,
    case: &CaseResult,
    findings: &[&'d Finding],
    claims: &mut BTreeSet<&'d str>,
    document: &Document,
) {
    let place = |finding: &Finding| (finding.claim.clone(), finding.exchange);
    let mut shown: BTreeSet<usize> = BTreeSet::new();
    let mut above = None;
    for group in findings.chunk_by(|one, other| place(one) == place(other)) {
        let Some(first) = group.first() else { continue };
        let claim = document.claims.get(&first.claim);
        if above.replace(&first.claim) == Some(&first.claim) {
            out.push('\n');
        } else if !claims.insert(&first.claim) {
            field(out, "claim", &format!("{}, as above", first.claim));
        } else if let Some(claim) = claim {
            field(out, "claim", &format!("{} ({}): {}", first.claim, claim.class, claim.text));
            field(out, "source", &claim.source);
        }
        if first.verdict == Verdict::Known
            && let Some(entry) = document.deviation_of(case, first)
        {
            field(out, "known", &escape::one_line(&format!("{} ({}, {})", entry.reason, entry.owner, entry.link)));
        }
        let exchange = case.exchange_of(first);
        if let Some(exchange) = exchange {
            field(out, "request", &escape::one_line(&exchange.request));
        }
        sides(out, group);
        if let Some(exchange) = exchange.filter(|exchange| shown.insert(exchange.index)) {
            field(out, "response", &clip(&exchange.response, RESPONSE));
            let _ = writeln!(out, "  {}", paint(QUIET, "reproduce"));
            out.push_str(&curl::wrapped(&exchange.curl, WIDTH, "    "));
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
            for line in finding.actual.lines() {
                out.push_str(&hanging("    ", line));
            }
        } else {
            out.push_str(&side_by_side(&finding.expected, &finding.actual));
        }
    }
}

/// A named text, wrapped under itself.
fn field(out: &mut String, name: &str, text: &str) {
    out.push_str(&hanging(&format!("  {}  ", paint(QUIET, &format!("{name:<10}"))), text));
}
