//! What the cases of several operations share.

pub(super) mod counts;
pub(super) mod statuses;
pub(super) mod unknown_secret;
