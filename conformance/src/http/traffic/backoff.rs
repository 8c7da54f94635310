//! How long to wait before a request is sent again.

use std::time::Duration;

use tokio::time::Instant;

/// The first wait without a word from the service; each further one is twice as long.
const FIRST: Duration = Duration::from_millis(200);

/// The longest wait without a word from the service.
const LONGEST: Duration = Duration::from_secs(5);

/// Why a request is not sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// The time for waits is over.
    Over,
    /// The service asks to wait longer than there is time for.
    AskedForMore(Duration),
    /// Another attempt could do harm, or would end in the same way.
    NotRepeatable,
}

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

    /// When to send again, at the latest when the waits end.
    ///
    /// # Errors
    ///
    /// [`Ended`] if nothing is to be sent again.
    pub(crate) fn next(&mut self, retry_after: Option<Duration>) -> Result<Instant, Ended> {
        let now = Instant::now();
        if now >= self.until {
            return Err(Ended::Over);
        }
        // Whoever sends before that is the one whom limits are made for.
        let asked = retry_after.unwrap_or_default();
        let Some(least) = now.checked_add(asked).filter(|at| *at <= self.until) else {
            return Err(Ended::AskedForMore(asked));
        };
        // A random half, so that requests that failed together do not come back together.
        let wait = self.next.mul_f64(0.5 + fastrand::f64() / 2.0);
        self.next = (self.next * 2).min(LONGEST);
        // A service may ask for no wait at all, again and again.
        Ok(now.checked_add(wait).map_or(self.until, |at| at.min(self.until)).max(least))
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
        while let Ok(at) = backoff.next(None) {
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
    async fn what_the_service_asks_for_is_waited_whole_or_not_at_all() {
        let start = Instant::now();
        let mut backoff = Backoff::until(start + Duration::from_secs(10));
        for asked in [3, 10].map(Duration::from_secs) {
            assert_eq!(backoff.next(Some(asked)), Ok(start + asked));
        }
        let mut unasked = Backoff::until(start + Duration::from_secs(10));
        for least in [100, 200, 400] {
            let at = unasked.next(Some(Duration::ZERO)).expect("there is time");
            assert!(at >= start + Duration::from_millis(least), "{least}");
        }
        for asked in [Duration::from_secs(11), Duration::MAX] {
            assert_eq!(backoff.next(Some(asked)), Err(Ended::AskedForMore(asked)));
        }
        tokio::time::advance(Duration::from_secs(10)).await;
        assert_eq!(backoff.next(Some(Duration::ZERO)), Err(Ended::Over));
    }
}
