//! Waiting until a read shows what was written: a replica that lags is legal.

use std::time::{Duration, Instant};

/// The first pause; each further one is twice as long, up to [`LONGEST`].
const FIRST: Duration = Duration::from_millis(20);

const LONGEST: Duration = Duration::from_millis(320);

/// How long to go on reading, with growing pauses.
pub(crate) struct Settling {
    until: Instant,
    pause: Duration,
}

impl Settling {
    /// For this long, from now on.
    pub(crate) fn of(time: Duration) -> Self {
        Self { until: Instant::now() + time, pause: FIRST }
    }

    /// Pauses before another read; `false` if the time is over, at once.
    pub(crate) async fn lasts(&mut self) -> bool {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return false;
        }
        tokio::time::sleep(self.pause.min(left)).await;
        self.pause = (self.pause * 2).min(LONGEST);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn without_time_to_settle_there_is_one_read() {
        assert!(!Settling::of(Duration::ZERO).lasts().await);
    }

    #[tokio::test]
    async fn the_time_to_settle_ends_with_a_last_read() {
        let begin = Instant::now();
        let (mut settling, mut reads) = (Settling::of(Duration::from_millis(50)), 1);
        while settling.lasts().await {
            reads += 1;
        }
        assert!(begin.elapsed() >= Duration::from_millis(50) && (2..=4).contains(&reads), "{reads}");
    }
}
