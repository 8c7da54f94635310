//! The report: one document, and the forms that are made from it; and the list of cases.

mod columns;
pub mod document;
mod escape;
pub mod exit_code;
pub mod form;
pub mod list;
pub mod read;
mod tally;
pub mod text;
