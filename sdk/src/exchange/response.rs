//! From a raw answer to a value or an error: the one place that decides what an answer means.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use bytes::Bytes;
use http::HeaderMap;
use serde::{
    Deserializer as _,
    de::{DeserializeOwned, IgnoredAny, MapAccess, Visitor},
};
use serde_ignored::Path;
use serde_json::Value;

use crate::{
    errors::{error::Error, kind::ErrorKind},
    observe::watch::Watch,
    wire::{
        code::Code,
        envelope::{Data, Envelope, NoBody, Opened},
    },
};

/// An answer as it came.
#[derive(Default)]
pub(crate) struct Raw {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// What the response of a success carries: an envelope, or no body.
pub(crate) trait Success {
    /// What an application gets.
    type Value;

    /// The value, or the error that the response amounts to.
    fn read(raw: &Raw, watch: &Watch<'_>) -> Result<Self::Value, Error>;

    /// The fields of a body that the contract does not have, and their values.
    fn unknown_fields(body: &[u8]) -> BTreeMap<String, Value>;
}

/// A status of 400 and above is an error whatever the body says. A success has the operation's status, a `code` that is
/// 0 or absent, and what it promises to carry.
impl<E: Envelope> Success for E {
    type Value = <E::Data as Data>::Value;

    fn read(raw: &Raw, watch: &Watch<'_>) -> Result<Self::Value, Error> {
        if raw.status != watch.success() {
            return Err(refused(raw, watch));
        }
        // serde's own words may quote a value, so they are not part of the error.
        let Ok(envelope) = decode::<E>(&raw.body, watch) else { return Err(unreadable::<E>(raw, watch)) };
        let Opened { code, message, data } = envelope.open();
        match code {
            None | Some(Code::Number(0)) => {}
            Some(Code::Text(0)) => watch.contradiction(),
            Some(code) => return Err(contradicted(raw, code, message, watch)),
        }
        let Some(data) = data else {
            let what = "the response carries nothing, although it is a success";
            return Err(Error::new(ErrorKind::Decode, what).done(code.is_some()));
        };
        let value = data.into_value();
        watch.unknown_values(&value);
        Ok(value)
    }

    fn unknown_fields(body: &[u8]) -> BTreeMap<String, Value> {
        unknown_fields::<E>(body)
    }
}

impl Success for NoBody {
    type Value = ();

    fn read(raw: &Raw, watch: &Watch<'_>) -> Result<(), Error> {
        if raw.status == watch.success() { Ok(()) } else { Err(refused(raw, watch)) }
    }

