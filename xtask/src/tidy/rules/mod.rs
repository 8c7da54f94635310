//! The rules of `tidy`, one a file.

pub(super) mod circle;
pub(super) mod citation;
pub(super) mod crowd;
pub(super) mod example;
pub(super) mod hosts;
pub(super) mod length;
pub(super) mod made_by;
mod names;
pub(super) mod one_suite;
pub(super) mod one_way;
pub(super) mod opening;
pub(super) mod parse;
mod prose;
pub(super) mod words;
