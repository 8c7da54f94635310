//! The server's clock against ours: a token that looks expired may only look so.

use std::time::SystemTime;

use jiff::{SignedDuration, Timestamp};

use super::check::Check;
use crate::http::exchange::Exchange;

/// Below this, the way to the server and whole seconds explain the difference.
const TOLERANCE: SignedDuration = SignedDuration::from_secs(60);

/// How far the server's clock is ahead of ours; `None` if its response has no time.
pub(super) fn skew(exchange: &Exchange, now: Timestamp) -> Option<SignedDuration> {
    let date: SystemTime = httpdate::parse_http_date(exchange.header("date")?).ok()?;
    Some(Timestamp::try_from(date).ok()?.duration_since(now))
}

pub(super) fn check(skew: SignedDuration) -> Check {
    let (seconds, side) = (skew.as_secs().abs(), if skew.is_negative() { "behind" } else { "ahead of" });
    if skew.abs() <= TOLERANCE {
        return Check::ok("clock", "the server's clock is like this machine's");
    }
    Check::noted(
        "clock",
        format!(
            "the server's clock is {seconds} s {side} this machine's: a token may look expired, or still valid, and not be"
        ),
    )
}
