//! `lint`: rules that keep the contract sound, and such that a client can be generated from it.
//!
//! Each rule says in our words what would otherwise end in a panic of the generator or in an SDK that leaks.

mod rules;

use std::fmt::Write as _;

use authms_spec::yaml::{self, Parsed};

use crate::document::DocumentError;

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

/// Collects findings about one document.
struct Linter<'l> {
    file: &'l str,
    parsed: &'l Parsed,
    findings: Vec<Finding>,
}

impl Linter<'_> {
    fn add(&mut self, rule: &'static str, at: &str, what: impl Into<String>, hint: &'static str) {
        let line = self.parsed.nearest_line(at);
        self.findings.push(Finding { file: self.file.to_owned(), line, rule, what: what.into(), hint });
    }
}

/// Holds a document to every rule; findings are ordered by line.
///
/// # Errors
///
/// [`DocumentError`] if the text is neither YAML nor JSON.
pub fn run(file: &str, text: &str) -> Result<Vec<Finding>, DocumentError> {
    let parsed = yaml::parse(text).map_err(|error| DocumentError {
        file: file.to_owned(),
        line: error.line,
        what: format!("this is neither YAML nor JSON: {}", error.what),
        hint: "name an OpenAPI 3.0 document",
    })?;
    let mut linter = Linter { file, parsed: &parsed, findings: Vec::new() };
    rules::all(&mut linter);
    linter.findings.sort();
    linter.findings.dedup();
    Ok(linter.findings)
}

/// The findings as text, or that there are none.
#[must_use]
pub fn report(findings: &[Finding]) -> String {
    if findings.is_empty() {
        return "no rule is broken\n".to_owned();
    }
    let mut text = String::new();
    for finding in findings {
        let _ = writeln!(
            text,
            "{}:{}: {}: {}\n  hint: {}",
            finding.file, finding.line, finding.rule, finding.what, finding.hint
        );
    }
    let _ = writeln!(text, "{} findings", findings.len());
    text
}
