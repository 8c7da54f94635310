//! What a run says: as text while it goes and at its end, and as JSON for machines; and the list of cases.

mod columns;
pub mod json;
pub mod list;
pub mod text;
