//! The forms of a report that are files.

use super::{document::Document, escape::harmless, html, junit, markdown};

/// A form of the report that is one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The document itself.
    Json,
    /// One HTML file.
    Html,
    /// JUnit XML, which every CI system reads.
    Junit,
    /// Markdown, for the summary of a job.
    Markdown,
}

impl Form {
    /// The whole file.
    #[must_use]
    pub fn render(self, document: &Document) -> String {
        match self {
            Self::Json => document.to_json(),
            Self::Html => html::render(&harmless(document)),
            Self::Junit => junit::render(&harmless(document)),
            Self::Markdown => markdown::render(&harmless(document)),
        }
    }
}
