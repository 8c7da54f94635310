//! Annotations of GitHub Actions: workflow commands on stdout.

use super::{
    clip::clip,
    document::Document,
    escape::{command_data, command_property, harmless},
    standing::{Standing, said, standing},
    tally,
};
use crate::{
    engine::result::CaseResult,
    judging::verdict::{Outcome, Verdict},
};

/// GitHub shows so many annotations of one kind and step.
const MOST: usize = 10;

/// Bytes of one message.
const LONGEST: usize = 4 * 1024;

/// One line for each annotation, the gravest first.
#[must_use]
pub fn annotations(document: &Document) -> String {
    let document = &harmless(document);
    let mut errors: Vec<(String, String)> = Vec::new();
    let code = document.exit_code.unwrap_or_default();
    match standing(document) {
        Standing::Unfinished(why) => errors.push(("Contract: not checked".to_owned(), why)),
        Standing::Concluded(Outcome::Conformant) => {}
        Standing::Concluded(outcome) => {
            let reasons: Vec<&str> = document.reasons.iter().map(|reason| reason.text.as_str()).collect();
            let text = format!("exit code {code}, {}: {}", said(document, code), reasons.join("; "));
            errors.push((format!("Contract: {outcome}"), text));
        }
    }
    let broken = tally::to_look_at(document).into_iter().filter(|case| case.verdict >= Verdict::Inconclusive);
    errors.extend(broken.map(|case| (format!("{} {}", case.verdict, case.id), message(case))));
    let stale = document.deviations.iter().filter_map(|entry| Some((entry, entry.problem.as_ref()?)));
    errors.extend(stale.map(|(entry, problem)| {
        let title = format!("Known deviation: {}", entry.claim);
        (title, format!("{}: {problem}", entry.operation))
    }));
    let more = errors.len().saturating_sub(MOST);
    if more > 0 {
        errors.truncate(MOST - 1);
        errors.push(("Contract".to_owned(), format!("and {} more, which the report shows", more + 1)));
    }
    // A partial run that was allowed is worth a warning.
    let kind = if code == 0 { "warning" } else { "error" };
    let command = |(title, text): (String, String)| {
        format!("::{kind} title={}::{}\n", command_property(&title), command_data(&clip(&text, LONGEST)))
    };
    errors.into_iter().map(command).collect()
}

fn message(case: &CaseResult) -> String {
    let findings = tally::broken(case).filter(|finding| finding.verdict == Verdict::Fail);
    let findings =
        findings.map(|finding| format!("{}: expected {}, but {}", finding.claim, finding.expected, finding.actual));
    let repetition = tally::repetition(case);
    std::iter::once(case.description.clone()).chain(repetition).chain(findings).collect::<Vec<_>>().join("\n")
}
