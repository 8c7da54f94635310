//! Each text file is UTF-8, and each file of code is valid Rust: other rules cannot look into one that is not.
//!
//! The compiler holds the files that belong to a crate; this rule also holds those that no crate declares.

use crate::tidy::{finding::Finding, problem::Problem, tree::SourceFile};

pub(in crate::tidy) fn check(file: &SourceFile) -> Vec<Finding> {
    if !file.is_utf8() {
        return vec![Finding::new(&file.path, 1, Problem::NotText)];
    }
    if !file.ends_with(&[".rs"]) {
        return Vec::new();
    }
    let error = syn::parse_file(&file.text).err().into_iter();
    let finding = |error: syn::Error| (error.span().start().line.max(1), Problem::NotRust(error.to_string()));
    error.map(finding).map(|(line, problem)| Finding::new(&file.path, line, problem)).collect()
}
