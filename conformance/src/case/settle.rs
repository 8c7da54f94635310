//! Waiting until a read shows what was written: a replica that lags is legal.

use std::time::{Duration, Instant};

/// The first pause; each further one is twice as long, up to [`LONGEST`].
const FIRST: Duration = Duration::from_millis(20);

const LONGEST: Duration = Duration::from_millis(320);

/// How long to go on reading, with growing pauses.
pub(crate) struct Settling {
    until: Instant,
    /// When the latest read began. One that took long shows nothing of what has settled since.
    read_at: Instant,
    pause: Duration,
}

impl Settling {
    /// For this long, from now on.
    pub(crate) fn of(time: Duration) -> Self {
        let now = Instant::now();
        Self { until: now + time, read_at: now, pause: FIRST }
    }

    /// Pauses before another read; `false` at once if the latest one began when the time was over.
    pub(crate) async fn lasts(&mut self) -> bool {
        if self.read_at >= self.until {
            return false;
        }
        let left = self.until.saturating_duration_since(Instant::now());
        tokio::time::sleep(self.pause.min(left)).await;
        self.read_at = Instant::now();
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
    async fn a_read_that_takes_longer_than_the_time_to_settle_is_not_the_last() {
        let mut settling = Settling::of(Duration::from_millis(20));
        tokio::time::sleep(Duration::from_millis(30)).await;
        assert!(settling.lasts().await);
        assert!(!settling.lasts().await);
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
