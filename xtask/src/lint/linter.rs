//! The document that the rules look at, and the findings that they add.

use std::sync::LazyLock;

use authms_spec::yaml::Parsed;
use serde_json::{Map, Value};

use super::finding::Finding;

/// Collects findings about one document.
pub(super) struct Linter<'l> {
    file: &'l str,
    parsed: &'l Parsed,
    findings: Vec<Finding>,
}

impl<'l> Linter<'l> {
    pub(super) fn new(file: &'l str, parsed: &'l Parsed) -> Self {
        Self { file, parsed, findings: Vec::new() }
    }

    /// Adds a finding about the value at a JSON Pointer.
    pub(super) fn add(&mut self, rule: &'static str, at: &str, what: impl Into<String>, hint: &'static str) {
        let line = self.parsed.nearest_line(at);
        self.findings.push(Finding { file: self.file.to_owned(), line, rule, what: what.into(), hint });
    }

    pub(super) fn document(&self) -> &'l Value {
        &self.parsed.value
    }

    /// The schemas by name; none if the document has none.
    pub(super) fn schemas(&self) -> &'l Map<String, Value> {
        static NONE: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);
        self.document().pointer("/components/schemas").and_then(Value::as_object).unwrap_or(&NONE)
    }

    /// What a reference leads to; the node itself if it is not a reference, or leads nowhere.
    pub(super) fn resolve(&self, node: &'l Value) -> &'l Value {
        let reference = node.get("$ref").and_then(Value::as_str);
        let target = reference.and_then(|reference| self.document().pointer(reference.strip_prefix('#')?));
        target.unwrap_or(node)
    }

    /// The findings in the order of their lines, each once.
    pub(super) fn finish(mut self) -> Vec<Finding> {
        self.findings.sort();
        self.findings.dedup();
        self.findings
    }
}
