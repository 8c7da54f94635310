//! Two API documents, read into one shape and compared.

mod difference;
mod document;

pub use difference::{Difference, Extent, Kind, differences};
pub use document::{Document, DocumentError, Facts, Operation};
