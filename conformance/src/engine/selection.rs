//! Which cases to run.

use authms_spec::operation;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wildmatch::WildMatch;

use crate::case::definition::Case;

/// Which cases to run; what is given narrows the run, nothing given means all cases.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases;

    fn ids(pattern: &str) -> Result<Vec<String>, SelectionError> {
        let selection = Selection { operations: vec!["get_client".to_owned()], cases: vec![pattern.to_owned()] };
        Ok(selection.narrow(cases::all())?.into_iter().map(|case| case.id).collect())
    }

    #[test]
    fn a_star_stands_for_any_characters_anywhere() {
        let found = ids("*_client.*_id_is_*").expect("cases match");
        assert_eq!(found, ["get_client.unknown_id_is_404", "get_client.part_of_an_id_is_404"]);
        assert_eq!(ids("get_client.changes_nothing").expect("a case").len(), 1);
        assert!(matches!(ids("get_client.changes"), Err(SelectionError::Case(_))));
    }
}
