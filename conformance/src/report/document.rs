//! The report as one document: the source of every other form, published as a schema and read back later.

use std::collections::BTreeMap;

use authms_spec::{Class, claim, contract};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    deviations::usage::DeviationUse,
    engine::{
        clean_up::Footprint,
        restore::Restored,
        result::{CaseResult, Report},
        selection::Selection,
    },
    http::{limits::Limits, target::Target},
    judging::verdict::{Finding, Outcome, Reason, Verdict},
    preflight::check::Check,
};

/// Raised when a field changes its meaning or disappears.
pub const FORMAT: u32 = 2;

/// What a run found out, and everything that a reader needs to judge it. Secrets and tokens are redacted.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// The format of this document: 2.
    pub format: u32,
    /// How far the run came.
    pub state: State,
    /// What ran.
    pub tool: Tool,
    /// The contract that was held against the server.
    pub contract: ContractVersion,
    /// Marks the run in every name that it gave.
    pub run: Option<String>,
    /// When the run began (RFC 3339).
    pub started_at: String,
    /// When it ended (RFC 3339).
    pub finished_at: Option<String>,
    /// How long it took.
    pub milliseconds: Option<u64>,
    /// Where and how it ran; `null` if it failed before that was known.
    pub settings: Option<RunSettings>,
    /// The conclusion of a run that finished.
    pub outcome: Option<Outcome>,
    /// The exit code of the program, `null` while it runs.
    pub exit_code: Option<u8>,
    /// Everything that speaks against `conformant`, the gravest first.
    pub reasons: Vec<Reason>,
    /// Why the run ended before its last case, if it did.
    pub stopped: Option<String>,
    /// Why there is no conclusion, if the run failed.
    pub failure: Option<String>,
    /// What was looked at before the first case.
    pub preflight: Vec<Check>,
    /// Every case, in the order of the suite.
    pub cases: Vec<CaseResult>,
    /// Every claim that a case declares or a finding is about, by id.
    pub claims: BTreeMap<String, CitedClaim>,
    /// What the server does where the contract is silent.
    pub observations: Vec<Observation>,
    /// What became of each entry of the known deviations.
    pub deviations: Vec<DeviationUse>,
    /// Whether what was changed is as before.
    pub restored: Option<Restored>,
    /// What the run sent and created, and what is left.
    pub footprint: Option<Footprint>,
    /// The longest time that a write took to show in a read, if any was late.
    pub delay_milliseconds: Option<u64>,
}

/// How far a run came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It runs, or was ended so abruptly that it could not say so.
    Started,
    /// It came to a conclusion.
    Finished,
    /// It ended without a conclusion.
    Failed,
}

/// What ran.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tool {
    /// `authms-conformance`.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The contract that was held against the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ContractVersion {
    /// Its version.
    pub version: String,
    /// SHA-256 of its text.
    pub hash: String,
}

/// Where and how a run ran.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RunSettings {
    /// `default`, or the mode that a flag chose, such as `read-only`.
    pub mode: String,
    /// Where the server is; a base URL has no credentials.
    pub base_url: String,
    /// The client that the run was lent, if it was.
    pub client_id: Option<String>,
    /// What the run might ask of the server.
    pub limits: LimitSettings,
    /// Which cases were chosen.
    pub selection: Selection,
    /// How many cases were chosen, and how many there are.
    pub cases: Chosen,
}

/// How many cases were chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Chosen {
    /// How many were chosen.
    pub chosen: usize,
    /// How many there are.
    pub all: usize,
}

/// What a run might ask of the server.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LimitSettings {
    /// Requests a second, `null` for no limit.
    pub rate: Option<f64>,
    /// Cases side by side.
    pub concurrency: usize,
    /// Most requests, clean-up not counted.
    pub max_requests: usize,
    /// Most clients that the run may create.
    pub max_clients: usize,
    /// Longest time for the cases, in seconds.
    pub max_time_seconds: f64,
    /// How long one request waits out rate limits and outages, in seconds.
    pub patience_seconds: f64,
    /// How long what was written may take to show in every read, in seconds.
    pub settle_seconds: f64,
}

/// A claim as a reader of the report needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CitedClaim {
    /// The statement, one sentence.
    pub text: String,
    /// `contract`, `http`, `security` or `observed`: what a violation does.
    pub class: String,
    /// Where it comes from.
    pub source: String,
}

/// What the server does where the contract is silent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Observation {
    /// The open point.
    pub claim: String,
    /// The case that saw it.
    pub case: String,
    /// The operation of the case.
    #[serde(default)]
    pub operation: String,
    /// `OBSERVED`, or `UNOBSERVABLE` where no caller can tell.
    pub verdict: Verdict,
    /// What was seen.
    pub text: String,
    /// The same as a value, if the case has one, such as the effect on each field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<serde_json::Value>,
}

