//! What a rule found in a document.

use std::fmt::{self, Write as _};

/// One broken rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file as it was named.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// Id of the rule.
    pub rule: &'static str,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub hint: &'static str,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}: {}\n  hint: {}", self.file, self.line, self.rule, self.what, self.hint)
    }
}

/// The findings as text, or that there are none.
#[must_use]
pub fn report(findings: &[Finding]) -> String {
    if findings.is_empty() {
        return "no rule is broken\n".to_owned();
    }
    let mut text = String::new();
    for finding in findings {
        let _ = writeln!(text, "{finding}");
    }
    let _ = writeln!(text, "findings: {}", findings.len());
    text
}
