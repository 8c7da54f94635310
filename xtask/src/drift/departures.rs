//! Reads `spec/departures.toml`, and says which departure explains which difference.

use serde::Deserialize;
use wildmatch::WildMatch;

use crate::compare::Difference;

/// `spec/departures.toml`: where our contract differs from the vendor's document on purpose.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Departures {
    /// The vendor's tag of the group of operations.
    pub tag: String,
    /// Where each part of the contract comes from.
    #[serde(default)]
    pub source: Vec<Source>,
    /// What differs, and why.
    #[serde(default)]
    pub departure: Vec<Departure>,
}

/// Where a part of the contract comes from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The part.
    pub part: String,
    /// Where it comes from.
    pub from: String,
}

/// One difference on purpose; `*` in operation and place stands for anything.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Departure {
    /// `operationId`, or `document`.
    #[serde(default)]
    pub operation: Option<String>,
    /// The place, as `drift` names it.
    #[serde(default)]
    pub place: Option<String>,
    /// `missing`, `extra`, `type`, `required` or `detail`, as seen from the vendor's document.
    #[serde(default)]
    pub difference: Option<String>,
    /// What differs, for people.
    pub what: String,
    /// Why.
    pub reason: String,
}

/// Why the departures cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("spec/departures.toml: {0}\n  hint: see the entries that are there")]
pub struct DeparturesError(#[from] toml::de::Error);

impl Departures {
    /// Reads the departures from the text of the file.
    ///
    /// # Errors
    ///
    /// [`DeparturesError`] if the text is not TOML, lacks a field or has an unknown one.
    pub fn parse(text: &str) -> Result<Self, DeparturesError> {
        Ok(toml::from_str(text)?)
    }
}

impl Departure {
    /// Whether it is about something that a comparison of documents can see.
    pub(super) fn is_visible(&self) -> bool {
        self.operation.is_some() || self.place.is_some() || self.difference.is_some()
    }

    pub(super) fn explains(&self, found: &Difference) -> bool {
        let fits = |pattern: &Option<String>, text: &str| {
            pattern.as_ref().is_none_or(|pattern| WildMatch::new(pattern).matches(text))
        };
        self.is_visible()
            && fits(&self.operation, &found.operation)
            && fits(&self.place, &found.place)
            && fits(&self.difference, &found.kind.to_string())
    }
}
