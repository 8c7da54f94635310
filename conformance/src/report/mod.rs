//! What a run says: as text while it goes and at its end, and as JSON for machines.

mod columns;
pub mod json;
pub mod text;
