//! The report: one document, and the forms that are made from it; and the list of cases.

mod clip;
mod columns;
pub mod diff;
pub mod document;
pub(crate) mod escape;
pub mod exit_code;
pub mod form;
pub mod github;
mod html;
mod junit;
pub mod list;
mod markdown;
pub mod read;
mod standing;
mod tally;
pub mod text;
