//! The lines of a ledger. `docs/ledger.md` describes them for other programs.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::run_id::RunId;

/// The version of the format. A reader skips runs of another one.
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
    /// A response says that a client was created, and no read has shown that it is one of this run.
    Named {
        /// Its `client_id`.
        client_id: String,
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
    named: BTreeSet<String>,
    created: BTreeSet<String>,
    removed: BTreeSet<String>,
    gone: BTreeSet<String>,
    creating: usize,
    /// Whether a line about it is not valid.
    damaged: bool,
}

impl Record {
    /// Clients that were created and not seen to be gone.
    pub(crate) fn left(&self) -> impl Iterator<Item = &String> {
        self.created.difference(&self.gone)
    }

    /// Whether the service has said that it has deleted a client.
    pub(crate) fn is_removed(&self, client_id: &str) -> bool {
        self.removed.contains(client_id)
    }

    /// Clients that a response has named as new and that no read has shown, unless each creation has its client.
    pub(crate) fn unverified(&self) -> impl Iterator<Item = &String> {
        let open = self.may_lack_clients();
        self.named.difference(&self.created).filter(move |_| open)
    }

    /// Whether there may be clients that were not seen to be created.
    pub(crate) fn may_lack_clients(&self) -> bool {
        self.damaged || self.creating > self.created.len()
    }

    /// Whether there may be clients that no line names.
    pub(crate) fn may_lack_names(&self) -> bool {
        self.damaged || self.creating > self.created.union(&self.named).count()
    }

    /// Whether the run has left something behind, or may have.
    pub(crate) fn has_left_something(&self) -> bool {
        self.left().next().is_some() || self.may_lack_clients()
    }
}

/// What a ledger says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Contents {
    pub(crate) records: Vec<Record>,
    /// The first thing in it that was not understood.
    pub(crate) fault: Option<String>,
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

/// Any line that begins a run, of whatever format.
#[derive(Deserialize)]
struct Begin {
    event: String,
    format: u32,
}

/// Reads a ledger. A process that dies may leave half a line at the end of its run, which counts as not written. What else
/// is not valid is a fault: the run that it is about may have clients that no line names.
pub(crate) fn read(text: &str) -> Contents {
    let mut contents = Contents::default();
    // Lines before the first run, or of a run that is not understood, are about none of the records.
    let mut is_known = false;
    let lines = text.split_inclusive('\n').enumerate().filter(|(_, line)| !line.trim().is_empty());
    let mut lines = lines.map(|(number, line)| (number, line, Begin::of(line))).peekable();
    while let Some((number, line, begin)) = lines.next() {
        let is_last = lines.peek().map_or(!line.ends_with('\n'), |(_, _, next)| next.is_some());
        let fault = match (begin, serde_json::from_str(line), contents.records.last_mut().filter(|_| is_known)) {
            (Some(Begin { format, .. }), ..) if format != FORMAT => {
                is_known = false;
                Some(format!("line {} begins a run of format {format}, which this version does not know", number + 1))
            }
            (Some(_), entry, _) => {
                let record = entry.ok().and_then(Record::begun_by);
                is_known = record.is_some();
                contents.records.extend(record);
                (!is_known).then(|| not_valid(number))
            }
            (None, Ok(entry), Some(record)) => {
                record.note(entry);
                None
            }
            (None, Err(_), _) if is_last => None,
            (None, _, Some(record)) => {
                record.damaged = true;
                Some(not_valid(number))
            }
            (None, _, None) => Some(not_valid(number)),
        };
        contents.fault = contents.fault.or(fault);
    }
    if contents.records.is_empty() && contents.fault.is_none() {
        contents.fault = Some("it names no run".to_owned());
    }
    contents
}

impl Begin {
    fn of(line: &str) -> Option<Self> {
        serde_json::from_str::<Self>(line).ok().filter(|begin| begin.event == "run")
    }
}

fn not_valid(number: usize) -> String {
    format!("line {} is not valid", number + 1)
}

impl Record {
    fn begun_by(entry: Entry) -> Option<Self> {
        let Entry::Run(header) = entry else { return None };
        let run = RunId::parse(&header.run)?;
        let (named, created) = <(BTreeSet<_>, BTreeSet<_>)>::default();
        let (removed, gone) = <(BTreeSet<_>, BTreeSet<_>)>::default();
        Some(Self { run, header, named, created, removed, gone, creating: 0, damaged: false })
    }

