//! Points in time ahead.

use std::time::Duration;

use tokio::time::Instant;

/// A point in time ahead, at most 30 years.
pub(crate) fn far(ahead: Duration) -> Instant {
    // The timer panics if a deadline is beyond what it can represent.
    Instant::now() + ahead.min(Duration::from_secs(30 * 365 * 24 * 3600))
}
