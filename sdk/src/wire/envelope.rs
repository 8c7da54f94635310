//! The envelopes of the contract: `code`, `message`, and what they carry.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use crate::{
    types::{invalid_entry::InvalidEntry, secret::SecretText},
    wire::code::Code,
};

/// The envelope of a success; implemented by generated code.
pub(crate) trait Envelope: DeserializeOwned {
    /// What it carries.
    type Data: Data;

    /// Its fields that nobody reads. They are known, and valid whatever they hold.
    const UNREAD: &'static [&'static str];

    /// Its parts.
    fn open(self) -> Opened<Self::Data>;

    /// As many of its parts as can be read; nothing if it does not carry a list.
    fn open_one_by_one(_: &[u8]) -> Option<Opened<Self::Data>> {
        None
    }

    /// The place of a minted secret in what it carries, if there is one.
    fn secret(_: &mut Self::Data) -> Option<&mut Option<SecretText>> {
        None
    }
}

/// The parts of an envelope.
pub(crate) struct Opened<D> {
    pub(crate) code: Option<Code>,
    pub(crate) data: Option<D>,
    /// The places that cannot be read and are left out.
    pub(crate) unreadable: BTreeSet<String>,
}

/// A success without a body (204).
pub(crate) struct NoBody;

/// What an envelope carries, and the public value that is made of it.
///
/// Not `Into`, whose implementations would show private types in the public documentation.
pub(crate) trait Data {
    /// What an application gets.
    type Value: OpenValues;

    /// The public value of the data.
    fn into_value(self) -> Self::Value;
}

/// A public value that holds values of open sets.
pub(crate) trait OpenValues {
    /// Calls the function with the field and the text of each value that this version does not know by name.
    fn unknown_values(&self, found: &mut dyn FnMut(&'static str, &str));
}

/// One page of a list as received.
pub(crate) struct RawPage<T, I> {
    pub(crate) items: Vec<T>,
    /// The entries that cannot be read.
    pub(crate) invalid: Vec<InvalidEntry>,
    pub(crate) total: Option<i64>,
    pub(crate) pagination: Option<I>,
}

impl<T, I> RawPage<T, I> {
    /// The page, if the response has any part of one. The list alone does not decide, because an empty Go slice is `null`.
    pub(crate) fn of(items: Option<Vec<T>>, total: Option<i64>, pagination: Option<I>) -> Option<Self> {
        let is_page = items.is_some() || pagination.is_some() || total.is_some();
        is_page.then(|| Self { items: items.unwrap_or_default(), invalid: Vec::new(), total, pagination })
    }
}
