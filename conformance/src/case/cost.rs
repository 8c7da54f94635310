//! What a case costs a server, measured on the mock server and kept true by a test: `plan` adds it up.

use std::{collections::HashMap, sync::LazyLock};

/// One line for each case: its id, requests, writes, clients and secrets.
const MEASURED: &str = include_str!("costs.txt");

/// What a case asks of a server, apart from clients that it shares with others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cost {
    /// Requests.
    pub requests: usize,
    /// Requests that write, each of which may become a row of an audit log.
    pub writes: usize,
    /// Clients created.
    pub clients: usize,
    /// Secrets created, those of clients included.
    pub secrets: usize,
}

impl Cost {
    /// What a case has cost when it was measured; a case that was not counts as a few requests.
    pub(crate) fn of(case_id: &str) -> Self {
        static COSTS: LazyLock<HashMap<&str, Cost>> = LazyLock::new(|| MEASURED.lines().filter_map(read).collect());
        COSTS.get(case_id).copied().unwrap_or(Self { requests: 4, writes: 2, clients: 0, secrets: 0 })
    }
}

impl std::ops::AddAssign for Cost {
    fn add_assign(&mut self, other: Self) {
        self.requests += other.requests;
        self.writes += other.writes;
        self.clients += other.clients;
        self.secrets += other.secrets;
    }
}

/// `id requests writes clients secrets`, as the file of measured costs has it.
impl std::fmt::Display for Cost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {} {}", self.requests, self.writes, self.clients, self.secrets)
    }
}

fn read(line: &str) -> Option<(&str, Cost)> {
    let (id, rest) = line.split_once(' ')?;
    let numbers: Vec<usize> = rest.split(' ').map_while(|number| number.parse().ok()).collect();
    let [requests, writes, clients, secrets] = numbers[..] else { return None };
    Some((id, Cost { requests, writes, clients, secrets }))
}
