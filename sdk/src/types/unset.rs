//! Fields of a response that a service may omit or leave empty.

use crate::{
    errors::{error::Error, kind::ErrorKind},
    types::timestamp::Timestamp,
};

/// A text, unless it is empty: so does a service send an unset field.
pub(crate) fn set(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

/// A point in time, unless its text is empty or the zero value of a service's language.
pub(crate) fn time(text: Option<String>) -> Option<Timestamp> {
    text.filter(|text| !is_zero(text.trim())).map(Timestamp::from)
}

/// Whether a text is what a service writes for a time that was never set: nothing, Go's zero time
/// `0001-01-01T00:00:00Z` in any zone, the year 0 of databases, or a number that is not after 1970 began.
///
/// Nothing that this service records is that old, so the first day of the year 1 counts as a whole: a zone that had its own
/// local time moves the zero time by hours.
fn is_zero(text: &str) -> bool {
    let is_not_after_1970 = |number: f64| number <= 0.0;
    text.is_empty()
        || text.starts_with("0001-01-01")
        || text.starts_with("0000-")
        || text.parse().is_ok_and(is_not_after_1970)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f24_a_zero_time_is_unset() {
        for zero in [
            "",
            " ",
            "0001-01-01T00:00:00Z",
            "0001-01-01T00:00:00",
            "0001-01-01T00:00:00.000Z",
            "0001-01-01T00:00:00+00:00",
            "0001-01-01T08:05:43+08:05",
            "0000-12-31T19:03:58-04:56",
            "0001-01-01 00:00:00 +0000 UTC",
            "0000-00-00 00:00:00",
            "0",
            "0.0",
            "-62135596800",
        ] {
            assert_eq!(time(Some(zero.to_owned())), None, "{zero}");
        }
        for set in ["2026-01-01T00:00:00Z", "0002-01-01T00:00:00Z", "yesterday", "1767268800", "0.5"] {
            assert_eq!(time(Some(set.to_owned())).as_ref().map(Timestamp::as_str), Some(set));
        }
    }
}
