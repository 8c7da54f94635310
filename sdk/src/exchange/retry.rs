//! Retries: how often, after how long a wait, and within which budget.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

/// What a retry takes from the budget. A success adds 1, so five successes pay for one retry.
const COST: u32 = 5;

/// How failed calls are sent again.
///
/// A call is sent again if no connection was made. After 408, 429, 502, 503, 504, a timeout or a broken connection it is
/// sent again only if its operation is idempotent and returns no secret. The contract decides that, not a setting.
///
/// ```
/// use std::time::Duration;
///
/// use authms_sdk::{Client, RetryPolicy};
///
/// let policy = RetryPolicy::new().attempts(5).backoff(Duration::from_millis(100), Duration::from_secs(2));
/// let client = Client::builder("https://auth.example.com/api/v1").retry(policy).build()?;
/// # let _ = client;
/// # Ok::<(), authms_sdk::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
#[must_use = "a policy does nothing until a client is built with it"]
pub struct RetryPolicy {
    pub(crate) attempts: u32,
    first: Duration,
    longest: Duration,
    longest_asked: Duration,
    pub(crate) budget: u32,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            attempts: 3,
            first: Duration::from_millis(200),
            longest: Duration::from_secs(5),
            longest_asked: Duration::from_secs(30),
            budget: 100,
        }
    }
}

impl RetryPolicy {
    /// Three attempts. The wait is at most 0.2 s before the second attempt and doubles up to 5 s; a `Retry-After` of up to
    /// 30 s is honoured. The budget has 100 retries.
    pub fn new() -> Self {
        Self::default()
    }

    /// Most attempts of a call, the first included; 1 turns retries off.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// The longest wait before the second attempt, and the longest wait before any. A wait is random between zero and the
    /// longest ("full jitter"), so that clients that failed together do not retry together.
    pub fn backoff(mut self, first: Duration, longest: Duration) -> Self {
        self.first = first;
        self.longest = longest;
        self
    }

    /// The longest `Retry-After` (RFC 9110 section 10.2.3) to wait for. If the service asks for more, the call fails at
    /// once and [`Error::retry_after`](crate::Error::retry_after) says how much. A random time is added, never taken off: up to
    /// a quarter of what the service asks for or the longest wait of the backoff, whichever is longer, so that clients that
    /// were told the same do not come back at the same moment. At least half of what is then left of the deadline stays for
    /// the next attempt.
    pub fn longest_retry_after(mut self, longest: Duration) -> Self {
        self.longest_asked = longest;
        self
    }

    /// How many retries a client and its clones have. Each retry takes one, and five successes give one back, so a service
    /// that is down does not receive three times the load.
    pub fn budget(mut self, retries: u32) -> Self {
        self.budget = retries;
        self
    }

    /// How long to wait after this many attempts: at least what the service asks for, and so that half of what is then left
    /// of the deadline stays for the attempt itself.
    pub(crate) fn wait(&self, attempts: u32, asked: Duration, left: Duration) -> Option<Duration> {
        let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1).min(20));
        let backoff = self.first.saturating_mul(doubled).min(self.longest);
        let room = left.checked_sub(asked).filter(|room| asked <= self.longest_asked && !room.is_zero())?;
        // In whole milliseconds, as timers count: they would round anything else up.
        let spread = u64::try_from(backoff.max(asked / 4).min(room / 2).as_millis()).unwrap_or(u64::MAX);
        Some(asked + Duration::from_millis(fastrand::u64(..spread.max(1))))
    }
}

/// Whether a status stands for a passing condition.
pub(crate) fn is_passing(status: u16) -> bool {
    matches!(status, 408 | 429 | 502..=504)
}

/// What is left for retries; shared by a client and its clones.
pub(crate) struct Budget {
    left: AtomicU32,
    full: u32,
}

impl Budget {
    pub(crate) fn new(retries: u32) -> Self {
        let full = retries.saturating_mul(COST);
        Self { left: AtomicU32::new(full), full }
    }

    /// Takes one retry, if there is one.
    pub(crate) fn take(&self) -> bool {
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(COST)).is_ok()
    }

    /// Gives back the share of a success.
    pub(crate) fn give(&self) {
        if self.left.load(Ordering::Relaxed) < self.full {
            let more = |left: u32| (left < self.full).then(|| left + 1);
            let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_wait_lies_between_zero_and_a_bound_that_doubles_up_to_the_longest() {
        let policy = RetryPolicy::new().backoff(Duration::from_millis(100), Duration::from_millis(350));
        for (attempts, bound) in [(1, 100), (2, 200), (3, 350), (40, 350), (u32::MAX, 350)] {
            let waits: Vec<Duration> =
                (0..200).filter_map(|_| policy.wait(attempts, Duration::ZERO, Duration::MAX)).collect();
            assert!(waits.iter().all(|wait| *wait <= Duration::from_millis(bound)), "{attempts}");
            assert!(waits.iter().any(|wait| *wait > Duration::from_millis(bound / 2)), "{attempts}");
            assert!(waits.iter().any(|wait| *wait < Duration::from_millis(bound / 2)), "{attempts}");
        }
    }

    proptest! {
        #[test]
        fn f26_a_wait_is_never_less_than_asked_and_leaves_time_for_the_attempt(
            attempts in 1..40_u32, asked in 0..40_000_u64, left in 0..90_000_u64,
        ) {
            let (asked, left) = (Duration::from_millis(asked), Duration::from_millis(left));
            let policy = RetryPolicy::new();
            match policy.wait(attempts, asked, left) {
                Some(wait) => {
                    prop_assert!((asked..left).contains(&wait), "{wait:?}");
                    prop_assert!(wait <= asked + (left - asked) / 2, "{wait:?}");
                    prop_assert!(wait.subsec_nanos() % 1_000_000 == 0, "{wait:?}");
                    prop_assert!(wait <= asked + (asked / 4).max(Duration::from_secs(5)), "{wait:?}");
                }
                None => prop_assert!(asked > Duration::from_secs(30) || asked >= left),
            }
        }
    }

    #[test]
    fn five_successes_give_one_retry_back_and_never_more_than_there_was() {
        let budget = Budget::new(1);
        assert!(budget.take() && !budget.take());
        (0..4).for_each(|_| budget.give());
        assert!(!budget.take());
        (0..40).for_each(|_| budget.give());
        assert!(budget.take() && !budget.take());
    }
}
