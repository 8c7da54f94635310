//! `xtask/tidy.toml`: forms of words and citations that are refused, and where they are allowed.

use std::fmt;

use regex::Regex;
use serde::{Deserialize, Deserializer, de};
use wildmatch::WildMatch;

/// What stands in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Config {
    /// Forms of words.
    pub(super) words: Vec<Refused>,
    /// Citations of what is not in the repository.
    pub(super) citations: Vec<Refused>,
    #[serde(default)]
    allow: Vec<Allowed>,
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
    /// The file as it was when this program was built.
    pub(super) fn embedded() -> Result<Self, ConfigError> {
        Ok(toml::from_str(include_str!("../../tidy.toml"))?)
    }

    /// Whether a form may stand in a file.
    pub(super) fn allows(&self, file: &str, form: &str) -> bool {
        let fits = |pattern: &str, text: &str| WildMatch::new(pattern).matches(text);
        self.allow.iter().any(|allowed| fits(&allowed.file, file) && fits(&allowed.form, form))
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
