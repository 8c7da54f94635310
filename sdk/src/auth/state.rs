//! What a token cache knows: its token, what came of the last fetch, and when the source may be asked again.

use std::{error::Error as StdError, fmt, sync::Arc, time::Duration};

use tokio::time::Instant;

use crate::auth::{
    refused::{REPEATED, Refused},
    token::{AccessToken, BoxError},
};

/// The longest pause after the first failure. It doubles with each further one.
const FIRST_PAUSE: Duration = Duration::from_secs(1);

/// The longest pause after any number of failures.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// A new token serves this long even if its lifetime is shorter, so that no lifetime makes every call fetch.
const LEAST: Duration = Duration::from_secs(1);

#[derive(Default)]
pub(crate) struct State {
    token: Option<AccessToken>,
    fetched_at: Option<Instant>,
    /// When the token is to be replaced although it is still valid.
    replace_at: Option<Instant>,
    /// How many fetches have ended.
    fetches: u64,
    /// Why there is no token or no new one, if the last fetch was in vain.
    failed: Option<Failed>,
    /// How many fetches in a row have failed.
    failures: u32,
    refused: Refused,
    /// How many tokens in a row were refused while they were new.
    refusals: u32,
    /// Until when the source is not asked.
    paused_until: Option<Instant>,
}

/// What a call gets.
pub(crate) enum Outcome {
    /// A token. If the flag is set, it is to be replaced soon.
    Token(AccessToken, bool),
    /// Why there is none, until the source may be asked again.
    Failed(BoxError),
    /// There is none, and the source may be asked.
    Fetch,
}

/// Why there is no token, shared by the calls that need one.
#[derive(Debug, Clone)]
struct Failed(Arc<dyn StdError + Send + Sync>);

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no token could be fetched")
    }
}

impl StdError for Failed {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.0)
    }
}

/// The same during a pause, in which the source is not asked.
#[derive(Debug)]
struct Paused {
    left: Duration,
    because: Failed,
}

impl fmt::Display for Paused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no token could be fetched, and the source is asked again in {:.1?} at the earliest", self.left)
    }
}

impl StdError for Paused {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.because.source()
    }
}

impl State {
    /// How many fetches have ended.
    pub(crate) fn fetches(&self) -> u64 {
        self.fetches
    }

    /// Remembers a token that the service has refused.
    pub(crate) fn refuse(&mut self, token: &AccessToken) {
        self.refused.add(token);
        if self.token.take_if(|own| own.is(token)).is_none() {
            return;
        }
        // The first refusal is not the fault of the source: the token may have been revoked. If the service does not accept a new
        // token either, asking for one after the other would not help.
        let is_new = self.fetched_at.is_some_and(|at| at.elapsed() < LONGEST_PAUSE);
        self.refusals = if is_new { self.refusals.saturating_add(1) } else { 1 };
        if self.refusals > 1 {
            self.fail("the service has refused each new token of the source".into());
        }
    }

    /// What a call gets that has seen this many fetches end before it began to wait.
    pub(crate) fn outcome(&self, seen: u64) -> Outcome {
        let now = Instant::now();
        if let Some(token) = self.token.as_ref().filter(|token| self.is_good(token, now)) {
            let is_due = self.replace_at.is_some_and(|at| at <= now) && self.pause_left(now).is_none();
            return Outcome::Token(token.clone(), is_due);
        }
        match (&self.failed, self.pause_left(now)) {
            // A fetch that ended while the call waited serves it too.
            (Some(failed), _) if self.fetches > seen => Outcome::Failed(failed.clone().into()),
            (Some(failed), Some(left)) => Outcome::Failed(Paused { left, because: failed.clone() }.into()),
            _ => Outcome::Fetch,
        }
    }

    /// Keeps the result of a fetch.
    pub(crate) fn keep(
        &mut self,
        fetched: Result<AccessToken, BoxError>,
        early: Duration,
    ) -> Result<AccessToken, BoxError> {
        self.fetches += 1;
        match fetched.and_then(|token| if self.refused.has(&token) { Err(REPEATED.into()) } else { Ok(token) }) {
            Ok(token) => {
                if self.token.is_some() {
                    // The token before this one was good to its end.
                    self.refusals = 0;
                }
                (self.failed, self.failures, self.paused_until) = (None, 0, None);
                let now = Instant::now();
                self.replace_at = token.remaining().and_then(|lifetime| {
                    let early = early.min(lifetime / 2).mul_f64(1.0 - 0.2 * fastrand::f64());
                    now.checked_add(lifetime.saturating_sub(early).max(LEAST))
                });
                (self.token, self.fetched_at) = (Some(token.clone()), Some(now));
                Ok(token)
            }
            Err(error) => {
                self.failures = self.failures.saturating_add(1);
                Err(self.fail(error).into())
            }
        }
    }

    fn is_good(&self, token: &AccessToken, now: Instant) -> bool {
        token.remaining() != Some(Duration::ZERO)
            || self.fetched_at.is_some_and(|at| now.saturating_duration_since(at) < LEAST)
    }

    fn pause_left(&self, now: Instant) -> Option<Duration> {
        self.paused_until.map(|until| until.saturating_duration_since(now)).filter(|left| !left.is_zero())
    }

    /// Keeps the failure, and starts a pause. A random share of up to a quarter is taken off, so that many processes do not
    /// ask at once.
    fn fail(&mut self, error: BoxError) -> Failed {
        let strikes = self.failures.saturating_add(self.refusals.saturating_sub(1));
        let doubled = FIRST_PAUSE.saturating_mul(2_u32.saturating_pow(strikes.saturating_sub(1).min(20)));
        let pause = doubled.min(LONGEST_PAUSE).mul_f64(1.0 - 0.25 * fastrand::f64());
        self.paused_until = Instant::now().checked_add(pause);
        let failed = Failed(Arc::from(error));
        self.failed = Some(failed.clone());
        failed
    }
}
