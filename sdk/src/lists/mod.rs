//! Lists: what to list, the pages as they come, and when a list has ended.

pub(crate) mod list;
pub(crate) mod progress;
pub(crate) mod stream;
