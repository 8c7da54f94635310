//! What differs between two documents, operation by operation and field by field.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use super::document::{Document, Facts};

/// In what way something differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The first document has it, the second does not.
    Missing,
    /// The second document has it, the first does not.
    Extra,
    /// The JSON type.
    Type,
    /// Whether it is required.
    Required,
    /// Format, default or bounds.
    Detail,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Missing => "missing",
            Self::Extra => "extra",
            Self::Type => "type",
            Self::Required => "required",
            Self::Detail => "detail",
        })
    }
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// `operationId`, or method and path where there is none; `document` for the whole.
    pub operation: String,
    /// `operation`, `status 204`, `query page`, `200 data.name`, `security`.
    pub place: String,
    /// In what way.
    pub kind: Kind,
    /// What the first document says.
    pub first: String,
    /// What the second document says.
    pub second: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |text: &str| if text.is_empty() { "nothing".to_owned() } else { text.to_owned() };
        write!(f, "{} {}: {} ({} | {})", self.operation, self.place, self.kind, shown(&self.first), shown(&self.second))
    }
}

/// How much was compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extent {
    /// Operations that both have.
    pub operations: usize,
    /// Fields of these.
    pub fields: usize,
    /// Statuses of these.
    pub statuses: usize,
    /// Parameters of these.
    pub parameters: usize,
}

/// Everything that differs from the first document to the second, in a stable order.
#[must_use]
pub fn differences(first: &Document, second: &Document) -> (Vec<Difference>, Extent) {
    let mut found = Vec::new();
    let mut extent = Extent::default();
    if first.security != second.security {
        let text = |document: &Document| document.security.iter().cloned().collect::<Vec<_>>().join(", ");
        found.push(difference("document", "security", Kind::Detail, text(first), text(second)));
    }
    let keys: BTreeSet<&String> = first.operations.keys().chain(second.operations.keys()).collect();
    for key in keys {
        let (one, two) = (first.operations.get(key), second.operations.get(key));
        let id = one.and_then(|operation| operation.id.clone()).or(two.and_then(|operation| operation.id.clone()));
        let id = id.unwrap_or_else(|| key.clone());
        let (Some(one), Some(two)) = (one, two) else {
            let (kind, first, second) =
                if one.is_some() { (Kind::Missing, key.as_str(), "") } else { (Kind::Extra, "", key.as_str()) };
            found.push(difference(&id, "operation", kind, first.to_owned(), second.to_owned()));
            continue;
        };
        extent.operations += 1;
        extent.statuses += one.statuses.union(&two.statuses).count();
        for status in one.statuses.symmetric_difference(&two.statuses) {
            let (kind, first, second) = if one.statuses.contains(status) {
                (Kind::Missing, status.as_str(), "")
            } else {
                (Kind::Extra, "", status.as_str())
            };
            found.push(difference(&id, &format!("status {status}"), kind, first.to_owned(), second.to_owned()));
        }
        if one.secured != two.secured {
            found.push(difference(&id, "security", Kind::Required, one.secured.to_string(), two.secured.to_string()));
        }
        extent.parameters += compare(&id, &one.parameters, &two.parameters, &mut found);
        extent.fields += compare(&id, &one.fields, &two.fields, &mut found);
    }
    (found, extent)
}

fn difference(operation: &str, place: &str, kind: Kind, first: String, second: String) -> Difference {
    Difference { operation: operation.to_owned(), place: place.to_owned(), kind, first, second }
}

/// Compares what two operations say of their parts; returns how many parts there are.
fn compare(
    id: &str,
    first: &BTreeMap<String, Facts>,
    second: &BTreeMap<String, Facts>,
    found: &mut Vec<Difference>,
) -> usize {
    let places: BTreeSet<&String> = first.keys().chain(second.keys()).collect();
    for place in &places {
        match (first.get(*place), second.get(*place)) {
            (Some(one), None) => found.push(difference(id, place, Kind::Missing, one.kind.clone(), String::new())),
            (None, Some(two)) => found.push(difference(id, place, Kind::Extra, String::new(), two.kind.clone())),
            (Some(one), Some(two)) => {
                if one.kind != two.kind {
                    found.push(difference(id, place, Kind::Type, one.kind.clone(), two.kind.clone()));
                }
                if one.required != two.required {
                    found.push(difference(
                        id,
                        place,
                        Kind::Required,
                        one.required.to_string(),
                        two.required.to_string(),
                    ));
                }
                if one.more != two.more {
                    let text = |facts: &Facts| facts.more.iter().cloned().collect::<Vec<_>>().join(", ");
                    found.push(difference(id, place, Kind::Detail, text(one), text(two)));
                }
            }
            (None, None) => {}
        }
    }
    places.len()
}
