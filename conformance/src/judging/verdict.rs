//! What a run concludes: findings make a case's verdict, cases make the run's outcome, the outcome makes the exit code.
//!
//! Verdicts form a lattice and only ever go up, so a later success never hides an earlier failure.

use std::fmt;

use authms_spec::{Claim, Class};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The conclusion about one case, in rising order of weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Verdict {
    /// Everything the case judges holds.
    Pass,
    /// A silent point of the contract: what the server does was recorded, nothing was judged.
    Observed,
    /// No caller can tell whether it holds.
    Unobservable,
    /// A rule beside the contract is broken.
    Warn,
    /// The contract is broken in a way that `deviations.toml` declares.
    Known,
    /// The case could not come to a judgement.
    NotRun,
    /// The contract seemed broken, and the same case, run once more, did not show it again, or could not be run again
    /// because of the weather or the end of the run.
    Inconclusive,
    /// The contract is broken.
    Fail,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Pass => "PASS",
            Self::Observed => "OBSERVED",
            Self::Unobservable => "UNOBSERVABLE",
            Self::Warn => "WARN",
            Self::Known => "KNOWN",
            Self::NotRun => "NOT_RUN",
            Self::Inconclusive => "INCONCLUSIVE",
            Self::Fail => "FAIL",
        })
    }
}

/// Something that a case found: a broken claim, or an observation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Id of the claim that it is about.
    pub claim: String,
    /// What it does to the case.
    pub verdict: Verdict,
    /// What the claim requires, or what was observed.
    pub expected: String,
    /// What the server did; empty for observations.
    pub actual: String,
    /// The request that shows it, if one does: index into the case's exchanges.
    pub exchange: Option<usize>,
    /// What was observed as a value, if the case has one, such as the effect on each field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<serde_json::Value>,
}

impl Finding {
    /// The verdict that a broken claim leads to.
    #[must_use]
    pub fn severity(claim: &Claim) -> Verdict {
        match claim.class {
            Class::Contract => Verdict::Fail,
            Class::Http | Class::Security => Verdict::Warn,
            Class::Observed => Verdict::Observed,
        }
    }
}

/// The conclusion about a whole run, the gravest first: what stands higher hides what stands below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// What the run made or changed could not all be removed or put back.
    LeftBehind,
    /// The contract is broken.
    NotConformant,
    /// The suite itself is at fault: it was about to do what it must never do, or a case panicked.
    InternalError,
    /// The ledger could not be written any more, so the run ended.
    Unwritable,
    /// The run was stopped by a signal, after putting back what it had changed.
    Interrupted,
    /// Nothing is broken, but something that must be checked was not.
    Partial,
    /// Everything that must hold was checked and holds.
    Conformant,
}

impl Outcome {
    /// The exit code, as `--help` documents it.
    #[must_use]
    pub fn exit_code(self, allow_partial: bool) -> u8 {
        match self {
            Self::Conformant => 0,
            Self::NotConformant => 1,
            Self::Partial => {
                if allow_partial {
                    0
                } else {
                    2
                }
            }
            Self::LeftBehind => 3,
            Self::InternalError => 70,
            Self::Unwritable => 74,
            Self::Interrupted => 130,
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Conformant => "conformant",
            Self::NotConformant => "not conformant",
            Self::Partial => "partial",
            Self::LeftBehind => "left behind",
            Self::Interrupted => "interrupted",
            Self::InternalError => "internal error",
            Self::Unwritable => "not writable",
        })
    }
}

/// One thing that speaks against `conformant`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// What the run would be if there were nothing graver.
    pub outcome: Outcome,
    /// Why, in a few words.
    pub text: String,
}
