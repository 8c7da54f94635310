//! Runs cases one after the other on one target and concludes.

use std::time::Instant;

use crate::{
    case::{Case, Halt, Need},
    cases,
    exchange::{Exchange, FORGED_TOKEN, Request},
    golden::{difference, golden},
    item::Item,
    ledger::Ledger,
    mask::Mask,
    referee::Referee,
    restore::{Restored, restore},
    result::{CaseResult, Report, Shown},
    run::{Record, Run},
    selection::{Selection, SelectionError},
    stop::Stop,
    target::{Subject, Target},
    verdict::{Finding, Outcome, Verdict},
    world::{Footprint, World},
};

/// The cases of a run, in the order in which they run.
#[derive(Debug)]
pub struct Suite {
    cases: Vec<Case>,
}

impl Suite {
    /// All cases.
    #[must_use]
    pub fn all() -> Self {
        Self { cases: cases::all() }
    }

    /// The cases that a selection leaves.
    ///
    /// # Errors
    ///
    /// [`SelectionError`] if it names an operation that the contract does not have, or a case that does not exist.
    pub fn select(selection: &Selection) -> Result<Self, SelectionError> {
        Ok(Self { cases: selection.narrow(cases::all())? })
    }

    /// The cases.
    #[must_use]
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// Runs the cases in order, puts the subject back, and concludes. `each` sees a result as soon as there is one.
    ///
    /// # Errors
    ///
    /// [`Preflight`] if the subject cannot be read at the start: there is no verdict then, and nothing was changed.
    pub async fn run(
        &self,
        target: &Target,
        options: &RunOptions,
        mut each: impl FnMut(&CaseResult),
    ) -> Result<Report, Preflight> {
        let started = Instant::now();
        let mask = mask_of(target);
        let referee = Referee::default();
        let world = World::new(target, &mask, &options.ledger);
        let before = provision(target, &world).await?;
        let mut results = Vec::with_capacity(self.cases.len());
        for case in &self.cases {
            let result = run_case(case, target, &referee, &mask, &world, &options.stop).await;
            each(&result);
            results.push(result);
        }
        let restored = match &target.subject {
            Some(Subject { client_id, disposable: false }) => {
                let (restored, requests) = restore(target, client_id, &before, &mask).await;
                world.count(requests, 0);
                restored
            }
            _ => Restored::NotNeeded,
        };
        let footprint = world.clean_up(options.keep).await;
        let outcome = conclude(&results, &restored, &footprint, options.stop.is_set());
        Ok(Report {
            base_url: target.base_url().to_owned(),
            client_id: world.subject(),
            outcome,
            results,
            restored,
            footprint,
            milliseconds: millis(started),
        })
    }
}

/// How a run behaves beside its cases.
#[derive(Debug, Default)]
pub struct RunOptions {
    /// Ends the run early, cleaning up.
    pub stop: Stop,
    /// Leaves the scratch clients where they are.
    pub keep: bool,
    ledger: Ledger,
}

impl RunOptions {
    /// Options with a switch that ends the run.
    #[must_use]
    pub fn stopped_by(stop: Stop) -> Self {
        Self { stop, ..Self::default() }
    }

    /// Writes what is created and removed to a file of JSON lines.
    ///
    /// # Errors
    ///
    /// If the file cannot be appended to.
    pub fn with_ledger(mut self, path: &std::path::Path) -> std::io::Result<Self> {
        self.ledger = Ledger::at(path)?;
        Ok(self)
    }
}

/// Why a run did not begin.
#[derive(Debug, thiserror::Error)]
pub enum Preflight {
    /// Nobody answers.
    #[error("cannot reach {url}: {why}\n  hint: is the server running, and is this its base URL?")]
    Unreachable {
        /// The base URL.
        url: String,
        /// What happened.
        why: String,
    },
    /// The client cannot be read or created with this token.
    #[error("cannot {what}: status {status}\n  hint: {hint}")]
    Configuration {
        /// What was tried.
        what: String,
        /// The status.
        status: u16,
        /// What to do.
        hint: &'static str,
    },
}

