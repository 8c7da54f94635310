//! How long the way to the service and back takes.

use std::{fmt, time::Duration};

/// How long a response takes, apart from the service itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Latency {
    /// Every response takes this long.
    pub(crate) constant: Duration,
    /// And up to this much longer.
    pub(crate) jitter: Duration,
    /// One response in this many takes `slow` instead; 0 for none.
    pub(crate) one_in: u64,
    pub(crate) slow: Duration,
}

impl Latency {
    pub(crate) fn constant(milliseconds: u64) -> Self {
        let constant = Duration::from_millis(milliseconds);
        Self { constant, jitter: Duration::ZERO, one_in: 0, slow: Duration::ZERO }
    }

    pub(super) fn of(&self, random: &mut fastrand::Rng) -> Duration {
        if self.one_in > 0 && random.u64(..self.one_in) == 0 {
            return self.slow;
        }
        self.constant + self.jitter.mul_f64(random.f64())
    }
}

impl fmt::Display for Latency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ms", self.constant.as_millis())?;
        if !self.jitter.is_zero() {
            write!(f, " and up to {} ms more", self.jitter.as_millis())?;
        }
        if self.one_in > 0 {
            write!(f, ", one in {} takes {} ms", self.one_in, self.slow.as_millis())?;
        }
        Ok(())
    }
}
