//! Points in time: the text as received, and its value.

use std::{cmp::Ordering, fmt, time::SystemTime};

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// A point in time as the service wrote it; the contract says RFC 3339.
///
/// A number is kept as it was written, and does not [`parse`](Self::parse): its unit is not known. A field is `None` if the
/// service wrote the zero value of a time (`0001-01-01T00:00:00Z` in Go) or nothing.
///
/// ```
/// use std::time::{Duration, UNIX_EPOCH};
///
/// use authms_sdk::Timestamp;
///
/// let noon = Some(UNIX_EPOCH + Duration::from_secs(1_767_268_800));
/// for text in ["2026-01-01T12:00:00Z", "2026-01-01T20:00:00.000+08:00", "2026-01-01 12:00:00"] {
///     let time = Timestamp::from(text.to_owned());
///     assert_eq!((time.parse(), time.as_str()), (noon, text));
/// }
/// assert_eq!(Timestamp::from("yesterday".to_owned()).parse(), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(String);

impl Timestamp {
    /// The text as received.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The point in time, if the text is valid: RFC 3339, also with a space instead of `T`. Without an offset it is UTC.
    #[must_use]
    pub fn parse(&self) -> Option<SystemTime> {
        let text = self.0.trim();
        let time = text.parse::<jiff::Timestamp>().ok();
        let time = time.or_else(|| {
            let local: DateTime = text.parse().ok()?;
            jiff::tz::Offset::UTC.to_timestamp(local).ok()
        });
        time?.try_into().ok()
    }
}

impl From<&str> for Timestamp {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// By the point in time; texts that are not valid come first. Texts of the same point in time are ordered as texts.
impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> Ordering {
        self.parse().cmp(&other.parse()).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<String> for Timestamp {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
