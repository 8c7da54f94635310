//! A rate limit: a bucket of requests that refills, and what a caller sees who is too fast.

use std::{
    fmt,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant, SystemTime},
};

use axum::http::HeaderMap;
use serde_json::json;

use crate::defect_proxy::Response;

/// A rate limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rate {
    pub(crate) per_second: u32,
    /// Requests that may come at once.
    pub(crate) burst: u32,
    pub(crate) hint: Hint,
    /// Whether the refusal is a page of the gateway instead of the contract's envelope.
    pub(crate) page: bool,
}

/// How a refusal says when to come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hint {
    Seconds,
    Date,
    Absent,
}

/// The state of a limit.
pub(super) struct Bucket {
    rate: Rate,
    level: Mutex<(f64, Instant)>,
    refused: AtomicUsize,
}

impl Bucket {
    pub(super) fn new(rate: Rate) -> Self {
        Self { rate, level: Mutex::new((f64::from(rate.burst), Instant::now())), refused: AtomicUsize::new(0) }
    }

    /// Takes one request out of the bucket, or refuses it.
    pub(super) fn refuse(&self) -> Option<Response> {
        let mut level = self.level.lock().unwrap_or_else(PoisonError::into_inner);
        let (before, since) = *level;
        let refilled = before + since.elapsed().as_secs_f64() * f64::from(self.rate.per_second);
        let now = refilled.min(f64::from(self.rate.burst));
        *level = (if now >= 1.0 { now - 1.0 } else { now }, Instant::now());
        (now < 1.0).then(|| {
            self.refused.fetch_add(1, Ordering::SeqCst);
            self.rate.refusal((1.0 - now) / f64::from(self.rate.per_second))
        })
    }

    /// How many requests were refused.
    pub(super) fn refused(&self) -> usize {
        self.refused.load(Ordering::SeqCst)
    }
}

impl Rate {
    pub(crate) fn of(per_second: u32) -> Self {
        Self { per_second, burst: per_second, hint: Hint::Seconds, page: false }
    }

    fn refusal(&self, wait: f64) -> Response {
        let mut response = match self.page {
            true => page(429, "Too Many Requests"),
            false => {
                let timestamp = jiff::Timestamp::now().to_string();
                let body = json!({ "code": 42_900_001, "message": "too many requests", "timestamp": timestamp });
                let mut response = Response { status: 429, headers: HeaderMap::new(), body: body.to_string().into() };
                response.set("content-type", "application/json");
                response
            }
        };
        // Both forms count whole seconds.
        let wait = Duration::from_secs_f64(wait.ceil().max(1.0));
        match self.hint {
            Hint::Seconds => response.set("retry-after", &wait.as_secs().to_string()),
            Hint::Date => response.set("retry-after", &httpdate::fmt_http_date(SystemTime::now() + wait)),
            Hint::Absent => {}
        }
        response
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hint = match self.hint {
            Hint::Seconds => "Retry-After in seconds",
            Hint::Date => "Retry-After as a date",
            Hint::Absent => "no Retry-After",
        };
        let form = if self.page { "a page" } else { "the envelope" };
        write!(f, "{} requests/s, {} at once, {hint}, {form}", self.per_second, self.burst)
    }
}

/// A page of a gateway.
pub(super) fn page(status: u16, reason: &str) -> Response {
    let body = format!(
        "<html>\r\n<head><title>{status} {reason}</title></head>\r\n<body>\r\n<center><h1>{status} {reason}</h1></center>\r\n\
         <hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
    );
    let mut response = Response { status, headers: HeaderMap::new(), body: body.into_bytes() };
    response.set("content-type", "text/html");
    response
}
