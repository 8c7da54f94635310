//! No case of the suite asks which target it runs on.

use crate::tidy::{finding::Finding, problem::Problem, tree::SourceFile};

/// What a case would use: the module of the target, or where the target is.
const QUESTIONS: [&str; 2] = ["http::target", "base_url"];

pub(in crate::tidy) fn check(file: &SourceFile) -> Vec<Finding> {
    if !file.path.starts_with("conformance/src/cases/") {
        return Vec::new();
    }
    let lines = file.text.lines().enumerate();
    let asking = lines.filter(|(_, line)| QUESTIONS.iter().any(|question| line.contains(question)));
    asking.map(|(at, _)| Finding::new(&file.path, at + 1, Problem::OneSuite)).collect()
}
