//! The results of a run, case by case.

use serde::Serialize;

use super::{clean_up::Footprint, restore::Restored};
use crate::judging::verdict::{Finding, Outcome, Verdict};

/// The result of a case.
#[derive(Debug, Clone, Serialize)]
pub struct CaseResult {
    /// Id of the case.
    pub id: String,
    /// Its operation.
    pub operation: String,
    /// What it shows, in one sentence.
    pub description: String,
    /// Ids of the claims that it judges.
    pub claims: Vec<&'static str>,
    /// The conclusion.
    pub verdict: Verdict,
    /// What was found, secrets redacted.
    pub findings: Vec<Finding>,
    /// Why there is no verdict.
    pub reason: Option<String>,
    /// Of a case that failed: whether it failed again on a fresh client. `None` if it was not run again.
    pub reproduced: Option<bool>,
    /// Whether a run without it is partial.
    pub required: bool,
    /// Requests sent.
    pub requests: usize,
    /// How long it took.
    pub milliseconds: u64,
    /// The normalised exchanges, in the form of the golden file.
    #[serde(skip)]
    pub transcript: String,
    #[serde(skip)]
    pub(crate) shown: Vec<Shown>,
}

/// An exchange as reports show it, secrets redacted.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    pub(crate) index: usize,
    pub(crate) request: String,
    pub(crate) response: String,
    pub(crate) curl: String,
}

/// The result of a run.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// Marks the run in every name that it gives.
    pub run: String,
    /// Where the server is.
    pub base_url: String,
    /// The client that was written to.
    pub client_id: String,
    /// The conclusion.
    pub outcome: Outcome,
    /// Why the run ended before its last case, if it did.
    pub stopped: Option<String>,
    /// Every case in the order in which it ran.
    pub results: Vec<CaseResult>,
    /// Whether what was changed is as before.
    pub restored: Restored,
    /// What it sent and created, and what is left.
    pub footprint: Footprint,
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