/// Reads the client that was lent, or creates one; and finds a second one to watch.
async fn provision(target: &Target, world: &World<'_>) -> Result<Item, Preflight> {
    let unreachable = |why: String| Preflight::Unreachable { url: target.base_url().to_owned(), why };
    let client_id = match &target.subject {
        Some(subject) => subject.client_id.clone(),
        None => {
            let exchange = world.send(Request::to("create_client").json(&world.full_client("subject"))).await;
            let exchange = exchange.map_err(unreachable)?;
            match exchange.text("/data/client_id") {
                Some(id) if exchange.status < 300 => id.to_owned(),
                _ => return Err(refused(&exchange, "create a client", target)),
            }
        }
    };
    let exchange = world.send(Request::to("get_client").client(&client_id)).await.map_err(unreachable)?;
    let Some(item) = Item::of(exchange.body.as_ref()).filter(|_| exchange.status == 200) else {
        return Err(refused(&exchange, &format!("read the client `{client_id}`"), target));
    };
    let bystander = match &target.bystander {
        Some(id) => Some(id.clone()),
        // Without one, only the case that watches it is not run.
        None => world.create("bystander").await.ok(),
    };
    world.settle(&client_id, bystander);
    Ok(item)
}

fn refused(exchange: &Exchange, what: &str, target: &Target) -> Preflight {
    let status = exchange.status;
    let hint = match status {
        401 => "the token is not accepted; pass a valid one with --token or AUTHMS_TOKEN",
        403 => "the token belongs to no administrator; pass another one with --token or AUTHMS_TOKEN",
        404 if target.subject.is_some() => {
            "name an existing client of the token's tenant with --client-id, and check the base URL's prefix"
        }
        429 | 500.. => {
            return Preflight::Unreachable { url: target.base_url().to_owned(), why: format!("status {status}") };
        }
        _ => "check the base URL's prefix; where creation is not granted, name a client with --client-id",
    };
    Preflight::Configuration { what: what.to_owned(), status, hint }
}

async fn run_case(
    case: &Case,
    target: &Target,
    referee: &Referee,
    mask: &Mask,
    world: &World<'_>,
    stop: &Stop,
) -> CaseResult {
    let started = Instant::now();
    let run = Run::new(target, referee, mask, world, stop);
    let mut reason = run.lacks(case).map(str::to_owned);
    if reason.is_none() {
        match (case.steps)(&run).await {
            Ok(()) | Err(Halt::Judged) => {}
            Err(Halt::NotRun(why)) => reason = Some(why),
        }
    }
    let mut record = run.into_record();
    let transcript = mask.apply(record.transcript.text()).replace(world.run(), "[run]");
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
        shown: shown(&record, target, mask),
        findings: record.findings.into_iter().map(|finding| masked(finding, mask)).collect(),
        reason: reason.map(|text| mask.apply(&text)),
        // A second client is a favour; tokens of every kind are what a verdict rests on.
        required: case.has_golden() && !(world.bystander().is_none() && case.needs.contains(&Need::Bystander)),
        requests: record.requests,
        milliseconds: millis(started),
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

fn shown(record: &Record, target: &Target, mask: &Mask) -> Vec<Shown> {
    let wanted = |exchange: &&Exchange| record.findings.iter().any(|finding| finding.exchange == Some(exchange.index));
    let show = |exchange: &Exchange| Shown {
        index: exchange.index,
        request: format!("{} {}", exchange.request.method, mask.apply(&exchange.request.path())),
        answer: mask.apply(&exchange.summary()),
        curl: mask.apply(&exchange.request.curl(target)),
    };
    record.exchanges.iter().filter(wanted).map(show).collect()
}

fn masked(mut finding: Finding, mask: &Mask) -> Finding {
    finding.expected = mask.apply(&finding.expected);
    finding.actual = mask.apply(&finding.actual);
    finding
}

fn mask_of(target: &Target) -> Mask {
    let mask = Mask::default();
    let tokens = [Some(&target.tokens.admin), target.tokens.user.as_ref(), target.tokens.other_tenant.as_ref()];
    for token in tokens.into_iter().flatten() {
        mask.learn(token.expose());
    }
    mask.learn(FORGED_TOKEN);
    mask
}

fn conclude(results: &[CaseResult], restored: &Restored, footprint: &Footprint, interrupted: bool) -> Outcome {
    if results.iter().any(|result| result.verdict == Verdict::Fail) {
        Outcome::NotConformant
    } else if matches!(restored, Restored::Incomplete { .. }) || !footprint.left_behind.is_empty() && !footprint.kept {
        Outcome::RestoreIncomplete
    } else if interrupted {
        Outcome::Interrupted
    } else if results.iter().any(|result| result.verdict == Verdict::NotRun && result.required) {
        Outcome::Partial
    } else {
        Outcome::Conformant
    }
}

fn millis(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}
