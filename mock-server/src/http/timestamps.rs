//! Timestamps in responses, in the precision and the time zone of the profile.

use authms_spec::profile::{Precision, Profile, Zone};
use jiff::{Timestamp, tz::Offset};

/// A timestamp as RFC 3339 text.
pub(crate) fn shown(time: Timestamp, profile: &Profile) -> String {
    let digits = match profile.precision {
        Precision::Seconds => 0,
        Precision::Milliseconds => 3,
        Precision::Nanoseconds => 9,
    };
    match profile.zone {
        Zone::Utc => format!("{time:.digits$}"),
        Zone::Offset => {
            let shown = time.display_with_offset(Offset::constant(8));
            format!("{shown:.digits$}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(profile: &str) -> String {
        shown("2026-04-15T10:30:00.12Z".parse().unwrap(), &Profile::parse(profile).unwrap())
    }

    #[test]
    fn timestamps_follow_precision_and_zone() {
        assert_eq!(with(""), "2026-04-15T10:30:00.120Z");
        assert_eq!(with("precision = 'seconds'"), "2026-04-15T10:30:00Z");
        assert_eq!(with("precision = 'nanoseconds'"), "2026-04-15T10:30:00.120000000Z");
        assert_eq!(with("precision = 'seconds'\nzone = 'offset'"), "2026-04-15T18:30:00+08:00");
    }
}
