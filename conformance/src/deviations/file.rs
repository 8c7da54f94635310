//! Reads `deviations.toml`; what is wrong there is named with its line.

use std::{fmt, ops::Range};

use authms_spec::{claim, operation};
use jiff::civil::Date;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    entry::{Deviation, LONGEST, days, excusable, refusal},
    review::Deviations,
};
use crate::{cases, nearest::nearest};

const MEMBERS: [&str; 8] = ["claim", "operation", "case", "reason", "owner", "link", "opened", "expires"];

/// What is wrong with a file of known deviations.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {what}\n  hint: {hint}")]
pub struct DeviationsError {
    file: String,
    line: usize,
    what: String,
    hint: String,
}

/// What is wrong, and where in the text.
struct Problem {
    at: Range<usize>,
    what: String,
    hint: String,
}

type Entry<'t> = DeTable<'t>;

impl Deviations {
    /// Reads the text of a file; `file` is its name for messages, `today` the day on which entries may have expired.
    ///
    /// # Errors
    ///
    /// [`DeviationsError`] if the text is not valid TOML, an entry lacks a member, names something unknown or is there
    /// twice, or breaks a rule: at most 180 days, and never for claims about secrets or tenants.
    pub fn parse(text: &str, file: &str, today: Date) -> Result<Self, DeviationsError> {
        entries(text, today).map(|entries| Self::new(entries, today)).map_err(|problem| DeviationsError {
            file: file.to_owned(),
            line: text.get(..problem.at.start).unwrap_or(text).matches('\n').count() + 1,
            what: problem.what,
            hint: problem.hint,
        })
    }
}

fn problem(at: Range<usize>, what: impl fmt::Display, hint: impl fmt::Display) -> Problem {
    Problem { at, what: what.to_string(), hint: hint.to_string() }
}

fn entries(text: &str, today: Date) -> Result<Vec<Deviation>, Problem> {
    let document = DeTable::parse(text).map_err(|error| {
        problem(
            error.span().unwrap_or_default(),
            format!("not valid TOML: {}", error.message()),
            "check the quotes, brackets and `=` on this line",
        )
    })?;
    let mut found: Vec<Deviation> = Vec::new();
    for (name, value) in document.get_ref() {
        if name.get_ref() != "deviation" {
            let what = format!("unknown field `{}`", name.get_ref());
            return Err(problem(name.span(), what, "entries begin with `[[deviation]]`"));
        }
        for value in value.get_ref().as_array().into_iter().flatten() {
            let entry = value.get_ref().as_table().ok_or_else(|| not_a_list(value.span()))?;
            let deviation = one(entry, value.span(), today)?;
            let same = |other: &&Deviation| {
                (other.claim, other.operation, &other.case) == (deviation.claim, deviation.operation, &deviation.case)
            };
            if found.iter().any(|other| same(&other)) {
                let what = format!("a second entry for `{}` of `{}`", deviation.claim.id, deviation.operation);
                return Err(problem(value.span(), what, "keep one of them"));
            }
            found.push(deviation);
        }
        if !value.get_ref().is_array() {
            return Err(not_a_list(value.span()));
        }
    }
    Ok(found)
}

fn did_you_mean<'n>(unknown: &str, known: impl IntoIterator<Item = &'n str>, otherwise: &str) -> String {
    nearest(unknown, known).map_or_else(|| otherwise.to_owned(), |near| format!("did you mean `{near}`? {otherwise}"))
}

fn not_a_list(at: Range<usize>) -> Problem {
    problem(at, "`deviation` is not a list of tables", "begin each entry with `[[deviation]]`")
}

