//! Reads a list entry by entry, so that one that cannot be read does not lose the others.

use std::borrow::Cow;

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::value::RawValue;

use crate::{
    types::invalid_entry::InvalidEntry,
    wire::{
        code::Code,
        envelope::{Opened, RawPage},
        lenient,
        reject_seq::RejectSeq,
    },
};

/// The envelope of a list whose parts are not read yet.
#[derive(Deserialize)]
struct Unread<'a> {
    #[serde(rename = "\u{0}", default)]
    #[expect(dead_code, reason = "it keeps lists out")]
    not_from_a_list: RejectSeq,
    #[serde(default, deserialize_with = "Code::read")]
    code: Option<Code>,
    #[serde(default, borrow)]
    items: Option<Vec<&'a RawValue>>,
    #[serde(default, deserialize_with = "lenient::number")]
    total: Option<i64>,
    #[serde(default, borrow)]
    pagination: Option<&'a RawValue>,
}

/// Reads the envelope of a list; nothing if it is not one, or not valid JSON.
///
/// This costs more than reading the whole at once, so it is for a response that cannot be read at once.
pub(crate) fn one_by_one<T: DeserializeOwned, I: DeserializeOwned>(body: &[u8]) -> Option<Opened<RawPage<T, I>>> {
    // Invalid UTF-8 in one entry must not hide the others.
    let text = String::from_utf8_lossy(body);
    let is_damaged = |entry: &str| matches!(text, Cow::Owned(_)) && entry.contains(char::REPLACEMENT_CHARACTER);
    let Unread { code, items, total, pagination, .. } = serde_json::from_str(&text).ok()?;
    let pagination = pagination.and_then(|info| serde_json::from_str(info.get()).ok());
    let (mut read, mut invalid) = (Vec::new(), Vec::new());
    for (index, entry) in items.iter().flatten().map(|entry| entry.get()).enumerate() {
        match decoded(entry) {
            Ok(entry_read) if !is_damaged(entry) => read.push(entry_read),
            Ok(_) => invalid.push(InvalidEntry { index, path: format!("items[{index}]") }),
            Err(below) => invalid.push(InvalidEntry { index, path: format!("items[{index}]{below}") }),
        }
    }
    let data = RawPage::of(items.is_some().then_some(read), total, pagination);
    Some(Opened { code, data: data.map(|page| RawPage { invalid, ..page }) })
}

/// An entry, or the place below it that cannot be read.
fn decoded<T: DeserializeOwned>(entry: &str) -> Result<T, String> {
    serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_str(entry)).map_err(|error| {
        let place = error.path().to_string();
        match place.as_str() {
            "." | "?" => String::new(),
            _ if place.starts_with('[') => place,
            _ => format!(".{place}"),
        }
    })
}