    fn unknown_fields(_: &[u8]) -> BTreeMap<String, Value> {
        BTreeMap::new()
    }
}

/// A success whose `code` is none of a success.
fn contradicted(raw: &Raw, code: Code, message: Option<String>, watch: &Watch<'_>) -> Error {
    watch.contradiction();
    let code = code.number();
    let shown = code.map_or_else(|| "a code that is no number".to_owned(), |code| format!("code {code}"));
    Error::new(ErrorKind::Envelope, format!("status {}, but {shown}", raw.status)).said(code, message)
}

/// A success that is not of the contract's shape.
fn unreadable<E: DeserializeOwned>(raw: &Raw, watch: &Watch<'_>) -> Error {
    let head = head(&raw.body);
    let done = head.says_done();
    match head.code {
        Some(code) if code.number() != Some(0) => contradicted(raw, code, head.message, watch),
        _ => match fault::<E>(&raw.body) {
            Some(place) => Error::new(ErrorKind::Decode, format!("the answer cannot be read at `{place}`")).at(place),
            None => Error::new(ErrorKind::Decode, "the answer cannot be read as JSON of the contract's shape"),
        }
        .done(done),
    }
}

/// The value, and on the way a report of what the contract does not know.
fn decode<E: DeserializeOwned>(body: &[u8], watch: &Watch<'_>) -> serde_json::Result<E> {
    if !watch.is_wanted() {
        return serde_json::from_slice(body);
    }
    let mut places = BTreeSet::new();
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let read = serde_ignored::deserialize(&mut deserializer, |path| {
        if places.len() < MOST_PLACES {
            places.insert(place(&path));
        }
    });
    // Reported even if reading fails later on: a renamed field is the likely reason.
    watch.unknown_fields(places);
    read.and_then(|value| deserializer.end().map(|()| value))
}

/// The place where an answer cannot be read, if there is one: text that is no JSON has none, since the path to it may name
/// fields that the contract does not know, the service's own words. Sought only now: keeping track of the path costs a
/// call more than its decoding.
fn fault<E: DeserializeOwned>(body: &[u8]) -> Option<String> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let error = serde_path_to_error::deserialize::<_, E>(&mut deserializer).err()?;
    let path = error.inner().is_data().then(|| error.path().to_string());
    path.filter(|path| !matches!(path.as_str(), "." | "?"))
}

/// Most unknown fields of one answer that are reported.
const MOST_PLACES: usize = 100;

/// The name of an unknown field, in one line and not endless.
fn shown(key: &str) -> String {
    let mut characters = key.escape_debug();
    let shown: String = characters.by_ref().take(100).collect();
    if characters.next().is_some() { shown + "…" } else { shown }
}

/// Where an unknown field is, whichever entry of a list it is in: `items[].colour`.
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

/// The fields of an answer that its envelope does not have, and their values.
fn unknown_fields<E: DeserializeOwned>(body: &[u8]) -> BTreeMap<String, Value> {
    let mut pointers = Vec::new();
    let read: Result<E, _> = serde_ignored::deserialize(&mut serde_json::Deserializer::from_slice(body), |path| {
        pointers.push(pointer(&path));
    });
    let (Ok(_), Ok(value)) = (read, serde_json::from_slice::<Value>(body)) else { return BTreeMap::new() };
    let found =
        pointers.into_iter().filter_map(|pointer| value.pointer(&pointer).cloned().map(|value| (pointer, value)));
    found.collect()
}

fn refused(raw: &Raw, watch: &Watch<'_>) -> Error {
    let Head { code, message, .. } = head(&raw.body);
    let status = raw.status;
    watch.undocumented_status();
    if code.is_some_and(|code| !matches!(code, Code::Number(code) if code != 0)) {
        watch.contradiction();
    }
    let code = code.and_then(Code::number);
    let (kind, what) = match status {
        401 => (ErrorKind::Auth, "the service asks for a token that it accepts"),
        403 => (ErrorKind::Auth, "the token's role is not enough"),
        404 => (ErrorKind::Api, "not found"),
        400.. => (ErrorKind::Api, "the service refuses"),
        _ => (ErrorKind::UnexpectedStatus, "the status is not the one of a success"),
    };
    let code_shown = code.map(|code| format!(", code {code}")).unwrap_or_default();
    Error::new(kind, format!("{what} (status {status}{code_shown})")).said(code, message)
}

/// The parts that every envelope has, read as far as they can be.
#[derive(Default)]
struct Head {
    code: Option<Code>,
    message: Option<String>,
    /// Whether it carries what a success carries.
    carries: bool,
    /// Whether it was read to its end.
    whole: bool,
}

/// What was read before the first fault is kept: neither a strange part nor a broken end may hide what the service said.
fn head(body: &[u8]) -> Head {
    let mut head = Head::default();
    let text = String::from_utf8_lossy(body);
    head.whole = serde_json::Deserializer::from_str(&text).deserialize_map(&mut head).is_ok();
    head
}

/// Whether an answer with the status of a success says that it is one, although it broke off: at its beginning, if at all.
pub(crate) fn says_done(body: &[u8]) -> bool {
    head(body.get(..4096).unwrap_or(body)).says_done()
}

impl Head {
    fn says_done(&self) -> bool {
        match self.code {
            Some(code) => code.number() == Some(0),
            None => self.whole && self.carries,
        }
    }
}

impl<'de> Visitor<'de> for &mut Head {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an envelope")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "code" => {
                    let code = map.next_value::<Option<Code>>()?;
                    // Of two, the one that is no success counts.
                    let refused = self.code.is_some_and(|code| code.number() != Some(0));
                    self.code = if refused { self.code } else { code };
                }
                "message" => self.message = map.next_value::<Value>()?.as_str().map(str::to_owned),
                other => {
                    self.carries |= matches!(other, "data" | "items");
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}
