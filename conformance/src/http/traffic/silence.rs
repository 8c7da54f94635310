//! Tells a service that does not respond any more from one that fails now and then.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use jiff::Timestamp;
use tokio::time::Instant;

/// Requests in a row that were given up before the service counts as gone.
const GIVEN_UP: usize = 2;

/// The shortest silence after which it does.
const SHORTEST: Duration = Duration::from_secs(1);

/// How long the service has been silent.
#[derive(Default)]
pub(crate) struct Silence(Mutex<State>);

#[derive(Default)]
struct State {
    since: Option<(Instant, Timestamp)>,
    given_up: usize,
}

impl Silence {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// There was a response.
    pub(crate) fn broken(&self) {
        *self.state() = State::default();
    }

    /// There was none.
    pub(crate) fn goes_on(&self) {
        self.state().since.get_or_insert_with(|| (Instant::now(), Timestamp::now()));
    }

    /// A request was given up, after its whole patience or at once. Since when the service has been silent, if it counts
    /// as gone.
    pub(crate) fn gave_up(&self, patience: Duration, whole: bool) -> Option<Timestamp> {
        let mut state = self.state();
        state.given_up += usize::from(whole);
        let (given_up, (since, time)) = (state.given_up, state.since?);
        let silent = since.elapsed();
        let gone = given_up >= GIVEN_UP && silent >= patience.max(SHORTEST) || silent >= patience.max(SHORTEST) * 2;
        gone.then_some(time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(30);

    #[tokio::test(start_paused = true)]
    async fn two_requests_in_a_row_that_were_given_up_are_enough() {
        let silence = Silence::default();
        silence.goes_on();
        tokio::time::advance(PATIENCE).await;
        assert_eq!(silence.gave_up(PATIENCE, true), None);
        assert!(silence.gave_up(PATIENCE, true).is_some());
        silence.broken();
        silence.goes_on();
        tokio::time::advance(PATIENCE).await;
        assert_eq!(silence.gave_up(PATIENCE, true), None, "there was a response in between");
    }

    #[tokio::test(start_paused = true)]
    async fn requests_that_cannot_be_repeated_count_by_the_time() {
        let silence = Silence::default();
        silence.goes_on();
        for _ in 0..5 {
            assert_eq!(silence.gave_up(PATIENCE, false), None);
            tokio::time::advance(Duration::from_secs(10)).await;
        }
        tokio::time::advance(Duration::from_secs(10)).await;
        assert!(silence.gave_up(PATIENCE, false).is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn without_patience_a_moment_of_silence_is_not_the_end() {
        let silence = Silence::default();
        silence.goes_on();
        for _ in 0..5 {
            assert_eq!(silence.gave_up(Duration::ZERO, true), None);
        }
    }
}
