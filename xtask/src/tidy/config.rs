//! `xtask/tidy.toml`: forms of words and citations that are refused, and where they are allowed.

use std::fmt;

use regex::Regex;
use serde::{Deserialize, Deserializer, de};
use toml::Spanned;
use wildmatch::WildMatch;

use super::{finding::Finding, problem::Problem, tree::SourceFile};

/// Where the list stands.
const FILE: &str = "xtask/tidy.toml";

/// What stands in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Config {
    /// Forms of words.
    pub(super) words: Vec<Refused>,
    /// Citations of what is not in the repository.
    pub(super) citations: Vec<Refused>,
    #[serde(default)]
    allow: Vec<Spanned<Allowed>>,
}

/// A finding that an entry of `allow` may excuse, with the id that the entry must name.
#[derive(Debug)]
pub(super) struct Excusable {
    pub(super) form: String,
    pub(super) finding: Finding,
}

/// A form that is refused.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Refused {
    /// What `allow` calls it.
    pub(super) id: String,
    /// The form, whatever its case.
    #[serde(deserialize_with = "regex")]
    pub(super) pattern: Regex,
    /// Which matches of the pattern are good English all the same.
    #[serde(default, deserialize_with = "some_regex")]
    pub(super) legal: Option<Regex>,
    /// What to write instead.
    pub(super) instead: String,
}

/// A place where a form may stand.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Allowed {
    /// The file; `*` stands for anything.
    file: String,
    /// Ids of the forms; `*` stands for anything.
    form: String,
    /// Why.
    #[expect(dead_code, reason = "for people: an entry without a reason does not parse")]
    reason: String,
}

/// Why the file cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("xtask/tidy.toml: {0}\n  hint: see the entries that are there")]
pub struct ConfigError(#[from] toml::de::Error);

impl Config {
    /// The list of the repository; for a tree without one, the list that this program was built with.
    pub(super) fn of(files: &[SourceFile]) -> Result<Self, ConfigError> {
        let own = files.iter().find(|file| file.path == FILE);
        Ok(toml::from_str(own.map_or(include_str!("../../tidy.toml"), |file| &file.text))?)
    }

    /// The findings that no entry of `allow` excuses, and each entry of the repository that excuses nothing.
    pub(super) fn sift(&self, found: Vec<Excusable>, files: &[SourceFile]) -> Vec<Finding> {
        let list = files.iter().find(|file| file.path == FILE);
        let idle = self.allow.iter().filter(|allowed| !found.iter().any(|one| allowed.get_ref().excuses(one)));
        let idle = idle.zip(list.into_iter().cycle()).map(|(allowed, list)| {
            let line = list.text.get(..allowed.span().start).map_or(1, |before| before.lines().count() + 1);
            let Allowed { file, form, .. } = allowed.get_ref();
            Finding::new(FILE, line, Problem::Idle { file: file.clone(), form: form.clone() })
        });
        let idle: Vec<Finding> = idle.collect();
        let refused = found.into_iter().filter(|one| !self.allow.iter().any(|allowed| allowed.get_ref().excuses(one)));
        refused.map(|one| one.finding).chain(idle).collect()
    }
}

impl Allowed {
    fn excuses(&self, found: &Excusable) -> bool {
        let fits = |pattern: &str, text: &str| WildMatch::new(pattern).matches(text);
        fits(&self.file, &found.finding.file) && fits(&self.form, &found.form)
    }
}

fn regex<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Regex, D::Error> {
    let pattern = String::deserialize(deserializer)?;
    compile(&pattern).map_err(de::Error::custom)
}

fn some_regex<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Regex>, D::Error> {
    regex(deserializer).map(Some)
}

fn compile(pattern: &str) -> Result<Regex, impl fmt::Display> {
    Regex::new(&format!("(?i){pattern}"))
}
