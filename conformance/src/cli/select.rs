//! The flags that choose cases.

use authms_conformance::{Selection, SelectionError, Suite};
use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct SelectionArgs {
    /// Only cases of this operation (repeatable).
    #[arg(long = "operation", value_name = "ID")]
    operations: Vec<String>,
    /// Only this case; `*` stands for any characters (repeatable).
    #[arg(long = "case", value_name = "ID")]
    cases: Vec<String>,
}

impl SelectionArgs {
    /// The cases that the flags leave.
    pub(crate) fn suite(&self) -> Result<Suite, SelectionError> {
        Suite::select(&self.selection())
    }

    /// What the flags say.
    pub(crate) fn selection(&self) -> Selection {
        Selection { operations: self.operations.clone(), cases: self.cases.clone() }
    }
}
