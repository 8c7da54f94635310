//! What happens to requests on the way: connections that break, gateways that cannot reach the service, outages.

use std::{fmt, time::Duration};

/// How bad the way to the service is. `Weather::default()` is calm.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Weather {
    /// Of a thousand requests, those whose connection breaks: before the service sees the request, after it has carried
    /// it out, or in the middle of the response.
    pub(crate) resets: u32,
    /// Of a thousand requests, those to which a gateway responds with 502, 503 or 504, some after the service has
    /// carried them out.
    pub(crate) pages: u32,
    pub(crate) outages: Vec<Outage>,
}

/// A time in which nothing reaches the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Outage {
    /// Since the first request.
    pub(crate) begin: Duration,
    pub(crate) length: Duration,
    /// What callers see; 0 for connections that break.
    pub(crate) status: u16,
}

/// What becomes of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Arrives,
    /// The connection breaks before the service sees the request.
    BreaksBefore,
    /// The service carries it out, and the connection breaks before the response.
    BreaksAfter,
    /// The connection breaks in the middle of the response.
    BreaksWithin,
    /// A gateway responds, and the service does not see the request.
    PageBefore(u16),
    /// The service carries it out, and a gateway responds.
    PageAfter(u16),
}

impl Weather {
    pub(super) fn fate(&self, since_first: Duration, random: &mut fastrand::Rng) -> Fate {
        let within = |outage: &&Outage| (outage.begin..outage.begin + outage.length).contains(&since_first);
        match self.outages.iter().find(within) {
            Some(Outage { status: 0, .. }) => return Fate::BreaksBefore,
            Some(outage) => return Fate::PageBefore(outage.status),
            None => {}
        }
        let drawn = random.u32(..1000);
        if drawn < self.resets {
            [Fate::BreaksBefore, Fate::BreaksAfter, Fate::BreaksWithin][random.usize(..3)]
        } else if drawn < self.resets + self.pages {
            // A gateway that cannot connect says 502 or 503; only one that has waited says 504.
            [Fate::PageBefore(502), Fate::PageBefore(503), Fate::PageAfter(502), Fate::PageAfter(504)]
                [random.usize(..4)]
        } else {
            Fate::Arrives
        }
    }
}

pub(super) fn reason(status: u16) -> &'static str {
    match status {
        502 => "Bad Gateway",
        503 => "Service Temporarily Unavailable",
        _ => "Gateway Time-out",
    }
}

impl fmt::Display for Weather {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}‰ resets, {}‰ gateway pages", self.resets, self.pages)?;
        for Outage { begin, length, status } in &self.outages {
            write!(f, ", {status} from {} ms for {} ms", begin.as_millis(), length.as_millis())?;
        }
        Ok(())
    }
}
