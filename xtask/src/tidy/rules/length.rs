//! No hand-written file of code is longer than a reader can hold in mind.

use crate::tidy::{finding::Finding, problem::Problem, tree::SourceFile};

/// Longest file, in lines.
const LONGEST: usize = 400;

pub(in crate::tidy) fn check(file: &SourceFile) -> Vec<Finding> {
    let lines = file.text.lines().count();
    let too_long = file.ends_with(&[".rs"]) && !file.is_generated() && lines > LONGEST;
    too_long.then(|| Finding::new(&file.path, lines, Problem::Length(lines))).into_iter().collect()
}
