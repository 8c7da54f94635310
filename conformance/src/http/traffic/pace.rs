//! How fast requests are sent: evenly, at the rate that the run was given or that the service turns out to allow.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// Requests that may leave together: a case that lets two race needs both under way.
const BURST: f64 = 2.0;

/// The slowest pace, in requests a second.
const SLOWEST: f64 = 1.0;

/// How much faster a run becomes with each second in which the service accepts its requests, in requests a second.
const RECOVERY: f64 = 1.0;

/// The time over which an unlimited run's pace is measured.
const WINDOW: Duration = Duration::from_secs(1);

/// The pace of one run.
pub(crate) struct Pace(Mutex<State>);

struct State {
    /// The rate that the run was given.
    most: Option<f64>,
    /// The rate now.
    rate: Option<f64>,
    /// When the next request would be due if requests were exactly even.
    due: Instant,
    /// Nothing is sent before.
    hold: Instant,
    slowed: Instant,
    sent: VecDeque<Instant>,
}

impl Pace {
    pub(crate) fn new(rate: Option<f64>) -> Self {
        let now = Instant::now();
        Self(Mutex::new(State { most: rate, rate, due: now, hold: now, slowed: now, sent: VecDeque::new() }))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the next turn; the request may be sent at the time returned.
    pub(crate) fn turn(&self) -> Instant {
        let mut state = self.state();
        let now = Instant::now();
        let mut at = now.max(state.hold);
        if let Some(rate) = state.rate {
            let interval = Duration::from_secs_f64(1.0 / rate);
            let due = state.due.max(at);
            state.due = due + interval;
            at = at.max(due.checked_sub(interval.mul_f64(BURST - 1.0)).unwrap_or(at));
        }
        while state.sent.front().is_some_and(|sent| *sent + WINDOW < now) {
            state.sent.pop_front();
        }
        state.sent.push_back(at);
        at
    }

    /// Slows down after the service has refused a request, sent at this time, as one too many. Nothing is sent before
    /// `until`. Requests that were refused together count once.
    pub(crate) fn slow_down(&self, sent: Instant, until: Instant) {
        let mut state = self.state();
        state.hold = state.hold.max(until);
        if sent < state.slowed {
            return;
        }
        let now = Instant::now();
        state.slowed = now;
        #[expect(clippy::cast_precision_loss, reason = "a second never holds that many requests")]
        let achieved = state.sent.iter().filter(|at| **at <= now).count() as f64;
        let slower = (state.rate.unwrap_or(achieved) / 2.0).max(SLOWEST);
        // A run may have been given a rate that is slower still.
        state.rate = Some(state.most.map_or(slower, |most| slower.min(most)));
        state.due = now.max(state.hold);
    }

    /// How long so many requests take at the pace of now.
    pub(crate) fn time_for(&self, requests: u32) -> Duration {
        let rate = self.state().rate;
        rate.and_then(|rate| Duration::try_from_secs_f64(f64::from(requests) / rate).ok()).unwrap_or_default()
    }

    /// Grows a little faster after the service has accepted a request, up to the rate that the run was given.
    pub(crate) fn recover(&self) {
        let mut state = self.state();
        if let Some(rate) = state.rate {
            let faster = rate + RECOVERY / rate;
            state.rate = Some(state.most.map_or(faster, |most| faster.min(most)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn send(pace: &Pace, count: usize) -> Duration {
        let start = Instant::now();
        for _ in 0..count {
            tokio::time::sleep_until(pace.turn()).await;
        }
        start.elapsed()
    }

    #[tokio::test(start_paused = true)]
    async fn requests_leave_evenly_and_at_most_two_together() {
        let pace = Pace::new(Some(20.0));
        let turns: Vec<Instant> = (0..5).map(|_| pace.turn()).collect();
        let from_start: Vec<u128> = turns.iter().map(|turn| (*turn - turns[0]).as_millis()).collect();
        assert_eq!(from_start, [0, 0, 50, 100, 150]);
        // A pause earns no more than that.
        tokio::time::sleep(Duration::from_secs(10)).await;
        let elapsed = send(&pace, 42).await.as_millis();
        assert!((1990..=2050).contains(&elapsed), "{elapsed}");
    }

    #[tokio::test(start_paused = true)]
    async fn no_refusal_makes_a_run_faster_than_the_rate_that_it_was_given() {
        let pace = Pace::new(Some(0.25));
        pace.slow_down(Instant::now(), Instant::now());
        assert_eq!(pace.time_for(3), Duration::from_secs(12));
        assert_eq!(Pace::new(None).time_for(3), Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_rate_nothing_waits() {
        assert_eq!(send(&Pace::new(None), 1000).await, Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn a_refusal_halves_the_pace_once_and_it_recovers_slowly_up_to_the_given_rate() {
        let pace = Pace::new(Some(20.0));
        let sent = pace.turn();
        tokio::time::sleep(Duration::from_millis(10)).await;
        for _ in 0..3 {
            pace.slow_down(sent, Instant::now());
        }
        let elapsed = send(&pace, 22).await.as_millis();
        assert!((1990..=2150).contains(&elapsed), "10 a second: {elapsed}");
        for _ in 0..62 {
            pace.recover();
        }
        let elapsed = send(&pace, 30).await.as_millis();
        assert!((1900..=2150).contains(&elapsed), "15 a second after 62 requests, which take 5 s: {elapsed}");
        for _ in 0..10_000 {
            pace.recover();
        }
        let elapsed = send(&pace, 42).await.as_millis();
        assert!((1990..=2150).contains(&elapsed), "20 a second again: {elapsed}");
    }

    #[tokio::test(start_paused = true)]
    async fn an_unlimited_run_slows_down_to_half_of_what_it_has_achieved() {
        let pace = Pace::new(None);
        for _ in 0..100 {
            tokio::time::sleep(Duration::from_millis(20)).await;
            pace.turn();
        }
        let sent = pace.turn();
        pace.slow_down(sent, Instant::now() + Duration::from_secs(3));
        let elapsed = send(&pace, 52).await.as_millis();
        assert!((4800..=5200).contains(&elapsed), "25 a second after a pause of 3 s: {elapsed}");
    }
}
