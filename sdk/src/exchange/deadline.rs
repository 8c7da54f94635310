//! Points in time ahead.

use std::time::Duration;

use tokio::time::Instant;

/// A point in time ahead; as good as never if it is too far to be written.
pub(crate) fn far(ahead: Duration) -> Instant {
    // The timer would panic shortly before the end of time.
    Instant::now() + ahead.min(Duration::from_secs(30 * 365 * 24 * 3600))
}
