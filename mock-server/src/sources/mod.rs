//! Where the time and new identifiers come from.

mod clock;
mod ids;

pub use clock::{Clock, ManualClock};
pub use ids::Ids;
