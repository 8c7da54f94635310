//! What a run would send and create, measured by running it on a mock server of its own.
//!
//! A table of costs would have to be kept; the cases themselves know best. What only the target can add (waiting out rate
//! limits, reading again what is late, running a failed case once more) is not in the figures.

use std::collections::BTreeMap;

use authms_mock_server::tokens;

use crate::{
    case::step::Need,
    engine::{
        not_begun::NotBegun,
        options::{Mode, RunOptions},
        suite::Suite,
    },
    http::{
        caller::{Token, Tokens},
        limits::Limits,
        target::{Settings, Subject, Target},
        traffic::tally::Tally,
    },
    judging::verdict::Verdict,
    local::{Local, LocalError},
};

/// What a run is given, apart from its cases.
#[derive(Debug, Clone)]
pub struct Given {
    /// How far it may go.
    pub mode: Mode,
    /// Whether it has a user's token.
    pub user: bool,
    /// Whether it has another tenant's token.
    pub other_tenant: bool,
    /// Whether it is lent a client to write to.
    pub subject: bool,
    /// Whether it is lent a second client.
    pub bystander: bool,
    /// Whether it leaves its clients where they are.
    pub keep: bool,
    /// What it may ask of the target.
    pub limits: Limits,
}

/// What a run would send and create.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The cases that would run.
    pub cases: usize,
    /// Those among them that lack a token or a second client.
    pub lacking: usize,
    /// The cases that its limits would not let run, by the limit.
    pub cut: BTreeMap<String, usize>,
    /// What it would send.
    pub tally: Tally,
    /// Requests in all.
    pub requests: usize,
    /// Clients that it would create.
    pub clients: usize,
    /// Secrets that it would create, those of clients included.
    pub secrets: usize,
}

/// Why there is no plan.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// The mock server could not be made a target.
    #[error(transparent)]
    Local(#[from] LocalError),
    /// A run on the mock server did not begin.
    #[error("the mock server is not as it must be: {0}")]
    NotBegun(#[from] NotBegun),
}

impl Plan {
    /// Runs the cases on a mock server and counts.
    ///
    /// # Errors
    ///
    /// [`PlanError`] if the mock server cannot be started or used.
    pub async fn of(suite: &Suite, given: &Given) -> Result<Self, PlanError> {
        let local = Local::start(authms_mock_server::Options::default(), Settings::default()).await?;
        let plan = measure(suite, given, local.target().base_url()).await;
        local.shutdown().await;
        plan
    }
}

async fn measure(suite: &Suite, given: &Given, url: &str) -> Result<Plan, PlanError> {
    let tokens = Tokens {
        admin: Token::new(tokens::ADMIN),
        user: given.user.then(|| Token::new(tokens::USER)),
        other_tenant: given.other_tenant.then(|| Token::new(tokens::OTHER_ADMIN)),
    };
    let mut target = Target::new(url, tokens, Settings::default()).map_err(LocalError::from)?;
    if given.subject {
        target = target.lending(Subject { client_id: "demo-payments".to_owned(), disposable: false });
    }
    if given.bystander {
        target = target.with_bystander("demo-spa");
    }
    let local = Limits::local();
    // The pace of the target is not that of the mock server.
    let max_time = local.max_time.max(given.limits.max_time);
    let limits =
        Limits { rate: None, max_time, patience: local.patience, settle: local.settle, ..given.limits.clone() };
    let mut options = RunOptions::within(limits);
    options.mode = given.mode;
    options.keep = given.keep;
    let report = suite.run(&target, &options, |_| {}).await?;
    let lacks = |need: &Need| match need {
        Need::UserToken => !given.user,
        Need::OtherTenantToken => !given.other_tenant,
        Need::Bystander => !given.bystander && !given.mode.creates(),
    };
    let lacking = |id: &str| suite.cases().iter().any(|case| case.id == id && case.needs.iter().any(lacks));
    let mut cut = BTreeMap::new();
    for result in &report.results {
        let reason = result.reason.as_ref().filter(|_| result.verdict == Verdict::NotRun && !lacking(&result.id));
        if let Some(reason) = reason {
            *cut.entry(reason.clone()).or_default() += 1;
        }
    }
    Ok(Plan {
        cases: suite.cases().len(),
        lacking: suite.cases().iter().filter(|case| lacking(&case.id)).count(),
        cut,
        requests: report.footprint.requests,
        clients: report.footprint.clients_made,
        secrets: report.footprint.secrets_made,
        tally: report.tally,
    })
}
