//! What the HTML page shows of cases, findings and claims.

use std::collections::{BTreeMap, BTreeSet};

use authms_spec::{claim::GOLDEN_MATCH, contract};
use serde_json::{Value, json};

use super::super::{
    document::Document,
    tally::{self, OfOperation},
};
use crate::{
    deviations::usage::{DeviationUse, UseState},
    engine::result::{CaseResult, Shown},
    judging::verdict::{Finding, Verdict},
};

/// Bytes of findings in a page: the rest is in the JSON report, so that the page stays under 1 MB.
const LONGEST: usize = 450 * 1024;

/// What the page has shown so far.
#[derive(Default)]
pub(super) struct View {
    shown: usize,
}

impl View {
    /// An operation with its cases; those that are shown as broken stand there alone.
    pub(super) fn operation(&mut self, operation: &OfOperation<'_>, document: &Document) -> Value {
        let cases = operation.cases.iter().map(|case| match case.verdict {
            Verdict::Fail | Verdict::Inconclusive | Verdict::Warn => summary(case),
            _ => self.case(case, document),
        });
        json!({
            "id": operation.id,
            "called": called(operation.id),
            "counts": counts(tally::counts(operation.cases.iter().copied())),
            "cases": cases.collect::<Vec<_>>(),
        })
    }

    /// A case with its findings.
    pub(super) fn case(&mut self, case: &CaseResult, document: &Document) -> Value {
        let mut told: BTreeSet<usize> = BTreeSet::new();
        let mut findings = Vec::new();
        for finding in &case.findings {
            let exchange = case.exchange_of(finding).filter(|shown| told.insert(shown.index));
            let texts = exchange.map(|shown| [&shown.request, &shown.response, &shown.curl]);
            let texts = [&finding.expected, &finding.actual].into_iter().chain(texts.into_iter().flatten());
            self.shown += texts.map(|text| weight(text)).sum::<usize>();
            if self.shown > LONGEST {
                break;
            }
            findings.push(one_finding(finding, exchange, case, document));
        }
        let mut all = summary(case);
        all["in_full"] = json!({
            "called": called(&case.operation),
            "description": case.description,
            "reason": case.reason,
            "about_reason": tally::about_reason(case),
            "deleted": tally::is_on_a_deleted_client(case, document),
            "requests": case.requests,
            "milliseconds": case.milliseconds,
            "claims": case.claims,
            "left_out": case.findings.len() - findings.len(),
            "findings": findings,
        });
        all
    }
}

/// The line of a case.
fn summary(case: &CaseResult) -> Value {
    json!({
        "id": case.id,
        "verdict": case.verdict.to_string(),
        "tone": tone(case.verdict),
        "search": search(case),
        "repetition": tally::repetition(case),
    })
}

fn one_finding(finding: &Finding, exchange: Option<&Shown>, case: &CaseResult, document: &Document) -> Value {
    let claim = document.claims.get(&finding.claim);
    let known = document.deviation_of(case, finding).filter(|_| finding.verdict == Verdict::Known);
    let known =
        known.map(|entry| format!("{} ({}, until {}, {})", entry.reason, entry.owner, entry.expires, entry.link));
    json!({
        "claim": finding.claim,
        "text": claim.map(|claim| &claim.text),
        "class": claim.map(|claim| &claim.class),
        "source": claim.map(|claim| &claim.source),
        "verdict": finding.verdict.to_string(),
        "tone": tone(finding.verdict),
        "expected": &finding.expected,
        "actual": &finding.actual,
        "golden": finding.claim == GOLDEN_MATCH.id,
        "noted": finding.verdict < Verdict::Warn,
        "known": known,
        "exchange": exchange.map(|shown| json!({
            "request": &shown.request,
            "response": &shown.response,
            "curl": &shown.curl,
        })),
    })
}

/// Bytes of a text in a page, where the characters of markup are spelled out.
fn weight(text: &str) -> usize {
    text.len() + 5 * text.bytes().filter(|byte| b"<>&\"'/".contains(byte) || byte.is_ascii_control()).count()
}

