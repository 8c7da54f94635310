//! The clock: the machine's, or one that a test sets.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use jiff::Timestamp;

/// The clock of a server.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    /// The clock of the machine.
    #[default]
    Real,
    /// A clock that moves only when a test advances it.
    Manual(ManualClock),
}

impl Clock {
    pub(crate) fn now(&self) -> Timestamp {
        match self {
            Self::Real => Timestamp::now(),
            Self::Manual(clock) => clock.now(),
        }
    }
}

/// A clock that a test advances. Clones share the time.
///
/// ```
/// use std::time::Duration;
///
/// use authms_mock_server::{Clock, ManualClock, Options};
///
/// let clock = ManualClock::at("2026-04-15T10:30:00Z".parse()?);
/// let options = Options { clock: Clock::Manual(clock.clone()), ..Options::default() };
/// clock.advance(Duration::from_secs(60));
/// assert_eq!(clock.now().to_string(), "2026-04-15T10:31:00Z");
/// # Ok::<(), jiff::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct ManualClock(Arc<AtomicI64>);

impl ManualClock {
    /// A clock that stands at a time, in whole milliseconds.
    #[must_use]
    pub fn at(time: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(time.as_millisecond())))
    }

    /// The current time of the clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(Ordering::SeqCst)).unwrap_or(Timestamp::MAX)
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: Duration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        // The result is always `Ok`; `now` limits a time beyond the calendar.
        let _ = self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |now| Some(now.saturating_add(by)));
    }
}
