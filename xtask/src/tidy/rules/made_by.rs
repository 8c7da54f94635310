//! A generated file says so, so that nobody edits it.

use crate::tidy::{finding::Finding, problem::Problem, tree::SourceFile};

pub(in crate::tidy) fn check(file: &SourceFile) -> Vec<Finding> {
    let named = file.path.split('/').any(|part| part == "generated.rs" || part == "generated");
    let silent = named && file.ends_with(&[".rs"]) && !file.is_generated();
    silent.then(|| Finding::new(&file.path, 1, Problem::Generated)).into_iter().collect()
}
