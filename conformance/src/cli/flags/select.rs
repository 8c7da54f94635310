//! The flags that choose cases.

use authms_conformance::{Selection, SelectionError, Suite};
use clap::Args;

#[derive(Debug, Args)]
#[command(next_help_heading = "Selection (each kind narrows, several of one kind add up)")]
pub(crate) struct SelectionArgs {
    /// Only cases of this operation (repeatable)
    #[arg(long, value_name = "ID")]
    operation: Vec<String>,
    /// Only this case; `*` stands for any characters (repeatable)
    #[arg(long, value_name = "ID")]
    case: Vec<String>,
    /// Only cases that judge this claim; `*` stands for any characters (repeatable)
    #[arg(long, value_name = "ID")]
    claim: Vec<String>,
    /// Only cases that judge claims of this class: contract, http, security, observed (repeatable)
    #[arg(long, value_name = "CLASS")]
    class: Vec<String>,
}

impl SelectionArgs {
    /// The cases that the flags leave.
    pub(crate) fn suite(&self) -> Result<Suite, SelectionError> {
        Suite::select(&self.selection())
    }

    /// What the flags say.
    pub(crate) fn selection(&self) -> Selection {
        Selection {
            operations: self.operation.clone(),
            cases: self.case.clone(),
            claims: self.claim.clone(),
            classes: self.class.clone(),
        }
    }
}
