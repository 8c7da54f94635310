//! Runs cases one after the other on one target and concludes.

use std::time::Instant;

use super::{
    case_run::run_case,
    clean_up::clean_up,
    conclusion::{Evidence, outcome, reasons},
    options::{Mode, RunOptions},
    provision::{Preflight, provision},
    restore::{Restored, restore},
    result::{CaseResult, Report},
    selection::{Selection, SelectionError},
};
use crate::{
    case::{definition::Case, run_state::RunState},
    cases,
    http::{
        session::Session,
        stop::StopCause,
        target::{Subject, Target},
    },
    judging::{item::Item, schemas::Schemas},
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

    /// Runs the cases in order, puts the subject back, and concludes. `each` sees every result as soon as there is one.
    ///
    /// # Errors
    ///
    /// [`Preflight`] if the subject cannot be read at the start: there is no verdict then. A client that the run has created
    /// for itself may remain; the ledger names it.
    pub async fn run(
        &self,
        target: &Target,
        options: &RunOptions,
        mut each: impl FnMut(&CaseResult),
    ) -> Result<Report, Preflight> {
        let started = Instant::now();
        let schemas = Schemas::default();
        let session = Session::new(target, &options.limits, &options.stop, &options.ledger);
        let begun = begin(&session, options).await;
        let (checks, state, before) = match begun {
            Ok(begun) => begun,
            Err(error) => return Err(not_begun(&session, options, error).await),
        };
        let mut results = Vec::with_capacity(self.cases.len());
        for case in self.cases.iter().filter(|case| options.mode.has(case.touches)) {
            let mut result = run_case(case, &session, &state, &schemas, options).await;
            options.deviations.excuse(&mut result);
            each(&result);
            results.push(result);
        }
        let restored = match &target.subject {
            Some(Subject { client_id, disposable: false }) if options.mode != Mode::ReadOnly => {
                restore(&session, client_id, &before).await
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
            client_id: state.subject().to_owned(),
            outcome: outcome(&reasons),
            reasons,
            preflight: checks,
            deviations,
            delay_milliseconds: None,
            stopped: stop.map(|cause| cause.to_string()),
            results,
            restored,
            footprint,
            milliseconds: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        })
    }
}

async fn begin(session: &Session<'_>, options: &RunOptions) -> Result<(Vec<Check>, RunState, Item), Preflight> {
    let checks = preflight(session, &options.limits).await?;
    let (state, before) = provision(session, options.mode).await?;
    Ok((checks, state, before))
}

/// Removes what a run has created that did not come to its first case.
async fn not_begun(session: &Session<'_>, options: &RunOptions, error: Preflight) -> Preflight {
    let left = if session.ledger().is_empty() { Vec::new() } else { clean_up(session, options.keep).await.left_behind };
    match options.stop.cause() {
        Some(cause @ StopCause::Signal(_)) => Preflight::Interrupted { why: cause.to_string(), left },
        _ => error,
    }
}
