//! What is claimed of a server beyond the schemas: `claims.toml`, parsed.

use std::{fmt, sync::LazyLock};

use serde::{Deserialize, Serialize};

/// One statement about the behaviour of a server, cited by the cases that judge it.
///
/// ```
/// let claim = authms_spec::claim("update.merge").expect("a claim of the contract");
/// assert!(claim.class.may_fail());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Identifier, `group.rule`.
    pub id: String,
    /// The statement, one sentence.
    pub text: String,
    /// Where it comes from: a line of the seed or the contract, or an RFC with its section.
    pub source: String,
    /// How far it binds.
    pub class: Class,
}

/// How far a [`Claim`] binds a server, and so what its violation does to a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// The seed or the vendor states it: a violation makes the run not conformant.
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

/// All claims, in the order of the file.
///
/// ```
/// assert!(authms_spec::claims().iter().any(|claim| claim.id == "auth.required"));
/// ```
#[must_use]
pub fn claims() -> &'static [Claim] {
    static CLAIMS: LazyLock<Vec<Claim>> = LazyLock::new(|| {
        #[derive(Deserialize)]
        struct File {
            claim: Vec<Claim>,
        }
        let file: File =
            toml::from_str(include_str!("../claims.toml")).expect("embedded claims.toml is checked by a test");
        file.claim
    });
    &CLAIMS
}

/// The claim with an id.
#[must_use]
pub fn claim(id: &str) -> Option<&'static Claim> {
    claims().iter().find(|claim| claim.id == id)
}
