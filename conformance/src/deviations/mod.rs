//! Known deviations: failures that are known, who fixes them, and until when they are tolerated.

pub(crate) mod entry;
pub(crate) mod file;
pub(crate) mod review;
pub(crate) mod usage;
