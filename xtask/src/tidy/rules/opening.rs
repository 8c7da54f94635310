//! Each file of code opens with the sentence that says what it is for.

use crate::tidy::{finding::Finding, problem::Problem, tree::SourceFile};

pub(in crate::tidy) fn check(file: &SourceFile) -> Vec<Finding> {
    let opens = file.text.starts_with("//!") || file.text.starts_with("#![doc = include_str!");
    let silent = file.ends_with(&[".rs"]) && !file.is_generated() && !opens;
    silent.then(|| Finding::new(&file.path, 1, Problem::Opening)).into_iter().collect()
}
