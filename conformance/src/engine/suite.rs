//! Runs cases on one target and concludes.

use std::time::Instant;

use super::{
    case_run::Runner,
    clean_up::clean_up,
    conclusion::{Evidence, outcome, reasons},
    not_begun::{NotBegun, Obstacle},
    options::{Mode, RunOptions},
    provision::{Start, provision},
    restore::{Restored, restore},
    result::{CaseResult, Report},
    schedule::schedule,
    selection::{Selection, SelectionError},
};
use crate::{
    case::definition::Case,
    cases,
    http::{
        session::Session,
        stop::StopCause,
        target::{Subject, Target},
    },
    preflight::{check::Check, preflight},
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

    /// The cases that a mode leaves.
    #[must_use]
    pub fn within(mut self, mode: Mode) -> Self {
        self.cases.retain(|case| mode.has(case.touches));
        self
    }

    /// The cases.
    #[must_use]
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// Runs the cases, puts a client back that was lent, and concludes. `each` sees every result as soon as there is one,
    /// in the order in which cases end; the report has them in the contract's order.
    ///
    /// # Errors
    ///
    /// [`NotBegun`] if the subject cannot be read at the start: there is no verdict then.
    pub async fn run(
        &self,
        target: &Target,
        options: &RunOptions,
        each: impl FnMut(&CaseResult),
    ) -> Result<Report, NotBegun> {
        let started = Instant::now();
        let session = Session::new(target, &options.limits, &options.stop, &options.ledger);
        let cases: Vec<&Case> = self.cases.iter().filter(|case| options.mode.has(case.touches)).collect();
        let (checks, start) = match begin(&session, options, &cases).await {
            Ok(begun) => begun,
            Err(error) => return Err(not_begun(&session, options, error).await),
        };
        let runner = Runner { session: &session, options };
        let results = schedule(&cases, &start.state, &runner, each).await;
        let restored = match &target.subject {
            Some(Subject { client_id, disposable: false }) if options.mode != Mode::ReadOnly => {
                restore(&session, client_id, &start.item).await
            }
            _ => Restored::NotNeeded,
        };
        let footprint = clean_up(&session, options.keep).await;
        let stop = options.stop.cause();
        let deviations = options.deviations.review(&results);
        let reasons = reasons(&Evidence {
            results: &results,
            deviations: &deviations,
            restored: &restored,
            footprint: &footprint,
            stop: stop.as_ref(),
        });
        Ok(Report {
            run: session.run().to_owned(),
            base_url: target.base_url().to_owned(),
            client_id: start.client_id,
            outcome: outcome(&reasons),
            reasons,
            preflight: checks,
            deviations,
            delay_milliseconds: start.state.slowest_milliseconds(),
            stopped: stop.map(|cause| cause.to_string()),
            results,
            restored,
            footprint,
            tally: session.tally(),
            milliseconds: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        })
    }
}

async fn begin(session: &Session<'_>, options: &RunOptions, cases: &[&Case]) -> Result<(Vec<Check>, Start), Obstacle> {
    let looked = preflight(session, &options.limits).await?;
    let start = provision(session, options.mode, cases, looked.user_lists).await?;
    Ok((looked.checks, start))
}

/// Removes what a run has created that did not come to its first case, and says what is left.
async fn not_begun(session: &Session<'_>, options: &RunOptions, why: Obstacle) -> NotBegun {
    let left = if session.ledger().is_empty() { Vec::new() } else { clean_up(session, options.keep).await.left_behind };
    let why = match options.stop.cause() {
        Some(cause @ StopCause::Signal(_)) => Obstacle::Interrupted(cause.to_string()),
        Some(cause @ StopCause::Internal(_)) => Obstacle::Internal(cause.to_string()),
        _ => why,
    };
    NotBegun { why, left }
}

#[cfg(test)]
mod tests {
    use authms_spec::{claim::CLIENT_UNKNOWN, operation::CREATE_CLIENT};

    use super::*;
    use crate::{
        case::{definition::case, step::Touches},
        http::{limits::Limits, target::Settings},
        judging::verdict::{Outcome, Verdict},
        local::Local,
    };

    #[tokio::test]
    async fn a_run_with_a_case_that_panics_goes_on_cleans_up_and_ends_as_an_internal_error() {
        let panics = case!(
            CREATE_CLIENT,
            "panics",
            "It creates a client, and panics.",
            touches = Touches::OwnClients,
            claims = [CLIENT_UNKNOWN],
            async |run| {
                let created = run.scratch("panics").await?;
                assert_eq!(run.client_id(), created);
            }
        );
        let others = Selection { operations: vec!["delete_client".to_owned()], ..Selection::default() };
        let mut suite = Suite::select(&others).expect("a valid selection");
        suite.cases.insert(0, panics);
        let local = Local::start(authms_mock_server::Options::default(), Settings::default()).await.expect("a mock");
        let options = RunOptions::within(Limits::local());
        let report = suite.run(local.target(), &options, |_| {}).await.expect("it begins");
        assert_eq!((report.outcome, report.outcome.exit_code(false)), (Outcome::InternalError, 70));
        assert_eq!(report.footprint.left_behind, []);
        assert!(report.footprint.clients_made > 1, "{:?}", report.footprint);
        assert_eq!(report.footprint.clients_made, report.footprint.clients_removed);
        let verdicts: Vec<Verdict> = report.results.iter().map(|result| result.verdict).collect();
        assert!(verdicts[0] == Verdict::NotRun && !verdicts[1..].contains(&Verdict::NotRun), "{verdicts:?}");
        local.shutdown().await;
    }
}
