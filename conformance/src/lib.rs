//! Holds an AuthMS deployment to the client administration contract.
//!
//! A [`Suite`] is a list of [`Case`]s. Each sends requests to a [`Target`], states judgements about claims of
//! `spec/claims.toml`, and ends with a [`Verdict`]; the run ends with a [`Report`] after it has put back what it changed.
//! Nothing here knows whether the target is the mock server or a deployment.
//!
//! ```
//! use authms_conformance::{Selection, Suite};
//!
//! let suite = Suite::select(&Selection { operations: vec!["get_client".into()], cases: vec![] })?;
//! assert!(suite.cases().iter().all(|case| case.operation.id == "get_client"));
//! # Ok::<(), authms_conformance::SelectionError>(())
//! ```

mod caller;
mod case;
mod case_run;
mod cases;
mod clean_up;
mod context;
mod exchange;
mod golden;
mod item;
mod judgement;
mod ledger;
mod local;
mod normalise;
mod options;
mod provision;
mod redact;
pub mod report;
mod request;
mod response;
mod restore;
mod result;
mod run_state;
mod samples;
mod schemas;
mod selection;
mod session;
mod step;
mod stop;
mod suite;
mod target;
mod time;
mod update;
mod verdict;
mod wire;

pub use caller::{Token, Tokens};
pub use case::Case;
pub use clean_up::Footprint;
pub use golden::golden_names;
pub use local::{Local, LocalError};
pub use options::RunOptions;
pub use provision::Preflight;
pub use restore::Restored;
pub use result::{CaseResult, Report};
pub use selection::{Selection, SelectionError};
pub use step::{Need, Touches};
pub use stop::Stop;
pub use suite::Suite;
pub use target::{Settings, Subject, Target, TargetError};
pub use verdict::{Finding, Outcome, Verdict};
