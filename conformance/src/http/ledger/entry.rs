//! The lines of a ledger. `docs/ledger.md` describes them for other programs.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::run_id::RunId;

/// The version of the format. A reader skips files of a later one.
const FORMAT: u32 = 1;

/// The first line of each run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Header {
    pub(crate) format: u32,
    pub(crate) run: String,
    pub(crate) pid: u32,
    pub(crate) started: Timestamp,
    pub(crate) base_url: String,
    pub(crate) version: String,
}

/// One line of a ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(crate) enum Entry {
    /// A run begins.
    Run(Header),
    /// A client is about to be created.
    Creating {
        /// The form of its name.
        name: String,
    },
    /// A client was created.
    Created {
        /// Its `client_id`.
        client_id: String,
    },
    /// The service says that it has deleted a client.
    Removed {
        /// Its `client_id`.
        client_id: String,
    },
    /// A read shows that a client does not exist any more.
    Gone {
        /// Its `client_id`.
        client_id: String,
    },
}

/// What a ledger says of one run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) run: RunId,
    pub(crate) header: Header,
    /// Clients that were created and not seen to be gone.
    pub(crate) left: BTreeSet<String>,
    /// Whether there may be clients whose creation had no response.
    pub(crate) may_lack_clients: bool,
}

impl Header {
    pub(crate) fn new(run: &RunId, base_url: &str) -> Self {
        Self {
            format: FORMAT,
            run: run.to_string(),
            pid: std::process::id(),
            started: Timestamp::now(),
            base_url: base_url.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}

/// Reads a ledger. A process that dies may leave half a line at the end, so lines that are not valid are skipped, and
/// so are the lines of a run whose header is not valid.
pub(crate) fn read(text: &str) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    let mut creating = 0_usize;
    for entry in text.lines().filter_map(|line| serde_json::from_str(line).ok()) {
        match (entry, records.last_mut()) {
            (Entry::Run(header), _) => {
                creating = 0;
                if let (Some(run), FORMAT) = (RunId::parse(&header.run), header.format) {
                    records.push(Record { run, header, left: BTreeSet::new(), may_lack_clients: false });
                }
            }
            (_, None) => {}
            (Entry::Creating { .. }, Some(record)) => {
                creating += 1;
                record.may_lack_clients = creating > 0;
            }
            (Entry::Created { client_id }, Some(record)) => {
                creating = creating.saturating_sub(1);
                record.may_lack_clients = creating > 0;
                record.left.insert(client_id);
            }
            (Entry::Removed { .. }, Some(_)) => {}
            (Entry::Gone { client_id }, Some(record)) => {
                record.left.remove(&client_id);
            }
        }
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(entries: &[Entry]) -> String {
        entries.iter().map(|entry| format!("{}\n", serde_json::to_string(entry).expect("JSON"))).collect()
    }

    fn id(client_id: &str) -> String {
        client_id.to_owned()
    }

    #[test]
    fn what_a_run_has_left_is_what_was_created_and_not_seen_to_be_gone() {
        let header = Header::new(&RunId::default(), "https://auth.example.com/api/v1");
        let name = || Entry::Creating { name: id("conformance-*") };
        let text = lines(&[
            Entry::Run(header.clone()),
            name(),
            Entry::Created { client_id: id("a") },
            name(),
            Entry::Created { client_id: id("b") },
            name(),
            Entry::Created { client_id: id("c") },
            Entry::Removed { client_id: id("a") },
            Entry::Gone { client_id: id("a") },
            Entry::Removed { client_id: id("b") },
        ]);
        let records = read(&text);
        let [record] = &records[..] else { panic!("{records:?}") };
        assert_eq!(record.header, header);
        assert_eq!(record.left, BTreeSet::from([id("b"), id("c")]));
        assert!(!record.may_lack_clients);
        assert!(read(&format!("{text}{}", lines(&[name()])))[0].may_lack_clients);
    }

    #[test]
    fn half_a_line_and_lines_of_other_programs_are_skipped() {
        let header = Header::new(&RunId::default(), "https://auth.example.com");
        let begin = lines(&[Entry::Run(header.clone()), Entry::Created { client_id: id("a") }]);
        for rest in ["{\"event\":\"go", "\0\0\0", "{\"event\":\"other\"}\n", "[]\n", "null\n"] {
            assert_eq!(read(&format!("{begin}{rest}"))[0].left.len(), 1, "{rest}");
        }
        assert_eq!(read(&lines(&[Entry::Created { client_id: id("a") }])), []);
        let later = Header { format: FORMAT + 1, ..header };
        assert_eq!(read(&lines(&[Entry::Run(later)])), []);
    }
}
