//! What is claimed of a server beyond the schemas. The claims themselves are written in `claims.toml`, from which
//! `cargo xtask codegen` makes the constants of [`crate::claim`], so that a misspelt one does not compile.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One statement about the behaviour of a server, cited by the cases that judge it.
///
/// ```
/// use authms_spec::claim;
///
/// assert_eq!(claim::UPDATE_MERGE.id, "update.merge");
/// assert!(claim::UPDATE_MERGE.class.may_fail());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Claim {
    /// Identifier, `group.rule`.
    pub id: &'static str,
    /// The statement, one sentence.
    pub text: &'static str,
    /// Where it comes from: a section of `spec/SOURCES.md`, or an RFC with its section.
    pub source: &'static str,
    /// How far it binds.
    pub class: Class,
}

/// How far a [`Claim`] binds a server, and so what its violation does to a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// A source states it: a violation makes the run not conformant.
    Contract,
    /// A rule of HTTP (RFC 9110 and the like): a violation warns.
    Http,
    /// Good security practice that the contract does not state: a violation warns.
    Security,
    /// A silent point: what the server does is recorded and never changes the verdict.
    Observed,
}

impl Class {
    /// Whether a violation of a claim of this class makes a run not conformant.
    #[must_use]
    pub fn may_fail(self) -> bool {
        self == Self::Contract
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Contract => "contract",
            Self::Http => "http",
            Self::Security => "security",
            Self::Observed => "observed",
        })
    }
}
