//! Reads a raw response as a value or an error: the one place that decides what a response means.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::HeaderMap;
use serde::de::IgnoredAny;
use serde_json::Value;

use crate::{
    errors::{error::Error, kind::ErrorKind},
    exchange::{
        decoding::{decode, fault, json, unknown_fields},
        head::{Head, head},
        minted,
    },
    observe::watch::Watch,
    types::secret::SecretText,
    wire::{
        code::Code,
        envelope::{Data, Envelope, NoBody, Opened},
        operation::Operation,
    },
};

/// A response as received.
#[derive(Default)]
pub(crate) struct Raw {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Raw {
    /// Whether its status is one of success, if not the operation's own.
    pub(crate) fn has_succeeded(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Adds this response to an error that it led to, and the secret that it shows nevertheless.
    pub(crate) fn blame(self, operation: &'static Operation, error: Error) -> Error {
        let minted = minted::find(&self.body, operation);
        error.of(operation).minted(minted).responded(self.status, self.headers, self.body)
    }
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

/// A status of 400 and above is an error whatever the body says. A success has a status from 200 to 299, a `code` that is 0
/// or absent, and what it promises to carry.
impl<E: Envelope> Success for E {
    type Value = <E::Data as Data>::Value;

    fn read(raw: &Raw, watch: &Watch<'_>) -> Result<Self::Value, Error> {
        watch.undocumented_status();
        if !raw.has_succeeded() {
            return Err(refused(raw, head(&raw.body), watch));
        }
        // The message of serde may quote a value, so it does not become part of the error.
        let envelope = decode::<E>(&raw.body, watch).map(E::open).ok();
        // A list that cannot be read at once is read part by part (sdk-F23).
        let envelope = envelope.or_else(|| E::open_one_by_one(json(&raw.body)));
        let Some(Opened { code, data, unreadable }) = envelope else { return Err(undecodable::<E>(raw, watch)) };
        watch.unreadable(unreadable);
        accept(code, || head(&raw.body), watch)?;
        let Some(mut data) = data else {
            if raw.status != watch.success() {
                return Err(refused(raw, head(&raw.body), watch));
            }
            let what = "the success has no `data` or `items`";
            return Err(Error::new(ErrorKind::Decode, what).done(code.is_some()));
        };
        if let Some(secret) = E::secret(&mut data) {
            secret.take_if(|secret| minted::is_blank(secret.0.expose()));
            *secret = secret.take().or_else(|| minted::of_success(&raw.body, watch.operation()).map(SecretText));
            // A new client may be public, and have no secret. Any other call mints nothing else.
            if secret.is_none() && watch.operation().mints != Some("client_secret") {
                return Err(Error::new(ErrorKind::Decode, "the success shows no secret").done(true));
            }
        }
        let value = data.into_value();
        watch.unknown_values(&value);
        Ok(value)
    }

    fn unknown_fields(body: &[u8]) -> BTreeMap<String, Value> {
        unknown_fields::<E>(body)
    }
}

/// A success without a body may come with one all the same, but with a status other than the operation's own it counts only if
/// the body is empty or an envelope: a login page, an error of a gateway and a note that the call is queued have such a status
/// too, and a deletion must not be taken for done.
impl Success for NoBody {
    type Value = ();

    fn read(raw: &Raw, watch: &Watch<'_>) -> Result<(), Error> {
        watch.undocumented_status();
        if !raw.has_succeeded() {
            return Err(refused(raw, head(&raw.body), watch));
        }
        let head = head(&raw.body);
        let says_so = json(&raw.body).trim_ascii().is_empty() || head.is_acknowledgement();
        if raw.status != watch.success() && !says_so && head.failure().is_none() {
            return Err(refused(raw, head, watch));
        }
        accept(head.code, || head, watch)
    }

    fn unknown_fields(_: &[u8]) -> BTreeMap<String, Value> {
        BTreeMap::new()
    }
}

/// Accepts the `code` of a status of success if it is absent or 0, in any spelling.
fn accept(code: Option<Code>, head: impl FnOnce() -> Head, watch: &Watch<'_>) -> Result<(), Error> {
    match code {
        None | Some(Code::Number(0)) => Ok(()),
        Some(Code::Spelled(0)) => {
            watch.contradiction();
            Ok(())
        }
        Some(code) => Err(contradicted(code, head().message, watch)),
    }
}

/// A success whose `code` is not 0.
fn contradicted(code: Code, message: Option<String>, watch: &Watch<'_>) -> Error {
    watch.contradiction();
    let code = code.number();
    let what = match code {
        Some(_) => "the status says success, but `code` does not",
        None => "the status says success, but `code` is not a number",
    };
    Error::new(ErrorKind::Envelope, what).said(code, message)
}

/// A success that does not have the contract's shape.
fn undecodable<E: Envelope>(raw: &Raw, watch: &Watch<'_>) -> Error {
    let head = head(&raw.body);
    if let Some(code) = head.failure() {
        return contradicted(code, head.message, watch);
    }
    if raw.status != watch.success() && !head.carries {
        return refused(raw, head, watch);
    }
    let error = match fault::<E>(&raw.body) {
        Some(place) => Error::new(ErrorKind::Decode, format!("the response cannot be read at `{place}`")).at(place),
        None => Error::new(ErrorKind::Decode, unreadable(&raw.body)),
    };
    error.done(head.says_done())
}

/// Why a body is not an envelope although no place in it is at fault.
fn unreadable(body: &[u8]) -> &'static str {
    match serde_json::from_slice::<IgnoredAny>(json(body)) {
        Err(error) if error.is_eof() => "the response breaks off, or is empty",
        Err(_) => "the response is not valid JSON",
        Ok(_) => "the response is not an object of the contract's shape",
    }
}

/// A response that is not a success by its status, or has another status than the operation's and nothing that it carries.
fn refused(raw: &Raw, head: Head, watch: &Watch<'_>) -> Error {
    let Head { code, message, .. } = head;
    let status = raw.status;
    if code.is_some_and(|code| !matches!(code, Code::Number(code) if code != 0)) {
        watch.contradiction();
    }
    let code = code.and_then(Code::number);
    let (kind, what) = match status {
        401 => (ErrorKind::Auth, "the service does not accept the token"),
        403 => (ErrorKind::Auth, "the token does not have the required role"),
        404 if code.is_none() => (ErrorKind::Api, "not found; hint: does the base URL have the gateway's prefix?"),
        404 => (ErrorKind::Api, "not found"),
        500.. => (ErrorKind::Api, "the service failed"),
        400.. => (ErrorKind::Api, "the service refuses the call"),
        _ => (ErrorKind::UnexpectedStatus, "unexpected status"),
    };
    Error::new(kind, what).said(code, message)
}
