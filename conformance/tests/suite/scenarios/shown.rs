//! What a scenario has shown: output, files, and the clients on the service before and after.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    process::Output,
};

use serde_json::Value;

/// What a scenario has shown.
pub(crate) struct Shown {
    pub(crate) output: Output,
    /// The requests that had come when the process ended.
    pub(crate) requests: usize,
    /// How many of them the rate limit refused.
    pub(crate) refused: usize,
    /// The clients that were made, those of a stranger included.
    pub(crate) made: usize,
    pub(crate) report: Option<Value>,
    /// The files in the working directory and in the folder for state, with their text.
    pub(crate) working: BTreeMap<String, String>,
    pub(crate) ledgers: BTreeMap<String, String>,
    /// The clients at the beginning, at the end, and after the sweep, those of the stranger aside.
    pub(crate) before: Vec<Value>,
    pub(crate) after: Vec<Value>,
    pub(crate) swept: Vec<Value>,
    pub(crate) sweep: Output,
    pub(crate) ledgers_swept: BTreeMap<String, String>,
    /// Tokens and secrets.
    pub(crate) canaries: BTreeSet<String>,
}

impl Shown {
    pub(crate) fn said(&self) -> String {
        [&self.output.stdout, &self.output.stderr].map(|bytes| String::from_utf8_lossy(bytes)).join("\n")
    }

    /// The cases in the report, none if there is no report.
    pub(crate) fn cases(&self) -> &[Value] {
        let cases = self.report.as_ref().and_then(|report| report["cases"].as_array());
        cases.map(Vec::as_slice).unwrap_or_default()
    }

    /// How many of them have a verdict.
    pub(crate) fn judged(&self) -> usize {
        self.cases().iter().filter(|case| case["verdict"] != "NOT_RUN").count()
    }

    /// The exit code; `None` after SIGKILL.
    pub(crate) fn code(&self) -> Option<i32> {
        self.output.status.code()
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        writeln!(f, "--- {}, {} requests", self.output.status, self.requests)?;
        writeln!(f, "--- stdout\n{}--- stderr\n{}", text(&self.output.stdout), text(&self.output.stderr))?;
        writeln!(f, "--- ledgers\n{:?}\n--- sweep: {}", self.ledgers, self.sweep.status)?;
        write!(f, "{}{}", text(&self.sweep.stdout), text(&self.sweep.stderr))
    }
}
