//! What a change of the contract is called, and which side it breaks: callers or servers.
//!
//! A caller breaks when what it sends is refused or what it reads is gone; a server, when it has to accept or to promise
//! more than before.

use std::fmt;

use crate::compare::{Difference, Kind};

/// A change, judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Impact {
    /// What the change is called.
    pub(super) change: &'static str,
    callers: bool,
    servers: bool,
}

impl Impact {
    /// Judges one difference from the older contract to the newer.
    pub(super) fn of(difference: &Difference) -> Self {
        let place = difference.place.as_str();
        let sent = ["request", "query ", "path ", "header "].iter().any(|start| place.starts_with(start));
        let now_required = difference.second == "true";
        match (difference.kind, place) {
            (Kind::Missing, "operation") => breaks_callers("operation removed"),
            (Kind::Extra, "operation") => breaks_servers("operation added"),
            (_, "security") => breaks_both("security changed"),
            (Kind::Missing, place) if place.starts_with("status 2") => breaks_both("success status removed"),
            (Kind::Extra, place) if place.starts_with("status 2") => breaks_callers("success status added"),
            (Kind::Missing, place) if place.starts_with("status ") => breaks_servers("error status removed"),
            (Kind::Extra, place) if place.starts_with("status ") => compatible("error status added"),
            (Kind::Missing, _) if sent => breaks_callers("request part removed"),
            (Kind::Extra, _) if sent => breaks_servers("request part added"),
            (Kind::Missing, _) => breaks_callers("response part removed"),
            (Kind::Extra, _) => compatible("response part added"),
            (Kind::Type, _) => breaks_both("type changed"),
            (Kind::Required, _) if sent && now_required => breaks_callers("request part became required"),
            (Kind::Required, _) if sent => breaks_servers("request part became optional"),
            (Kind::Required, _) if now_required => breaks_servers("response part became required"),
            (Kind::Required, _) => breaks_callers("response part became optional"),
            (Kind::Detail, _) if sent => breaks_callers("bounds or default of a request part changed"),
            (Kind::Detail, _) => compatible("format of a response part changed"),
        }
    }

    /// Whether any side breaks.
    pub(super) fn is_breaking(self) -> bool {
        self.callers || self.servers
    }
}

impl fmt::Display for Impact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.callers, self.servers) {
            (true, true) => "breaks callers and servers",
            (true, false) => "breaks callers",
            (false, true) => "breaks servers",
            (false, false) => "compatible",
        })
    }
}

fn breaks_callers(change: &'static str) -> Impact {
    Impact { change, callers: true, servers: false }
}

fn breaks_servers(change: &'static str) -> Impact {
    Impact { change, callers: false, servers: true }
}

fn breaks_both(change: &'static str) -> Impact {
    Impact { change, callers: true, servers: true }
}

fn compatible(change: &'static str) -> Impact {
    Impact { change, callers: false, servers: false }
}
