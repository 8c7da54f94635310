//! Which cases to run.

use std::collections::BTreeSet;

use authms_spec::{Class, operation};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wildmatch::WildMatch;

use crate::{case::definition::Case, nearest::nearest};

/// Every class of claims.
const CLASSES: [Class; 4] = [Class::Contract, Class::Http, Class::Security, Class::Observed];

/// Which cases to run. Each kind that is given narrows the run: a case must match one entry of every kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Selection {
    /// `operationId`s.
    pub operations: Vec<String>,
    /// Case ids, in which `*` stands for any characters.
    pub cases: Vec<String>,
    /// Ids of claims that a case judges, in which `*` stands for any characters.
    pub claims: Vec<String>,
    /// Classes of claims that a case judges: contract, http, security, observed.
    pub classes: Vec<String>,
}

/// A selection that names something unknown, or leaves nothing.
#[derive(Debug, thiserror::Error)]
pub enum SelectionError {
    /// The contract does not have this operation.
    #[error("unknown operation `{0}`\n  hint: {1}")]
    Operation(String, String),
    /// No case matches.
    #[error("no case matches `{0}`\n  hint: {1}")]
    Case(String, String),
    /// No claim matches.
    #[error("no claim matches `{0}`\n  hint: {1}")]
    Claim(String, String),
    /// There is no such class.
    #[error("unknown class `{0}`\n  hint: {1}")]
    Class(String, String),
    /// Every entry matches something, and no case matches all kinds.
    #[error("no case matches {0}\n  hint: each kind of flag narrows the run; leave one out")]
    Nothing(String),
}

/// One kind of entries: the flag, what was given, and whether an entry matches a case.
type Kind<'s> = (&'static str, &'s [String], fn(&str, &Case) -> bool);

impl Selection {
    /// The cases that the selection leaves.
    pub(crate) fn narrow(&self, mut cases: Vec<Case>) -> Result<Vec<Case>, SelectionError> {
        self.check(&cases)?;
        let kinds: [Kind<'_>; 4] = [
            ("operation", &self.operations, |id, case| case.operation.id == id),
            ("case", &self.cases, |pattern, case| WildMatch::new(pattern).matches(&case.id)),
            ("claim", &self.claims, |pattern, case| {
                let pattern = WildMatch::new(pattern);
                case.claims.iter().any(|claim| pattern.matches(claim.id))
            }),
            ("class", &self.classes, |name, case| case.claims.iter().any(|claim| claim.class.to_string() == name)),
        ];
        for (_, given, matches) in &kinds {
            cases.retain(|case| given.is_empty() || given.iter().any(|entry| matches(entry, case)));
        }
        if cases.is_empty() {
            let given = kinds.iter().filter(|(_, given, _)| !given.is_empty());
            let all: Vec<String> = given.map(|(kind, given, _)| format!("{kind} `{}`", given.join("` or `"))).collect();
            return Err(SelectionError::Nothing(format!(
                "{} {}",
                if all.len() == 2 { "both" } else { "all of" },
                all.join(" and ")
            )));
        }
        Ok(cases)
    }

    /// Every entry matches something.
    fn check(&self, cases: &[Case]) -> Result<(), SelectionError> {
        let operations: Vec<&str> = operation::ALL.iter().map(|operation| operation.id).collect();
        if let Some(id) = self.operations.iter().find(|id| !cases.iter().any(|case| case.operation.id == **id)) {
            let hint = or_all(id, &operations, "the operations are");
            return Err(SelectionError::Operation(id.clone(), hint));
        }
        let ids: Vec<&str> = cases.iter().map(|case| case.id.as_str()).collect();
        if let Some(pattern) = unmatched(&self.cases, &ids) {
            let hint = "run `authms-conformance list` for all ids; `*` stands for any characters";
            return Err(SelectionError::Case(pattern.to_owned(), did_you_mean(pattern, &ids, hint)));
        }
        let claims: BTreeSet<&str> = cases.iter().flat_map(|case| &case.claims).map(|claim| claim.id).collect();
        let claims: Vec<&str> = claims.into_iter().collect();
        if let Some(pattern) = unmatched(&self.claims, &claims) {
            let hint =
                "run `authms-conformance list --long` for the claims of each case; `*` stands for any characters";
            return Err(SelectionError::Claim(pattern.to_owned(), did_you_mean(pattern, &claims, hint)));
        }
        let classes = CLASSES.map(|class| class.to_string());
        if let Some(name) = self.classes.iter().find(|name| !classes.contains(*name)) {
            let classes: Vec<&str> = classes.iter().map(String::as_str).collect();
            return Err(SelectionError::Class(name.clone(), or_all(name, &classes, "the classes are")));
        }
        Ok(())
    }
}

