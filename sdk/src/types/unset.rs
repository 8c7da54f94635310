//! Fields of a response that a service may omit or leave empty.

use crate::{
    errors::{error::Error, kind::ErrorKind},
    types::timestamp::Timestamp,
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
pub(crate) fn named<T: Clone>(id: Option<&T>, invalid: Option<&str>, of: &str) -> Result<T, Error> {
    let what = match invalid {
        Some(_) => format!("the {of}'s id is not valid in a path"),
        None => format!("the response does not name the {of}"),
    };
    id.cloned().ok_or_else(|| Error::new(ErrorKind::Decode, what))
}
