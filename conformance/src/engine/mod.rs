//! A run from its preparation to its conclusion.

pub(crate) mod case_run;
pub(crate) mod clean_up;
pub(crate) mod conclusion;
pub(crate) mod not_begun;
pub(crate) mod options;
pub(crate) mod provision;
pub(crate) mod removal;
pub(crate) mod restore;
pub(crate) mod result;
pub(crate) mod schedule;
pub(crate) mod selection;
pub(crate) mod suite;
pub(crate) mod sweep;