fn one(entry: &Entry<'_>, at: Range<usize>, today: Date) -> Result<Deviation, Problem> {
    if let Some((name, _)) = entry.iter().find(|(name, _)| !MEMBERS.contains(&name.get_ref().as_ref())) {
        let what = format!("unknown field `{}`", name.get_ref());
        let hint = format!("an entry has {}", MEMBERS.join(", "));
        return Err(problem(name.span(), what, did_you_mean(name.get_ref(), MEMBERS, &hint)));
    }
    let (id, claim_at) = text(entry, "claim", &at)?;
    let claim = claim::find(id).ok_or_else(|| {
        let hint = "`authms-conformance list --long` shows the claims of each case";
        problem(claim_at.clone(), format!("unknown claim `{id}`"), did_you_mean(id, excusable(), hint))
    })?;
    if let Some(why) = refusal(claim) {
        return Err(problem(claim_at, why, "remove the entry"));
    }
    let (id, operation_at) = text(entry, "operation", &at)?;
    let operation = operation::find(id).ok_or_else(|| {
        let known: Vec<&str> = operation::ALL.iter().map(|operation| operation.id).collect();
        let hint = format!("the operations are {}", known.join(", "));
        problem(operation_at, format!("unknown operation `{id}`"), did_you_mean(id, known, &hint))
    })?;
    let (opened, opened_at) = date(entry, "opened", &at)?;
    let (expires, expires_at) = date(entry, "expires", &at)?;
    // A day later than here may have begun where the file was written.
    if days(today, opened) > 1 {
        return Err(problem(
            opened_at,
            format!("`opened` is in the future: {opened}"),
            "give the day on which it was found",
        ));
    }
    if !(0..=LONGEST).contains(&days(opened, expires)) {
        let what = format!("`expires` is not within {LONGEST} days from `opened`");
        return Err(problem(expires_at, what, "choose an earlier date; renew the entry when it expires"));
    }
    Ok(Deviation {
        claim: *claim,
        operation: operation.id,
        case: case(entry, operation.id, &at)?,
        reason: text(entry, "reason", &at)?.0.to_owned(),
        owner: text(entry, "owner", &at)?.0.to_owned(),
        link: link(entry, &at)?,
        opened,
        expires,
    })
}

fn member<'e>(entry: &'e Entry<'_>, name: &str, at: &Range<usize>) -> Result<&'e Spanned<DeValue<'e>>, Problem> {
    entry.get(name).ok_or_else(|| {
        let what = format!("the entry has no `{name}`");
        problem(at.clone(), what, "every entry needs claim, operation, reason, owner, link, opened and expires")
    })
}

fn text<'e>(entry: &'e Entry<'_>, name: &str, at: &Range<usize>) -> Result<(&'e str, Range<usize>), Problem> {
    let value = member(entry, name, at)?;
    match value.get_ref().as_str().map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => Ok((text, value.span())),
        None => {
            let what = format!("`{name}` is not a text");
            Err(problem(value.span(), what, format!("write it in quotes: {name} = \"…\"")))
        }
    }
}

/// A date of TOML, or one in quotes.
fn date(entry: &Entry<'_>, name: &str, at: &Range<usize>) -> Result<(Date, Range<usize>), Problem> {
    let value = member(entry, name, at)?;
    let written = match value.get_ref() {
        DeValue::Datetime(date) => date.to_string(),
        DeValue::String(text) => text.to_string(),
        _ => String::new(),
    };
    // `parse` alone would accept a time behind the date.
    let date = if written.len() == 10 { written.parse().ok() } else { None };
    date.map(|date| (date, value.span()))
        .ok_or_else(|| problem(value.span(), format!("`{name}` is not a date"), format!("write {name} = 2026-01-31")))
}

fn case(entry: &Entry<'_>, operation: &str, at: &Range<usize>) -> Result<Option<String>, Problem> {
    if !entry.contains_key("case") {
        return Ok(None);
    }
    let (id, at) = text(entry, "case", at)?;
    let all = cases::all();
    match all.iter().find(|case| case.id == id) {
        Some(case) if case.operation.id == operation => Ok(Some(id.to_owned())),
        Some(_) => {
            Err(problem(at, format!("`{id}` is a case of another operation than `{operation}`"), "correct one of them"))
        }
        None => {
            let known = all.iter().map(|case| case.id.as_str());
            let hint = did_you_mean(id, known, "run `authms-conformance list` for all ids");
            Err(problem(at, format!("unknown case `{id}`"), hint))
        }
    }
}

fn link(entry: &Entry<'_>, at: &Range<usize>) -> Result<String, Problem> {
    let (link, at) = text(entry, "link", at)?;
    let url = url::Url::parse(link).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    match url.filter(|url| url.username().is_empty() && url.password().is_none()) {
        Some(_) => Ok(link.to_owned()),
        None => Err(problem(at, "`link` is not an http or https URL", "link to the issue that tracks it")),
    }
}
