//! What a run may ask of a target: how fast, how much at once, how much in all, and how long it waits.

use std::time::Duration;

use super::target::Target;

/// What a run may ask of a target.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Requests a second; `None` for as fast as the target responds.
    pub rate: Option<f64>,
    /// Most requests under way, and so most cases side by side.
    pub concurrency: usize,
    /// Most requests in all, clean-up not counted: that must never be short of requests.
    pub max_requests: usize,
    /// Most clients that the run creates.
    pub max_clients: usize,
    /// Longest time for the cases; clean-up has its own.
    pub max_time: Duration,
    /// How long one request waits out rate limits and outages before its case ends without a verdict.
    pub patience: Duration,
    /// How long the clean-up keeps at it, beside the time that its requests take at the run's pace.
    pub clean_up_time: Duration,
    /// How long what a write must show may take until every read shows it.
    pub settle: Duration,
    /// Whether clients may be created.
    pub create: bool,
    /// Whether nothing but `GET` may be sent.
    pub read_only: bool,
}

impl Limits {
    /// The limits for a server on this machine: as fast as it goes, and nothing is late.
    #[must_use]
    pub fn local() -> Self {
        Self {
            rate: None,
            concurrency: 4,
            max_requests: 1_500,
            max_clients: 25,
            max_time: Duration::from_secs(15 * 60),
            patience: Duration::from_secs(10),
            clean_up_time: Duration::from_secs(30),
            settle: Duration::ZERO,
            create: true,
            read_only: false,
        }
    }

    /// The limits for a server that others use as well.
    #[must_use]
    pub fn remote() -> Self {
        Self {
            rate: Some(20.0),
            patience: Duration::from_secs(30),
            clean_up_time: Duration::from_secs(90),
            settle: Duration::from_secs(2),
            ..Self::local()
        }
    }

    /// The limits for a target by where it is.
    #[must_use]
    pub fn suitable_for(target: &Target) -> Self {
        if target.is_on_this_machine() { Self::local() } else { Self::remote() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_others_use_is_asked_slowly_and_given_time() {
        let (remote, local) = (Limits::remote(), Limits::local());
        assert_eq!((remote.rate, remote.concurrency, remote.settle), (Some(20.0), 4, Duration::from_secs(2)));
        assert_eq!((local.rate, local.settle), (None, Duration::ZERO));
        for limits in [remote, local] {
            assert_eq!((limits.max_requests, limits.max_clients), (1_500, 25));
        }
    }
}
