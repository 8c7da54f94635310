//! Holds an AuthMS deployment to the client administration contract.
//!
//! A [`Suite`] is a list of [`Case`]s. Each sends requests to a [`Target`], states judgements about claims of
//! `spec/claims.toml`, and ends with a [`Verdict`]. A run puts back what it has changed and ends with a [`Report`].
//! Nothing here knows whether the target is the mock server or a deployment.
//!
//! ```
//! use authms_conformance::{Selection, Suite};
//!
//! let suite = Suite::select(&Selection { operations: vec!["get_client".into()], ..Selection::default() })?;
//! assert!(suite.cases().iter().all(|case| case.operation.id == "get_client"));
//! # Ok::<(), authms_conformance::SelectionError>(())
//! ```

mod case;
mod cases;
mod deviations;
mod engine;
mod http;
mod judging;
mod local;
mod nearest;
mod plan;
mod preflight;
pub mod report;

pub use case::{
    definition::Case,
    step::{Need, Touches},
};
pub use deviations::{
    file::DeviationsError,
    review::Deviations,
    usage::{DeviationUse, UseState},
};
pub use engine::{
    clean_up::{Footprint, LeftBehind},
    not_begun::{NotBegun, Obstacle},
    options::{Mode, RunOptions},
    restore::Restored,
    result::{CaseResult, Report, Shown},
    selection::{Selection, SelectionError},
    suite::Suite,
    sweep::{
        SweepError, SweepOptions, sweep,
        swept::{Fate, Found, Swept},
    },
};
pub use http::{
    caller::{Token, Tokens},
    header::{Header, HeaderError},
    ledger::{Ledger, error::LedgerError},
    limits::Limits,
    stop::{Stop, StopCause},
    target::{Settings, Subject, Target, TargetError, is_on_this_machine},
    traffic::{
        tally::Tally,
        token_command::{TokenCommand, TokenCommandError, TokenCommands},
    },
};
pub use judging::{
    golden::Golden,
    verdict::{Finding, Outcome, Reason, Verdict},
};
pub use local::{Local, LocalError};
pub use nearest::nearest;
pub use plan::{Given, Plan, PlanError};
pub use preflight::check::{Check, CheckState, Refusal};