fn unmatched<'s>(patterns: &'s [String], known: &[&str]) -> Option<&'s str> {
    let matches = |pattern: &String| {
        let wild = WildMatch::new(pattern);
        known.iter().any(|id| wild.matches(id))
    };
    patterns.iter().find(|pattern| !matches(pattern)).map(String::as_str)
}

fn did_you_mean(unknown: &str, known: &[&str], otherwise: &str) -> String {
    let near = nearest(unknown, known.iter().copied());
    near.map_or_else(|| otherwise.to_owned(), |near| format!("did you mean `{near}`? {otherwise}"))
}

fn or_all(unknown: &str, known: &[&str], are: &str) -> String {
    did_you_mean(unknown, known, &format!("{are} {}", known.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases;

    fn select(change: impl FnOnce(&mut Selection)) -> Result<Vec<Case>, SelectionError> {
        let mut selection = Selection::default();
        change(&mut selection);
        selection.narrow(cases::all())
    }

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|&text| text.to_owned()).collect()
    }

    #[test]
    fn a_star_stands_for_any_characters_anywhere() {
        let ids = |pattern: &str| {
            let found = select(|s| (s.operations, s.cases) = (texts(&["get_client"]), texts(&[pattern])))?;
            Ok::<_, SelectionError>(found.into_iter().map(|case| case.id).collect::<Vec<_>>())
        };
        let found = ids("*_client.*_id_is_*").expect("cases match");
        assert_eq!(found, ["get_client.unknown_id_is_404", "get_client.part_of_an_id_is_404"]);
        assert_eq!(ids("get_client.changes_nothing").expect("a case").len(), 1);
        assert!(matches!(ids("get_client.changes"), Err(SelectionError::Case(..))));
    }

    #[test]
    fn entries_of_one_kind_add_up_and_kinds_narrow() {
        let count = |operations: &[&str], classes: &[&str]| {
            select(|s| (s.operations, s.classes) = (texts(operations), texts(classes))).expect("cases").len()
        };
        let (get, delete) = (count(&["get_client"], &[]), count(&["delete_client"], &[]));
        assert_eq!(count(&["get_client", "delete_client"], &[]), get + delete);
        assert!(count(&["get_client"], &["http"]) < get);
        let walls = select(|s| s.claims = texts(&["tenant.*"])).expect("cases");
        assert!(walls.iter().all(|case| case.claims.iter().any(|claim| claim.id.starts_with("tenant."))));
    }

    #[test]
    fn what_matches_nothing_is_an_error_that_says_which_and_what_was_meant() {
        let error = |change: fn(&mut Selection)| select(change).expect_err("nothing matches").to_string();
        for (said, error) in [
            (
                "unknown operation `get_clients`\n  hint: did you mean `get_client`?",
                error(|s| s.operations = texts(&["get_clients"])),
            ),
            (
                "no claim matches `tenant.walls`\n  hint: did you mean `tenant.wall`?",
                error(|s| s.claims = texts(&["tenant.walls"])),
            ),
            (
                "unknown class `contracts`\n  hint: did you mean `contract`?",
                error(|s| s.classes = texts(&["contracts"])),
            ),
            (
                "no case matches `get_client.change_nothing`\n  hint: did you mean `get_client.changes_nothing`?",
                error(|s| s.cases = texts(&["get_client.change_nothing"])),
            ),
            (
                "no case matches both operation `get_client` and case `delete_client.*`",
                error(|s| {
                    (s.operations, s.cases) = (texts(&["get_client"]), texts(&["delete_client.*"]));
                }),
            ),
        ] {
            assert!(error.starts_with(said) && error.contains("hint: "), "{error}");
        }
    }
}
