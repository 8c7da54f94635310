//! How long to wait before a request is sent again.

use std::time::Duration;

use tokio::time::Instant;

/// The first wait without a word from the service; each further one is twice as long.
const FIRST: Duration = Duration::from_millis(200);

/// The longest wait without a word from the service.
const LONGEST: Duration = Duration::from_secs(5);

/// The waits of one request.
pub(crate) struct Backoff {
    until: Instant,
    next: Duration,
}

impl Backoff {
    /// Waits that end at this time.
    pub(crate) fn until(until: Instant) -> Self {
        Self { until, next: FIRST }
    }

    /// When to send again, at the latest when the waits end; `None` if they have ended.
    pub(crate) fn next(&mut self, retry_after: Option<Duration>) -> Option<Instant> {
        let now = Instant::now();
        if now >= self.until {
            return None;
        }
        // A random half, so that requests that failed together do not come back together.
        let wait = retry_after.unwrap_or_else(|| self.next.mul_f64(0.5 + fastrand::f64() / 2.0));
        self.next = (self.next * 2).min(LONGEST);
        Some(now.checked_add(wait).map_or(self.until, |at| at.min(self.until)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn waits_double_and_end_in_time() {
        let start = Instant::now();
        let mut backoff = Backoff::until(start + Duration::from_secs(30));
        let mut waits = Vec::new();
        while let Some(at) = backoff.next(None) {
            waits.push(at - Instant::now());
            tokio::time::sleep_until(at).await;
        }
        assert_eq!(start.elapsed(), Duration::from_secs(30));
        for (wait, most) in waits.iter().zip([200, 400, 800, 1600, 3200, 5000]) {
            let most = Duration::from_millis(most);
            assert!((most / 2..=most).contains(wait), "{waits:?}");
        }
        assert!((8..20).contains(&waits.len()), "{waits:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn what_the_service_asks_for_is_waited_but_never_longer_than_the_rest_of_the_time() {
        let start = Instant::now();
        let mut backoff = Backoff::until(start + Duration::from_secs(10));
        assert_eq!(backoff.next(Some(Duration::from_secs(3))), Some(start + Duration::from_secs(3)));
        for wait in [Duration::from_secs(60), Duration::MAX] {
            assert_eq!(backoff.next(Some(wait)), Some(start + Duration::from_secs(10)));
        }
    }
}
