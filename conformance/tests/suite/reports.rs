//! What reports say and never say, in every form, and that none of them is ever of another run.

mod deviations;
mod diff;
mod documents;
mod ends;
mod exchanges;
mod forms;
mod hostile;
mod never_stale;
mod reading;
mod secrets;

use std::path::{Path, PathBuf};

use authms_conformance::report::{
    document::Document,
    form::Form,
    github::annotations,
    text::{self, Detail},
};
use textwrap::core::display_width;

/// The flags of the outputs that are files.
const FILES: [&str; 4] = ["--json", "--html", "--junit", "--markdown"];

/// A flag and a file for each output, in a folder.
fn files_in(folder: &Path) -> Vec<(&'static str, PathBuf)> {
    FILES.into_iter().map(|flag| (flag, folder.join(flag.trim_start_matches("--")))).collect()
}

/// The flags with their files.
fn flags(files: &[(&'static str, PathBuf)]) -> Vec<String> {
    files.iter().flat_map(|(flag, path)| [(*flag).to_owned(), path.display().to_string()]).collect()
}

/// Every form of a report, by name.
fn every_form(document: &Document) -> Vec<(&'static str, String)> {
    let whole = |detail| text::header(document) + &text::summary(document, detail);
    vec![
        ("json", Form::Json.render(document)),
        ("html", Form::Html.render(document)),
        ("junit", Form::Junit.render(document)),
        ("markdown", Form::Markdown.render(document)),
        ("github", annotations(document)),
        ("quiet", whole(Detail::Quiet)),
        ("normal", whole(Detail::Normal)),
        ("verbose", whole(Detail::Verbose)),
    ]
}

/// A text without its colours.
fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

/// Asserts that no line is wider than a terminal, unless it is one word: what stands in quotes is part of one.
pub(crate) fn assert_80_columns(text: &str) {
    for line in plain(text).lines() {
        let mut quoted = false;
        let splits = |character: char| {
            quoted ^= character == '\'';
            character == ' ' && !quoted
        };
        let line = line.trim_end();
        let one_word = line.trim_start().trim_end_matches(" \\").split(splits).count() == 1;
        assert!(display_width(line) <= 80 || one_word, "{} columns: {line}", display_width(line));
    }
}