impl Document {
    /// The document of a run that has not sent anything yet.
    #[must_use]
    pub fn started() -> Self {
        let contract = contract();
        Self {
            format: FORMAT,
            state: State::Started,
            tool: Tool { name: env!("CARGO_PKG_NAME").to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
            contract: ContractVersion { version: contract.version().to_owned(), hash: contract.hash().to_owned() },
            run: None,
            started_at: Timestamp::now().to_string(),
            finished_at: None,
            milliseconds: None,
            settings: None,
            outcome: None,
            exit_code: None,
            reasons: Vec::new(),
            stopped: None,
            failure: None,
            preflight: Vec::new(),
            cases: Vec::new(),
            claims: BTreeMap::new(),
            observations: Vec::new(),
            deviations: Vec::new(),
            restored: None,
            footprint: None,
            delay_milliseconds: None,
        }
    }

    /// Fills in what a run concluded.
    pub fn finish(&mut self, report: Report, exit_code: u8) {
        self.state = State::Finished;
        self.finished_at = Some(Timestamp::now().to_string());
        self.exit_code = Some(exit_code);
        self.outcome = Some(report.outcome);
        self.run = Some(report.run);
        self.milliseconds = Some(report.milliseconds);
        self.reasons = report.reasons;
        self.stopped = report.stopped;
        if !report.preflight.is_empty() {
            self.preflight = report.preflight;
        }
        self.claims = cited(&report.results);
        self.observations = observations(&report.results);
        self.cases = report.results;
        self.deviations = report.deviations;
        self.restored = Some(report.restored);
        self.footprint = Some(report.footprint);
        self.delay_milliseconds = report.delay_milliseconds;
    }

    /// Notes that the run ended without a conclusion.
    pub fn fail(&mut self, why: impl Into<String>, exit_code: u8) {
        self.state = State::Failed;
        self.finished_at = Some(Timestamp::now().to_string());
        self.exit_code = Some(exit_code);
        self.failure = Some(why.into());
    }

    /// The document as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Serializing fails only for keys that are not strings, and all keys here are.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// The JSON Schema of this format.
    #[must_use]
    pub fn schema() -> String {
        serde_json::to_string_pretty(&schemars::schema_for!(Self)).unwrap_or_default() + "\n"
    }

    /// How many cases ended with a verdict.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.cases.iter().filter(|case| case.verdict == verdict).count()
    }

    /// What is still on the server against the will of the run, a line each.
    #[must_use]
    pub fn left_behind(&self) -> Vec<String> {
        let clients = self.footprint.iter().filter(|footprint| !footprint.kept).flat_map(|print| &print.left_behind);
        let mut left: Vec<String> = clients.map(|id| format!("client {id}")).collect();
        if let Some(Restored::Incomplete { fields, why, .. }) = &self.restored {
            left.push(format!("the client that the run was lent differs ({}): {why}", fields.join(", ")));
        }
        left
    }

    /// Where the server is, as far as it is known.
    #[must_use]
    pub fn base_url(&self) -> &str {
        self.settings.as_ref().map_or("", |settings| &settings.base_url)
    }

    /// The entry of the known deviations that is about a finding.
    #[must_use]
    pub fn deviation_of(&self, case: &CaseResult, finding: &Finding) -> Option<&DeviationUse> {
        self.deviations.iter().find(|entry| entry.covers(&finding.claim, &case.operation, &case.id))
    }
}

impl RunSettings {
    /// The settings of a run on this target.
    #[must_use]
    pub fn new(mode: &str, target: &Target, limits: &Limits, selection: &Selection, cases: Chosen) -> Self {
        let lent = target.subject.as_ref();
        Self {
            mode: mode.to_owned(),
            base_url: target.base_url().to_owned(),
            client_id: lent.map(|subject| subject.client_id.clone()),
            limits: limits.into(),
            selection: selection.clone(),
            cases,
        }
    }
}

impl From<&Limits> for LimitSettings {
    fn from(limits: &Limits) -> Self {
        Self {
            rate: limits.rate,
            concurrency: limits.concurrency,
            max_requests: limits.max_requests,
            max_clients: limits.max_clients,
            max_time_seconds: limits.max_time.as_secs_f64(),
            patience_seconds: limits.patience.as_secs_f64(),
            settle_seconds: limits.settle.as_secs_f64(),
        }
    }
}

fn cited(results: &[CaseResult]) -> BTreeMap<String, CitedClaim> {
    let found = results.iter().flat_map(|result| &result.findings).map(|finding| &finding.claim);
    let ids = results.iter().flat_map(|result| &result.claims).chain(found);
    let cite = |id: &String| {
        let claim = claim::find(id)?;
        let cited =
            CitedClaim { text: claim.text.to_owned(), class: claim.class.to_string(), source: claim.source.to_owned() };
        Some((id.clone(), cited))
    };
    ids.filter_map(cite).collect()
}

fn observations(results: &[CaseResult]) -> Vec<Observation> {
    let noted = |finding: &&Finding| matches!(finding.verdict, Verdict::Observed | Verdict::Unobservable);
    let of = |result: &CaseResult| {
        let observe = |finding: &Finding| Observation {
            claim: finding.claim.clone(),
            case: result.id.clone(),
            operation: result.operation.clone(),
            verdict: finding.verdict,
            text: finding.expected.clone(),
            value: finding.value.clone(),
        };
        result.findings.iter().filter(noted).map(observe).collect::<Vec<_>>()
    };
    results.iter().flat_map(of).collect()
}

impl CitedClaim {
    /// Whether a violation makes a run not conformant.
    #[must_use]
    pub fn may_fail(&self) -> bool {
        self.class == Class::Contract.to_string()
    }
}
