//! Which cases to run.

use crate::case::Case;

/// Which cases to run; what is given narrows, nothing given means all.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// `operationId`s.
    pub operations: Vec<String>,
    /// Case ids, in which `*` stands for anything.
    pub cases: Vec<String>,
}

/// A selection that names what does not exist.
#[derive(Debug, thiserror::Error)]
pub enum SelectionError {
    /// No such operation.
    #[error("no operation `{0}`\n  hint: the operations are {1}")]
    Operation(String, String),
    /// No case matches.
    #[error("no case matches `{0}`\n  hint: run `authms-conformance list` for all ids; `*` stands for anything")]
    Case(String),
}

impl Selection {
    /// The cases that the selection leaves.
    pub(crate) fn narrow(&self, mut cases: Vec<Case>) -> Result<Vec<Case>, SelectionError> {
        for id in &self.operations {
            if !cases.iter().any(|case| case.operation == id) {
                let known: Vec<&str> = authms_spec::contract().operations().iter().map(|op| op.id.as_str()).collect();
                return Err(SelectionError::Operation(id.clone(), known.join(", ")));
            }
        }
        for pattern in &self.cases {
            if !cases.iter().any(|case| matches(pattern, &case.id)) {
                return Err(SelectionError::Case(pattern.clone()));
            }
        }
        cases.retain(|case| {
            let of_operation = self.operations.is_empty() || self.operations.iter().any(|id| id == case.operation);
            let of_name = self.cases.is_empty() || self.cases.iter().any(|pattern| matches(pattern, &case.id));
            of_operation && of_name
        });
        Ok(cases)
    }
}

/// Whether a text matches a pattern in which `*` stands for anything.
fn matches(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((head, rest)) => text.strip_prefix(head).is_some_and(|tail| {
            (0..=tail.len()).filter(|&at| tail.is_char_boundary(at)).any(|at| matches(rest, &tail[at..]))
        }),
    }
}
