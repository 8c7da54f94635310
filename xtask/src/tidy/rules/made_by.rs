//! A generated file says so, so that nobody edits it; no other file does, since rules skip generated ones.

use crate::tidy::{finding::Finding, problem::Problem, tree::SourceFile};

pub(in crate::tidy) fn check(file: &SourceFile) -> Vec<Finding> {
    let named = file.path.split('/').any(|part| part == "generated.rs" || part == "generated");
    let problem = match file.says_generated() {
        true if !file.is_generated() => Some(Problem::NotGenerated),
        false if file.is_generated() || (named && file.ends_with(&[".rs"])) => Some(Problem::Generated),
        _ => None,
    };
    problem.map(|problem| Finding::new(&file.path, 1, problem)).into_iter().collect()
}
