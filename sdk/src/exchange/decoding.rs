//! Decodes the body of a response, and tells which of its fields the contract does not know.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use serde_ignored::Path;
use serde_json::Value;

use crate::{
    errors::words::{HIDDEN, has_run},
    observe::watch::{MOST, Watch},
    wire::envelope::Envelope,
};

/// The JSON of a body: what follows a byte order mark, which RFC 8259 section 8.1 allows readers to ignore.
pub(crate) fn json(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

/// Decodes an envelope, and reports what the contract does not know.
pub(crate) fn decode<E: Envelope>(body: &[u8], watch: &Watch<'_>) -> serde_json::Result<E> {
    let json = json(body);
    if !watch.is_wanted() {
        return serde_json::from_slice(json);
    }
    let mut places = BTreeSet::new();
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let read = serde_ignored::deserialize(&mut deserializer, |path| {
        if places.len() < MOST && !is_known::<E>(&path) {
            places.insert(place(&path));
        }
    });
    // Reported even if reading fails later on: a renamed field is the likely reason.
    watch.unknown_fields(places);
    read.and_then(|value| deserializer.end().map(|()| value))
}

/// The place where a response cannot be read, if there is one. Text that is not valid JSON has none: the path to it could
/// name fields that the contract does not know. The body is decoded again to find it, because tracking the path costs more
/// than decoding.
pub(crate) fn fault<E: DeserializeOwned>(body: &[u8]) -> Option<String> {
    let mut deserializer = serde_json::Deserializer::from_slice(json(body));
    let error = serde_path_to_error::deserialize::<_, E>(&mut deserializer).err()?;
    let path = error.inner().is_data().then(|| error.path().to_string());
    path.filter(|path| !matches!(path.as_str(), "." | "?"))
}

/// The fields of a response that its envelope does not have, and their values.
pub(crate) fn unknown_fields<E: Envelope>(body: &[u8]) -> BTreeMap<String, Value> {
    let (mut pointers, json) = (Vec::new(), json(body));
    // What is found before an entry that cannot be read counts.
    let _: Result<E, _> = serde_ignored::deserialize(&mut serde_json::Deserializer::from_slice(json), |path| {
        if !is_known::<E>(&path) {
            pointers.push(pointer(&path));
        }
    });
    let Ok(value) = serde_json::from_slice::<Value>(json) else { return BTreeMap::new() };
    let found =
        pointers.into_iter().filter_map(|pointer| value.pointer(&pointer).cloned().map(|value| (pointer, value)));
    found.collect()
}

/// Whether a field that is not read is one of the envelope nevertheless.
fn is_known<E: Envelope>(path: &Path<'_>) -> bool {
    matches!(path, Path::Map { parent: Path::Root, key } if E::UNREAD.contains(&key.as_str()))
}

/// The name of an unknown field, on one line and cut at 100 characters. Keys of a map may be secrets, which have no place in a
/// log.
fn shown(key: &str) -> String {
    if has_run(key) {
        return HIDDEN.to_owned();
    }
    let mut characters = key.escape_debug();
    let shown: String = characters.by_ref().take(100).collect();
    if characters.next().is_some() { shown + "…" } else { shown }
}

/// The path of an unknown field, the same for every entry of a list: `items[].colour`.
fn place(path: &Path<'_>) -> String {
    match path {
        Path::Root => String::new(),
        Path::Seq { parent, .. } => format!("{}[]", place(parent)),
        Path::Map { parent, key } => {
            let (parent, key) = (place(parent), shown(key));
            if parent.is_empty() { key } else { format!("{parent}.{key}") }
        }
        Path::Some { parent } | Path::NewtypeStruct { parent } | Path::NewtypeVariant { parent } => place(parent),
    }
}

/// The same as a JSON Pointer (RFC 6901).
fn pointer(path: &Path<'_>) -> String {
    match path {
        Path::Root => String::new(),
        Path::Seq { parent, index } => format!("{}/{index}", pointer(parent)),
        Path::Map { parent, key } => format!("{}/{}", pointer(parent), key.replace('~', "~0").replace('/', "~1")),
        Path::Some { parent } | Path::NewtypeStruct { parent } | Path::NewtypeVariant { parent } => pointer(parent),
    }
}
