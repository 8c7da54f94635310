//! Which cases to run.

use authms_spec::operation;
use wildmatch::WildMatch;

use crate::case::definition::Case;

/// Which cases to run; what is given narrows the run, nothing given means all cases.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// `operationId`s.
    pub operations: Vec<String>,
    /// Case ids, in which `*` stands for any characters.
    pub cases: Vec<String>,
}

/// A selection that names something unknown.
#[derive(Debug, thiserror::Error)]
pub enum SelectionError {
    /// The contract does not have this operation.
    #[error("unknown operation `{0}`\n  hint: the operations are {1}")]
    Operation(String, String),
    /// No case matches.
    #[error("no case matches `{0}`\n  hint: run `authms-conformance list` for all ids; `*` stands for any characters")]
    Case(String),
}

impl Selection {
    /// The cases that the selection leaves.
    pub(crate) fn narrow(&self, mut cases: Vec<Case>) -> Result<Vec<Case>, SelectionError> {
        for id in &self.operations {
            if !cases.iter().any(|case| case.operation.id == id) {
                let known: Vec<&str> = operation::ALL.iter().map(|operation| operation.id).collect();
                return Err(SelectionError::Operation(id.clone(), known.join(", ")));
            }
        }
        let patterns: Vec<WildMatch> = self.cases.iter().map(|pattern| WildMatch::new(pattern)).collect();
        for (pattern, text) in patterns.iter().zip(&self.cases) {
            if !cases.iter().any(|case| pattern.matches(&case.id)) {
                return Err(SelectionError::Case(text.clone()));
            }
        }
        cases.retain(|case| {
            let of_operation = self.operations.is_empty() || self.operations.iter().any(|id| id == case.operation.id);
            let of_name = patterns.is_empty() || patterns.iter().any(|pattern| pattern.matches(&case.id));
            of_operation && of_name
        });
        Ok(cases)
    }
}