/// The class of the page's style sheet for a verdict.
pub(super) fn tone(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "good",
        Verdict::Observed | Verdict::Unobservable => "info",
        Verdict::Warn | Verdict::Known | Verdict::NotRun => "mind",
        Verdict::Inconclusive | Verdict::Fail => "bad",
    }
}

/// Counts of verdicts.
pub(super) fn counts(counts: Vec<(Verdict, usize)>) -> Vec<Value> {
    let one = |(verdict, count): (Verdict, usize)| json!({ "verdict": verdict.to_string(), "tone": tone(verdict), "count": count });
    counts.into_iter().map(one).collect()
}

/// The claims with the cases that judge them, the broken ones first.
pub(super) fn claims(document: &Document) -> Vec<Value> {
    let mut by_claim: BTreeMap<&str, Vec<(&CaseResult, Verdict)>> = BTreeMap::new();
    for case in &document.cases {
        let found = case.findings.iter().map(|finding| &finding.claim);
        let mut ids: Vec<&String> = case.claims.iter().chain(found).collect();
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            by_claim.entry(id).or_default().push((case, of_claim(case, id)));
        }
    }
    let heaviest = |cases: &[(&CaseResult, Verdict)]| cases.iter().map(|(_, verdict)| *verdict).max();
    let mut claims: Vec<_> = by_claim.into_iter().collect();
    claims.sort_by_key(|(_, cases)| std::cmp::Reverse(heaviest(cases).filter(|verdict| *verdict >= Verdict::Warn)));
    claims.into_iter().map(|(id, cases)| one_claim(id, &cases, heaviest(&cases), document)).collect()
}

/// What a case says about one of its claims.
fn of_claim(case: &CaseResult, claim: &str) -> Verdict {
    let of = case.findings.iter().filter(|finding| finding.claim == claim).map(|finding| finding.verdict);
    let judged = if case.judged.iter().any(|id| id == claim) { Verdict::Pass } else { Verdict::NotRun };
    of.max().unwrap_or(judged)
}

fn one_claim(id: &str, cases: &[(&CaseResult, Verdict)], state: Option<Verdict>, document: &Document) -> Value {
    let claim = document.claims.get(id);
    let state = state.unwrap_or(Verdict::NotRun);
    let one = |(case, verdict): &(&CaseResult, Verdict)| json!({ "id": case.id, "verdict": verdict.to_string(), "tone": tone(*verdict) });
    let text = claim.map_or("", |claim| &claim.text);
    json!({
        "id": id,
        "text": text,
        "class": claim.map(|claim| &claim.class),
        "source": claim.map(|claim| &claim.source),
        "state": state.to_string(),
        "tone": tone(state),
        "search": format!("{id} {text} {state}").to_lowercase(),
        "cases": cases.iter().map(one).collect::<Vec<_>>(),
    })
}

/// The entries of the known deviations.
pub(super) fn deviations(document: &Document) -> Vec<Value> {
    let one = |entry: &DeviationUse| {
        let (state, tone) = match (&entry.problem, entry.state) {
            (Some(_), _) => ("problem", "bad"),
            (None, UseState::NotJudged) => ("not judged", "info"),
            (None, _) => ("known", "mind"),
        };
        json!({
            "claim": entry.claim,
            "place": entry.case.as_ref().unwrap_or(&entry.operation),
            "expires": entry.expires,
            "owner": entry.owner,
            "reason": entry.reason,
            "link": entry.link,
            "note": entry.problem.as_ref().or(entry.warning.as_ref()),
            "state": state,
            "tone": tone,
        })
    };
    document.deviations.iter().map(one).collect()
}

fn called(operation: &str) -> String {
    contract().operation(operation).map_or_else(String::new, |known| format!("{} {}", known.method, known.path))
}

/// What the search box looks through.
fn search(case: &CaseResult) -> String {
    let findings = case.findings.iter().map(|finding| finding.claim.as_str());
    let words = [case.id.as_str(), &case.description, &case.verdict.to_string()].map(str::to_owned);
    let claims = case.claims.iter().map(String::as_str).chain(findings);
    words.into_iter().chain(claims.map(str::to_owned)).collect::<Vec<_>>().join(" ").to_lowercase()
}
