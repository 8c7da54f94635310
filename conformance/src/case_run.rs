//! Runs one case and concludes what it came to.

use std::time::Instant;

use crate::{
    case::Case,
    context::{CaseContext, Record},
    exchange::Exchange,
    golden::{difference, golden},
    result::{CaseResult, Shown},
    run_state::RunState,
    schemas::Schemas,
    session::Session,
    step::{Halt, Need},
    stop::Stop,
    verdict::{Finding, Verdict},
};

/// Runs a case as far as it gets.
pub(crate) async fn run_case(
    case: &Case,
    session: &Session<'_>,
    state: &RunState,
    schemas: &Schemas,
    stop: &Stop,
) -> CaseResult {
    let started = Instant::now();
    let run = CaseContext::new(session, state, schemas, stop);
    let mut reason = run.lacks(&case.needs).map(str::to_owned);
    if reason.is_none() {
        match (case.steps)(&run).await {
            Ok(()) | Err(Halt::Judged) => {}
            Err(Halt::NotRun(why)) => reason = Some(why),
        }
    }
    let mut record = run.into_record();
    let transcript = session.redact(record.transcript.text()).replace(session.run(), "[run]");
    let failed = record.findings.iter().any(|finding| finding.verdict == Verdict::Fail);
    if reason.is_none() && !failed {
        reason = unjudged(case, &record);
        if reason.is_none() {
            record.findings.extend(golden_finding(case, &transcript));
        }
    }
    let heaviest = record.findings.iter().map(|finding| finding.verdict).max().unwrap_or(Verdict::Pass);
    let verdict = if reason.is_some() { heaviest.max(Verdict::NotRun) } else { heaviest };
    CaseResult {
        id: case.id.clone(),
        operation: case.operation.to_owned(),
        claims: case.claims.clone(),
        verdict,
        shown: shown(&record, session),
        findings: record.findings.into_iter().map(|finding| redacted(finding, session)).collect(),
        reason: reason.map(|text| session.redact(&text)),
        // A run may lack a second client; a verdict rests on tokens of every kind.
        required: case.has_golden() && !(state.bystander().is_none() && case.needs.contains(&Need::Bystander)),
        requests: record.requests,
        milliseconds: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        transcript,
    }
}

/// A case that ended without looking at what it claims to look at has proved nothing.
fn unjudged(case: &Case, record: &Record) -> Option<String> {
    let missing: Vec<&str> = case.claims.iter().copied().filter(|claim| !record.judged.contains(claim)).collect();
    if missing.is_empty() { None } else { Some(format!("nothing was found out about {}", missing.join(", "))) }
}

fn golden_finding(case: &Case, transcript: &str) -> Option<Finding> {
    if !case.has_golden() {
        return None;
    }
    let expected = golden(case)?;
    let actual = difference(&expected, transcript)?;
    Some(Finding {
        claim: "golden.match".to_owned(),
        verdict: Verdict::Fail,
        expected: format!("golden/{}/{}.snap", case.operation, case.name()),
        actual,
        exchange: None,
    })
}

fn shown(record: &Record, session: &Session<'_>) -> Vec<Shown> {
    let wanted = |exchange: &&Exchange| record.findings.iter().any(|finding| finding.exchange == Some(exchange.index));
    let show = |exchange: &Exchange| Shown {
        index: exchange.index,
        request: format!("{} {}", exchange.request.method, session.redact(&exchange.request.path())),
        answer: session.redact(&exchange.summary()),
        curl: session.redact(&exchange.request.curl(session.target())),
    };
    record.exchanges.iter().filter(wanted).map(show).collect()
}

fn redacted(finding: Finding, session: &Session<'_>) -> Finding {
    Finding { expected: session.redact(&finding.expected), actual: session.redact(&finding.actual), ..finding }
}
