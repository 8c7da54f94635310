//! Everything below the progress of a run, in its order.

use super::{
    super::{
        columns::hanging,
        document::{Document, State},
        escape,
        standing::killed,
        tally,
    },
    closing::closing,
    detail::Detail,
    failures::failures,
    sections::{deviations, known, not_run, observations, operations, preflight, restored},
    style::{STRONG, case_line, paint},
};
use crate::judging::verdict::Outcome;

/// The report of a run that is over.
#[must_use]
pub fn summary(document: &Document, detail: Detail) -> String {
    let document = &escape::harmless(document);
    let mut out = String::new();
    let quiet = detail == Detail::Quiet;
    if document.state != State::Finished {
        preflight(&mut out, document);
        out += &unfinished(document);
        return out;
    }
    if !quiet {
        preflight(&mut out, document);
        operations(&mut out, document);
    }
    if detail == Detail::Verbose {
        out.push('\n');
        for case in &document.cases {
            out += &format!("{}\n", case_line(case));
        }
    }
    failures(&mut out, &tally::to_look_at(document), document);
    if detail == Detail::Verbose {
        failures(&mut out, &known(document), document);
    }
    deviations(&mut out, document, quiet);
    if !quiet {
        observations(&mut out, document, detail);
    }
    if !quiet || document.outcome != Some(Outcome::Conformant) {
        not_run(&mut out, document, detail);
    }
    restored(&mut out, document);
    closing(&mut out, document, quiet);
    out
}

fn unfinished(document: &Document) -> String {
    match (&document.failure, document.exit_code) {
        (Some(why), Some(code)) => {
            let title = paint(STRONG, "the run failed");
            format!("{title} (exit code {code}): {}\n", why.trim_end())
        }
        _ => hanging("", &killed(document)),
    }
}
