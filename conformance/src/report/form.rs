//! The forms of a report that are files.

use super::document::Document;

/// A form of the report that is one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The document itself.
    Json,
}

impl Form {
    /// The whole file.
    #[must_use]
    pub fn render(self, document: &Document) -> String {
        match self {
            Self::Json => document.to_json(),
        }
    }
}
