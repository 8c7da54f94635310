//! The rules, one file for each part of a document.

pub(super) mod document;
pub(super) mod operations;
pub(super) mod parameters;
pub(super) mod properties;
pub(super) mod references;
pub(super) mod responses;
