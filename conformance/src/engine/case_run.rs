//! Runs one case and concludes its result.

use std::{panic::AssertUnwindSafe, time::Instant};

use authms_spec::claim::GOLDEN_MATCH;
use futures_util::FutureExt as _;

use super::{
    options::RunOptions,
    result::{CaseResult, Shown, Unjudged},
};
use crate::{
    case::{
        context::{CaseContext, Record},
        definition::Case,
        names::without_run,
        run_state::RunState,
        step::{Halt, Need, Step},
    },
    http::{exchange::Exchange, session::Session},
    judging::{
        golden::{Golden, difference},
        judgement::Findings,
        verdict::{Finding, Verdict},
    },
};

/// What every case of a run works with.
pub(crate) struct Runner<'r> {
    pub(crate) session: &'r Session<'r>,
    pub(crate) options: &'r RunOptions,
}

/// Runs a case as far as it gets.
pub(crate) async fn run_case(case: &Case, state: &RunState, runner: &Runner<'_>) -> CaseResult {
    let (started, session, options) = (Instant::now(), runner.session, runner.options);
    let run = CaseContext::new(session, state, case.touches, options.limits.settle);
    let mut unjudged = match run.lacks(&case.needs) {
        Some(why) => Some((Unjudged::Unable, why.to_owned())),
        None => halt(take_steps(case, &run).await),
    };
    run.let_go(unjudged.is_none() && run.finds_nothing_wrong());
    let (findings, record) = run.into_parts();
    let transcript = without_run(&session.redact(record.transcript.text()), session.run());
    if unjudged.is_none() && !findings.fails() {
        unjudged = missing(case, &findings).map(|why| (Unjudged::Unable, why));
        if unjudged.is_none() {
            judge_golden(&options.golden, case, &transcript, &findings);
        }
    }
    let found = findings.into_found();
    let findings = found.findings;
    let heaviest = findings.iter().map(|finding| finding.verdict).max().unwrap_or(Verdict::Pass);
    let (kind, reason) = unjudged.unzip();
    CaseResult {
        id: case.id.clone(),
        operation: case.operation.id.to_owned(),
        description: case.description.clone(),
        claims: case.claims.iter().map(|claim| claim.id.to_owned()).collect(),
        judged: found.judged.into_iter().map(str::to_owned).collect(),
        verdict: if reason.is_some() { heaviest.max(Verdict::NotRun) } else { heaviest },
        exchanges: shown(&findings, &record, session),
        findings: findings.into_iter().map(|finding| redacted(finding, session)).collect(),
        reason: reason.map(|text| session.redact(&text)),
        reproduced: None,
        on_lent_client: state.lent().now().is_some() && case.touches.is_on_the_lent_client(),
        attempts: 1,
        unjudged: kind,
        // A run may lack a second client; a verdict rests on tokens of every kind.
        required: case.has_golden() && !(state.bystander().is_none() && case.needs.contains(&Need::Bystander)),
        requests: record.requests,
        milliseconds: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        transcript,
    }
}

/// Takes the steps of a case. One that panics has no verdict, and the run goes on.
async fn take_steps(case: &Case, run: &CaseContext<'_>) -> Step {
    let steps = async {
        run.take_hold().await?;
        (case.steps)(run).await
    };
    // What a case shares with others is guarded by locks that survive a panic.
    AssertUnwindSafe(steps).catch_unwind().await.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        Err(Halt::Internal(format!("internal error: the case panicked: {}", text.unwrap_or("without a message"))))
    })
}

fn halt(steps: Step) -> Option<(Unjudged, String)> {
    Some(match steps {
        Ok(()) | Err(Halt::Judged) => return None,
        Err(Halt::NotRun(why)) => (Unjudged::Unable, why),
        Err(Halt::Stopped(why)) => (Unjudged::Stopped, why),
        Err(Halt::Weather(why)) => (Unjudged::Weather, why),
        Err(Halt::Moved(why)) => (Unjudged::Moved, why),
        Err(Halt::Internal(why)) => (Unjudged::Internal, why),
    })
}

/// A case that ended before it judged all of its claims has not passed.
fn missing(case: &Case, findings: &Findings) -> Option<String> {
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
    // What is redacted may be JSON no more.
    let value = finding.value.and_then(|value| serde_json::from_str(&session.redact(&value.to_string())).ok());
    Finding { value, expected: session.redact(&finding.expected), actual: session.redact(&finding.actual), ..finding }
}

#[cfg(test)]
mod tests {
    use authms_spec::{claim::CLIENT_UNKNOWN, operation::GET_CLIENT};

    use super::*;
    use crate::{
        case::{definition::case, lent::Lent, step::Touches},
        http::{
            caller::{Token, Tokens},
            limits::Limits,
            target::{Settings, Target},
        },
    };

    #[tokio::test]
    async fn a_case_that_panics_has_no_verdict_and_does_not_end_the_run() {
        let panics: Case = case!(
            GET_CLIENT,
            "panics",
            "It panics.",
            touches = Touches::Nothing,
            claims = [CLIENT_UNKNOWN],
            async |run| {
                assert_eq!(run.client_id(), "a client that it does not hold");
            }
        );
        let tokens = Tokens { admin: Token::new("admin-token"), user: None, other_tenant: None };
        let target = Target::new("http://127.0.0.1:9", tokens, Settings::default()).expect("a valid target");
        let options = RunOptions::within(Limits::local());
        let session = Session::new(&target, &options.limits, &options.stop, &options.ledger);
        let runner = Runner { session: &session, options: &options };
        let result = run_case(&panics, &RunState::new(Lent::default(), None, vec![]), &runner).await;
        assert_eq!((result.verdict, result.unjudged), (Verdict::NotRun, Some(Unjudged::Internal)));
        assert!(result.reason.is_some_and(|why| why.starts_with("internal error: the case panicked: assertion")));
    }
}
