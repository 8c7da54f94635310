//! What a sweep has found, and what became of it.

use jiff::SignedDuration;

use crate::report::escape::one_line;

/// What a sweep has found. No text in it is a secret, or does anything to a terminal or a log.
#[derive(Debug, Clone, Default)]
pub struct Swept {
    /// The clients that dead runs have made, or may have made.
    pub clients: Vec<Found>,
    /// The ledgers that were not understood, each with the reason. Runs may have left clients that only they name.
    pub not_understood: Vec<String>,
    /// Other base URLs on which dead runs have left something, by their ledgers.
    pub elsewhere: Vec<String>,
}

impl Swept {
    /// How many clients have this fate.
    pub fn count(&self, fate: impl Fn(&Fate) -> bool) -> usize {
        self.clients.iter().filter(|client| fate(&client.fate)).count()
    }

    /// With every text passed through `clean`.
    pub(super) fn cleaned(self, clean: impl Fn(&str) -> String) -> Self {
        let all = |texts: Vec<String>| texts.iter().map(|text| clean(text)).collect();
        Self {
            clients: self.clients.into_iter().map(|client| client.cleaned(&clean)).collect(),
            not_understood: all(self.not_understood),
            elsewhere: all(self.elsewhere),
        }
    }

    /// Whether something is left that a sweep should have removed, or may be.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.count(|fate| matches!(fate, Fate::Failed(_))) > 0 || !self.not_understood.is_empty()
    }
}

/// A client that a run has made, or may have made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its `client_id`; of a client whose creation had no response, how its name begins.
    pub client_id: String,
    /// Its name, if it was read.
    pub name: String,
    /// The run.
    pub run: String,
    /// How long ago the run began.
    pub age: SignedDuration,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a client that a run has made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// A sweep that applies would remove it.
    Removable,
    /// It was removed, and seen to be gone.
    Removed,
    /// It was not there.
    Gone,
    /// It could not be removed, for this reason.
    Failed(String),
    /// It was left alone, since its run began less than this long ago.
    TooYoung(SignedDuration),
    /// It was left alone, for this reason.
    LeftAlone(String),
}

impl Found {
    fn cleaned(self, clean: impl Fn(&str) -> String) -> Self {
        let fate = match self.fate {
            Fate::Failed(why) => Fate::Failed(clean(&why)),
            Fate::LeftAlone(why) => Fate::LeftAlone(clean(&why)),
            fate => fate,
        };
        Self { client_id: clean(&self.client_id), name: clean(&self.name), fate, ..self }
    }
}

/// Text from a server or a file on one line, in which neither a terminal nor the log of a CI job finds a command.
pub(super) fn harmless(text: &str) -> String {
    one_line(text).replace("::", "\\u{3a}\\u{3a}").replace("##", "\\u{23}\\u{23}")
}
