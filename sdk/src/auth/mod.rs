//! Access tokens: what they are, where they come from, and how long they are kept.

pub(crate) mod cache;
pub(crate) mod token;
