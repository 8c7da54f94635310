//! Fields of a response that a service may omit or leave empty.

use crate::{
    errors::{error::Error, kind::ErrorKind},
    types::{id::InvalidId, timestamp::Timestamp},
};

/// A text, unless it is empty: so does a service send an unset field.
pub(crate) fn set(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

/// A point in time, unless its text is empty.
pub(crate) fn time(text: Option<String>) -> Option<Timestamp> {
    set(text).map(Timestamp::from)
}

/// A value of an open set, unless its text is empty.
pub(crate) fn known<T: AsRef<str>>(value: Option<T>) -> Option<T> {
    value.filter(|value| !value.as_ref().is_empty())
}

/// A count, which is never negative.
pub(crate) fn count(number: Option<i64>) -> Option<u64> {
    number.and_then(|number| u64::try_from(number).ok())
}

/// The identifier of something that a response shows.
pub(crate) fn named<'a, T: TryFrom<&'a str, Error = InvalidId>>(id: Option<&'a str>, of: &str) -> Result<T, Error> {
    let none = || Error::new(ErrorKind::Decode, format!("the response does not name the {of}"));
    let unfit = |error| Error::new(ErrorKind::Decode, format!("the {of}'s id is not valid in a path")).caused_by(error);
    T::try_from(id.ok_or_else(none)?).map_err(unfit)
}
