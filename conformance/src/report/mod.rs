//! The report of a run: text while it goes and at its end, JSON for machines; and the list of cases.

mod columns;
pub mod json;
pub mod list;
pub mod text;