    fn note(&mut self, entry: Entry) {
        match entry {
            Entry::Creating { .. } => self.creating += 1,
            Entry::Named { client_id } => drop(self.named.insert(client_id)),
            Entry::Created { client_id } => drop(self.created.insert(client_id)),
            Entry::Removed { client_id } => drop(self.removed.insert(client_id)),
            Entry::Gone { client_id } => drop(self.gone.insert(client_id)),
            Entry::Run(_) => {}
        }
    }
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
        let contents = read(&text);
        let [record] = &contents.records[..] else { panic!("{contents:?}") };
        assert_eq!((&record.header, &contents.fault), (&header, &None));
        assert_eq!(record.left().collect::<Vec<_>>(), ["b", "c"]);
        assert!(!record.may_lack_clients());
        assert!(read(&format!("{text}{}", lines(&[name()]))).records[0].may_lack_clients());
    }

    #[test]
    fn a_line_that_stands_twice_says_nothing_more() {
        let header = Header::new(&RunId::default(), "https://auth.example.com");
        let name = || Entry::Creating { name: id("conformance-*") };
        let created = || Entry::Created { client_id: id("a") };
        let gone = || Entry::Gone { client_id: id("a") };
        let contents = read(&lines(&[Entry::Run(header), name(), created(), created(), gone(), gone(), name()]));
        assert_eq!(contents.records[0].left().count(), 0);
        assert!(contents.records[0].may_lack_clients());
    }

    #[test]
    fn a_client_that_only_a_response_names_is_left_until_each_creation_has_its_client() {
        let header = Header::new(&RunId::default(), "https://auth.example.com");
        let name = || Entry::Creating { name: id("conformance-*") };
        let [named, other] = ["a", "b"].map(|client_id| Entry::Named { client_id: id(client_id) });
        let created = |client_id| Entry::Created { client_id: id(client_id) };
        for (entries, unverified, lacks_names) in [
            (vec![name()], &[][..], true),
            (vec![name(), named.clone()], &["a"], false),
            (vec![name(), named.clone(), name()], &["a"], true),
            (vec![name(), named.clone(), created("a")], &[], false),
            (vec![name(), named.clone(), created("b")], &[], false),
            (vec![name(), named.clone(), name(), other, created("b")], &["a"], false),
        ] {
            let text = lines(&[vec![Entry::Run(header.clone())], entries].concat());
            let record = &read(&text).records[0];
            let found: Vec<&String> = record.unverified().collect();
            assert_eq!(
                (found, record.may_lack_names()),
                (unverified.iter().map(|it| id(it)).collect::<Vec<_>>().iter().collect(), lacks_names),
                "{text}"
            );
        }
    }

    #[test]
    fn half_a_line_at_the_end_counts_as_not_written() {
        let header = Header::new(&RunId::default(), "https://auth.example.com");
        let whole = lines(&[Entry::Run(header), Entry::Created { client_id: id("a") }]);
        let begin = whole.find('\n').expect("two lines") + 1;
        for end in begin..whole.len() - 1 {
            let contents = read(&whole[..end]);
            assert_eq!((contents.records[0].left().count(), contents.fault), (0, None), "{}", &whole[..end]);
            // The next run goes on below it.
            let contents = read(&format!("{}\n{whole}", &whole[..end]));
            let left: Vec<usize> = contents.records.iter().map(|record| record.left().count()).collect();
            assert_eq!((left, contents.fault), (vec![0, 1], None), "{}", &whole[..end]);
        }
    }

    #[test]
    fn what_is_not_understood_is_a_fault_and_hides_nothing_else() {
        let header = Header::new(&RunId::default(), "https://auth.example.com");
        let one = lines(&[Entry::Run(header.clone()), Entry::Created { client_id: id("a") }]);
        let later = lines(&[Entry::Run(Header { format: FORMAT + 1, ..header.clone() })]);
        let stranger = lines(&[Entry::Run(Header { run: id("../../x"), ..header })]);
        let b = lines(&[Entry::Created { client_id: id("b") }]);
        for (rest, what) in [
            ("\0\0\0\n", "line 3 is not valid"),
            ("{\"event\":\"created\",\"client_id\":7}\n", "line 3 is not valid"),
            ("{\"event\":\"other\"}\n", "line 3 is not valid"),
            ("{\"event\":\"go\n", "line 3 is not valid"),
            ("[]\n", "line 3 is not valid"),
            (&format!("{later}{b}"), "line 3 begins a run of format 2, which this version does not know"),
            ("{\"event\":\"run\",\"format\":9}\n", "line 3 begins a run of format 9, which this version does not know"),
            (&format!("{stranger}{b}"), "line 3 is not valid"),
            (&format!("{}\n", "x".repeat(1 << 20)), "line 3 is not valid"),
        ] {
            let contents = read(&format!("{one}{rest}"));
            assert_eq!(contents.fault.as_deref(), Some(what), "{rest:.80}");
            assert_eq!(contents.records[0].left().collect::<Vec<_>>(), ["a"], "{rest:.80}");
        }
        let none = "it names no run";
        for (text, fault) in [("", none), ("\n\n", none), ("a text", none), (&b, "line 1 is not valid")] {
            assert_eq!(read(text), Contents { records: Vec::new(), fault: Some(id(fault)) }, "{text}");
        }
    }
}
