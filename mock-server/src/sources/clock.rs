//! Where the time comes from: the machine, or a test.

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
    /// The machine's.
    #[default]
    Real,
    /// One that only moves when it is told to.
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

/// A clock that a test moves. Clones show the same time.
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
    /// A clock that shows this time, in whole milliseconds.
    #[must_use]
    pub fn at(time: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(time.as_millisecond())))
    }

    /// The time that it shows.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(Ordering::SeqCst)).unwrap_or(Timestamp::MAX)
    }

    /// Moves it forward.
    pub fn advance(&self, by: Duration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        // A time beyond the calendar stays at its end.
        let _ = self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |now| Some(now.saturating_add(by)));
    }
}
