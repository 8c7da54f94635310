//! The results of a run, case by case.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{clean_up::Footprint, restore::Restored};
use crate::{
    deviations::usage::DeviationUse,
    http::traffic::tally::Tally,
    judging::verdict::{Finding, Outcome, Reason, Verdict},
    preflight::check::Check,
};

/// Why a case has no verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unjudged {
    /// It cannot run on this target.
    Unable,
    /// The run has ended, or a limit of its own does not let it go on.
    Stopped,
    /// There was no response; another try may get one.
    Weather,
    /// Somebody else has changed what it works on; another try may find it still.
    Moved,
    /// The suite itself is at fault.
    Internal,
}

/// The result of a case.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CaseResult {
    /// Id of the case.
    pub id: String,
    /// Its operation.
    pub operation: String,
    /// What it shows, in one sentence.
    pub description: String,
    /// Ids of the claims that it declares.
    pub claims: Vec<String>,
    /// Ids of the claims about which it came to a judgement, those that hold for every response included.
    pub judged: Vec<String>,
    /// The conclusion.
    pub verdict: Verdict,
    /// What was found, secrets redacted.
    pub findings: Vec<Finding>,
    /// Why it ended before its verdict was complete, or why a failure could not be looked for again.
    pub reason: Option<String>,
    /// Of a case that failed: whether it failed again, on a fresh client unless it works on the lent one. `None` if it
    /// could not be run again; `reason` says why.
    pub reproduced: Option<bool>,
    /// Whether it works on the client that the run was lent, so that a second run of it has no fresh one.
    #[serde(default)]
    pub on_lent_client: bool,
    /// How many times it ran. A case that failed or had no response is run once more.
    pub attempts: u32,
    /// Whether a run without it is partial.
    pub required: bool,
    /// Requests sent.
    pub requests: usize,
    /// How long it took.
    pub milliseconds: u64,
    /// The exchanges that its findings point to.
    pub exchanges: Vec<Shown>,
    /// The normalised exchanges, in the form of the golden file.
    #[serde(skip)]
    pub transcript: String,
    #[serde(skip)]
    pub(crate) unjudged: Option<Unjudged>,
}

impl CaseResult {
    /// The exchange that shows a finding.
    #[must_use]
    pub fn exchange_of(&self, finding: &Finding) -> Option<&Shown> {
        self.exchanges.iter().find(|shown| Some(shown.index) == finding.exchange)
    }

    /// The client on which it is run once more, in words.
    pub(crate) fn client_of_rerun(&self) -> &'static str {
        if self.on_lent_client { "the lent client" } else { "a fresh client" }
    }

    /// The part of the id after the operation.
    #[must_use]
    pub fn name(&self) -> &str {
        self.id.split_once('.').map_or(self.id.as_str(), |(_, name)| name)
    }
}

/// An exchange as reports show it, secrets redacted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Shown {
    /// Position among the exchanges of its case; findings refer to it.
    pub index: usize,
    /// Method and path.
    pub request: String,
    /// Status, media type and the beginning of the body.
    pub response: String,
    /// A command that sends the request again, with names of variables for tokens.
    pub curl: String,
}

/// The result of a run.
#[derive(Debug, Clone)]
pub struct Report {
    /// Marks the run in every name that it gives.
    pub run: String,
    /// Where the server is.
    pub base_url: String,
    /// The client that was written to.
    pub client_id: String,
    /// The conclusion.
    pub outcome: Outcome,
    /// Everything that speaks against `conformant`, the gravest first.
    pub reasons: Vec<Reason>,
    /// Why the run ended before its last case, if it did.
    pub stopped: Option<String>,
    /// What was looked at before the first case.
    pub preflight: Vec<Check>,
    /// Every case, in the order of the suite.
    pub results: Vec<CaseResult>,
    /// What became of the entries of `deviations.toml`.
    pub deviations: Vec<DeviationUse>,
    /// Whether what was changed is as before.
    pub restored: Restored,
    /// What it sent and created, and what is left.
    pub footprint: Footprint,
    /// What it sent, by method.
    pub tally: Tally,
    /// The longest time that a write took to show in a read, if any was late.
    pub delay_milliseconds: Option<u64>,
    /// How long it took.
    pub milliseconds: u64,
}

impl Report {
    /// How many cases ended with a verdict.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.results.iter().filter(|result| result.verdict == verdict).count()
    }

    /// The claims that were found broken, sorted.
    #[must_use]
    pub fn broken_claims(&self) -> Vec<&str> {
        let findings = self.results.iter().flat_map(|result| &result.findings);
        let broken = findings.filter(|finding| matches!(finding.verdict, Verdict::Fail | Verdict::Warn));
        let mut claims: Vec<&str> = broken.map(|finding| finding.claim.as_str()).collect();
        claims.sort_unstable();
        claims.dedup();
        claims
    }
}
