//! Reads a raw response as a value or an error: the one place that decides what a response means.

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

/// A response as received.
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

    /// Reads a value, or the error that the response stands for.
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
        // The message of serde may quote a value, so it does not become part of the error.
        let Ok(envelope) = decode::<E>(&raw.body, watch) else { return Err(unreadable::<E>(raw, watch)) };
        let Opened { code, message, data } = envelope.open();
        match code {
            None | Some(Code::Number(0)) => {}
            Some(Code::Text(0)) => watch.contradiction(),
            Some(code) => return Err(contradicted(raw, code, message, watch)),
        }
        let Some(data) = data else {
            let what = "the success has no data";
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

/// A success whose `code` is not 0.
fn contradicted(raw: &Raw, code: Code, message: Option<String>, watch: &Watch<'_>) -> Error {
    watch.contradiction();
    let code = code.number();
    let shown = code.map_or_else(|| "a code that is not a number".to_owned(), |code| format!("code {code}"));
    Error::new(ErrorKind::Envelope, format!("status {}, but {shown}", raw.status)).said(code, message)
}

/// A success that does not have the contract's shape.
fn unreadable<E: DeserializeOwned>(raw: &Raw, watch: &Watch<'_>) -> Error {
    let head = head(&raw.body);
    let done = head.says_done();
    match head.code {
        Some(code) if code.number() != Some(0) => contradicted(raw, code, head.message, watch),
        _ => match fault::<E>(&raw.body) {
            Some(place) => Error::new(ErrorKind::Decode, format!("the response cannot be read at `{place}`")).at(place),
            None => Error::new(ErrorKind::Decode, "the response is not valid JSON of the contract's shape"),
        }
        .done(done),
    }
}

/// Decodes a value, and reports what the contract does not know.
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

/// The place where a response cannot be read, if there is one. Text that is not valid JSON has none: the path to it could
/// name fields that the contract does not know. The body is decoded again to find it, because tracking the path costs more
/// than decoding.
fn fault<E: DeserializeOwned>(body: &[u8]) -> Option<String> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let error = serde_path_to_error::deserialize::<_, E>(&mut deserializer).err()?;
    let path = error.inner().is_data().then(|| error.path().to_string());
    path.filter(|path| !matches!(path.as_str(), "." | "?"))
}

/// Most unknown fields that are reported for one response.
const MOST_PLACES: usize = 100;

/// The name of an unknown field, on one line and cut at 100 characters.
fn shown(key: &str) -> String {
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

/// The fields of a response that its envelope does not have, and their values.
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
        401 => (ErrorKind::Auth, "the service does not accept the token"),
        403 => (ErrorKind::Auth, "the token does not have the required role"),
        404 => (ErrorKind::Api, "not found"),
        400.. => (ErrorKind::Api, "the service refuses the call"),
        _ => (ErrorKind::UnexpectedStatus, "unexpected status"),
    };
    let code_shown = code.map(|code| format!(", code {code}")).unwrap_or_default();
    Error::new(kind, format!("{what} (status {status}{code_shown})")).said(code, message)
}

/// The parts that every envelope has, as far as they are readable.
#[derive(Default)]
struct Head {
    code: Option<Code>,
    message: Option<String>,
    /// Whether it has `data` or `items`.
    carries: bool,
    /// Whether it was read to its end.
    whole: bool,
}

/// Reads the parts before the first fault, so that a malformed part or a truncated end does not hide `code` and `message`.
fn head(body: &[u8]) -> Head {
    let mut head = Head::default();
    let text = String::from_utf8_lossy(body);
    head.whole = serde_json::Deserializer::from_str(&text).deserialize_map(&mut head).is_ok();
    head
}

/// Whether a truncated response with the status of a success says that the call was carried out. Only its beginning is read.
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
                    // If there are two codes, the one that is not 0 counts.
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
