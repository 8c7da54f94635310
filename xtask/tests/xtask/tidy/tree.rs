//! A small repository in a folder of its own.

use std::fs;

use xtask::tidy::{self, Finding};

/// What is found in a tree with these files.
pub(super) fn findings(files: &[(&str, &str)]) -> Vec<Finding> {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(file, text)| (*file, text.as_bytes())).collect();
    findings_in_bytes(&files)
}

/// What is found in a tree with these files, which need not be text.
pub(super) fn findings_in_bytes(files: &[(&str, &[u8])]) -> Vec<Finding> {
    let root = tempfile::tempdir().expect("a folder");
    for (file, bytes) in files {
        let path = root.path().join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    tidy::run(root.path()).expect("a readable tree")
}

/// The findings of one rule, as text.
pub(super) fn said(rule: &str, files: &[(&str, &str)]) -> String {
    let findings = findings(files).into_iter().filter(|finding| finding.problem.rule() == rule);
    findings.map(|finding| finding.to_string() + "\n").collect()
}
