//! The report: one document, and the forms that are made from it; and the list of cases.

mod columns;
pub mod document;
pub mod form;
pub mod list;
pub mod read;
pub mod text;
