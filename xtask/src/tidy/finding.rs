//! A problem with its place.

use std::fmt::{self, Write as _};

use super::problem::Problem;

/// One broken invariant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file or folder, below the repository.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: Problem,
}

impl Finding {
    pub(super) fn new(file: impl Into<String>, line: usize, problem: Problem) -> Self {
        Self { file: file.into(), line, problem }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, problem } = self;
        write!(f, "{file}:{line}: {}: {problem}\n  hint: {}", problem.rule(), problem.hint())
    }
}

/// The findings as text, or that there are none.
#[must_use]
pub fn report(findings: &[Finding]) -> String {
    if findings.is_empty() {
        return "every invariant holds\n".to_owned();
    }
    let mut text = String::new();
    for finding in findings {
        let _ = writeln!(text, "{finding}");
    }
    let _ = writeln!(text, "findings: {}", findings.len());
    text
}
