//! Reads a list part by part, so that one that cannot be read does not lose the others.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

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
    // Without a default, which keeps the empty list out.
    #[serde(borrow)]
    items: Option<Vec<&'a RawValue>>,
    #[serde(default, borrow)]
    total: Option<&'a RawValue>,
    #[serde(default, borrow)]
    pagination: Option<&'a RawValue>,
}

/// Reads the envelope of a list, and names the places that cannot be read; nothing if it is not one, or not valid JSON.
///
/// This costs more than reading the whole at once, so it is for a response that cannot be read at once.
pub(crate) fn one_by_one<T: DeserializeOwned, I: DeserializeOwned>(body: &[u8]) -> Option<Opened<RawPage<T, I>>> {
    // Invalid UTF-8 in one entry must not hide the others.
    let text = String::from_utf8_lossy(body);
    let is_damaged = |entry: &str| matches!(text, Cow::Owned(_)) && entry.contains(char::REPLACEMENT_CHARACTER);
    let Unread { code, items, total, pagination, .. } = serde_json::from_str(&text).ok()?;
    let (mut read, mut invalid, mut odd) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (index, entry) in items.iter().flatten().map(|entry| entry.get()).enumerate() {
        let below = match decoded(entry) {
            Ok(value) if !is_damaged(entry) => {
                read.push(value);
                continue;
            }
            Ok(_) => String::new(),
            Err(place) => place,
        };
        odd.insert(format!("items[]{}", without_numbers(&below)));
        invalid.push(InvalidEntry::new(index, format!("items[{index}]{below}")).of(entry));
    }
    let total = total.map(|json| lenient::number(&mut serde_json::Deserializer::from_str(json.get())));
    odd.extend(matches!(total, Some(Err(_))).then(|| "total".to_owned()));
    let total = total.and_then(Result::ok).flatten();
    let pagination = pagination.map(|json| fields(json.get(), &mut odd));
    let data = RawPage::of(items.is_some().then_some(read), total, pagination.flatten());
    Some(Opened { code, data: data.map(|page| RawPage { invalid, ..page }), unreadable: odd })
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

/// The pagination, made of those of its fields that can be read.
fn fields<I: DeserializeOwned>(json: &str, odd: &mut BTreeSet<String>) -> Option<I> {
    let Ok(mut fields) = serde_json::from_str::<BTreeMap<String, &RawValue>>(json) else {
        odd.insert("pagination".to_owned());
        return None;
    };
    fields.retain(|name, value| {
        let alone = serde_json::to_string(&BTreeMap::from([(name, value)]));
        let is_read = alone.is_ok_and(|alone| serde_json::from_str::<I>(&alone).is_ok());
        odd.extend((!is_read).then(|| format!("pagination.{name}")));
        is_read
    });
    serde_json::from_str(&serde_json::to_string(&fields).ok()?).ok()
}

/// A place that is the same for every entry of a list: `scopes[]` for `scopes[1]`.
fn without_numbers(place: &str) -> String {
    let mut parts = place.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |place, part| place + "[" + part.trim_start_matches(|letter: char| letter.is_ascii_digit()))
}
