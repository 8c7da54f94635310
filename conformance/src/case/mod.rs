//! What a case is, what it works with, and the values that it writes.

pub(crate) mod context;
pub(crate) mod definition;
pub(crate) mod lent;
pub(crate) mod listed;
pub(crate) mod names;
pub(crate) mod others;
pub(crate) mod reading;
pub(crate) mod run_state;
pub(crate) mod samples;
pub(crate) mod scratch;
pub(crate) mod settle;
pub(crate) mod step;
pub(crate) mod through_sdk;
pub(crate) mod update;
