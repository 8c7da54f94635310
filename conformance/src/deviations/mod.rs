//! Known deviations: what a service is known to break, who mends it, and until when it is tolerated.

pub(crate) mod entry;
pub(crate) mod file;
pub(crate) mod review;
pub(crate) mod usage;
