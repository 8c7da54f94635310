//! Runs one case and concludes its result.

use std::time::Instant;

use authms_spec::claim::GOLDEN_MATCH;

use super::{
    options::RunOptions,
    result::{CaseResult, Shown},
};
use crate::{
    case::{
        context::{CaseContext, Record},
        definition::Case,
        run_state::RunState,
        step::{Halt, Need},
    },
    http::{exchange::Exchange, session::Session},
    judging::{
        golden::{Golden, difference},
        judgement::Findings,
        schemas::Schemas,
        verdict::{Finding, Verdict},
    },
};

/// Runs a case as far as it gets.
pub(crate) async fn run_case(
    case: &Case,
    session: &Session<'_>,
    state: &RunState,
    schemas: &Schemas,
    options: &RunOptions,
) -> CaseResult {
    let started = Instant::now();
    let run = CaseContext::new(session, state, schemas, case.touches);
    let mut reason = run.lacks(&case.needs).map(str::to_owned);
    if reason.is_none() {
        match (case.steps)(&run).await {
            Ok(()) | Err(Halt::Judged) => {}
            Err(Halt::NotRun(why)) => reason = Some(why),
        }
    }
    let (findings, record) = run.into_parts();
    let transcript = session.redact(record.transcript.text()).replace(session.run(), "[run]");
    if reason.is_none() && !findings.fails() {
        reason = unjudged(case, &findings);
        if reason.is_none() {
            judge_golden(&options.golden, case, &transcript, &findings);
        }
    }
    let found = findings.into_found();
    let findings = found.findings;
    let heaviest = findings.iter().map(|finding| finding.verdict).max().unwrap_or(Verdict::Pass);
    let verdict = if reason.is_some() { heaviest.max(Verdict::NotRun) } else { heaviest };
    CaseResult {
        id: case.id.clone(),
        operation: case.operation.id.to_owned(),
        description: case.description.clone(),
        claims: case.claims.iter().map(|claim| claim.id.to_owned()).collect(),
        judged: found.judged.into_iter().map(str::to_owned).collect(),
        verdict,
        exchanges: shown(&findings, &record, session),
        findings: findings.into_iter().map(|finding| redacted(finding, session)).collect(),
        reason: reason.map(|text| session.redact(&text)),
        reproduced: None,
        attempts: 1,
        // A run may lack a second client; a verdict rests on tokens of every kind.
        required: case.has_golden() && !(state.bystander().is_none() && case.needs.contains(&Need::Bystander)),
        requests: record.requests,
        milliseconds: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        transcript,
    }
}

/// A case that ended before it judged all of its claims has not passed.
fn unjudged(case: &Case, findings: &Findings) -> Option<String> {
    let missing: Vec<&str> =
        case.claims.iter().filter(|claim| !findings.has_judged(claim)).map(|claim| claim.id).collect();
    if missing.is_empty() { None } else { Some(format!("not judged: {}", missing.join(", "))) }
}

fn judge_golden(golden: &Golden, case: &Case, transcript: &str, findings: &Findings) {
    if !case.has_golden() {
        return;
    }
    let name = format!("{}/{}", case.operation.id, case.name());
    let difference = golden.content(&name).and_then(|expected| difference(&expected, transcript));
    findings.claim(GOLDEN_MATCH).holds(
        format!("golden/{name}.snap"),
        difference.is_none(),
        difference.unwrap_or_default(),
    );
}

/// The exchanges that findings point to.
fn shown(findings: &[Finding], record: &Record, session: &Session<'_>) -> Vec<Shown> {
    let wanted = |exchange: &&Exchange| findings.iter().any(|finding| finding.exchange == Some(exchange.index));
    let show = |exchange: &Exchange| Shown {
        index: exchange.index,
        request: format!("{} {}", exchange.request.method, session.redact(&exchange.request.path())),
        response: exchange.summary(|text| session.redact(text)),
        curl: session.redact(&exchange.request.curl(session.target())),
    };
    record.exchanges.iter().filter(wanted).map(show).collect()
}

fn redacted(finding: Finding, session: &Session<'_>) -> Finding {
    Finding { expected: session.redact(&finding.expected), actual: session.redact(&finding.actual), ..finding }
}
