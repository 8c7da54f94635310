//! The points that the contract leaves open, each a named setting with a default.
//!
//! A deployment settles them one way or the other; a profile lets the mock server behave like the one that a team has.

use std::path::{Path, PathBuf};

use jiff::{Timestamp, tz::Offset};
use serde::{Deserialize, Serialize};

/// How the silent points of the contract are settled.
///
/// ```
/// use authms_mock_server::{Null, Profile};
///
/// let profile = Profile::parse("null = \"clear\"\n")?;
/// assert_eq!(profile.null, Null::Clear);
/// # Ok::<(), authms_mock_server::ProfileError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "snake_case")]
pub struct Profile {
    /// What `null` in an update does to a field.
    pub null: Null,
    /// What `""` in an update does to a field.
    pub empty_string: EmptyString,
    /// What an unknown field in a request does.
    pub unknown_fields: UnknownFields,
    /// What a value outside the known ones (`status`, `grant_types`, …) does.
    pub unknown_values: UnknownValues,
    /// What becomes of duplicates in a list.
    pub duplicates: Duplicates,
    /// How an answer shows a string that is not set.
    pub unset_strings: Unset,
    /// How an answer shows a list that is empty.
    pub unset_lists: Unset,
    /// How finely timestamps are shown.
    pub precision: Precision,
    /// In which zone timestamps are shown.
    pub zone: Zone,
    /// Whether an unknown client or a bad body is noticed first.
    pub check_order: CheckOrder,
}

macro_rules! setting {
    ($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident),* $(,)? }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$inner])* $variant),* }
    };
}

setting!(
    /// What `null` does to a field of an update.
    Null {
        /// The field keeps its value; the caller is told.
        #[default]
        Keep,
        /// The field is cleared.
        Clear,
        /// The request is answered with 400.
        Reject,
    }
);
setting!(
    /// What the empty string does to a field of an update.
    EmptyString {
        /// The field is cleared.
        #[default]
        Clear,
        /// The field keeps its value.
        Keep,
        /// The request is answered with 400.
        Reject,
    }
);
setting!(
    /// What an unknown field does.
    UnknownFields {
        /// It is left out; the caller is told.
        #[default]
        Ignore,
        /// The request is answered with 400.
        Reject,
    }
);
setting!(
    /// What a value outside the known ones does.
    UnknownValues {
        /// It is stored; the caller is told.
        #[default]
        Accept,
        /// The request is answered with 400.
        Reject,
    }
);
setting!(
    /// What becomes of duplicates in a list.
    Duplicates {
        /// They are stored as they came.
        #[default]
        Keep,
        /// The first of them stays.
        Remove,
    }
);
setting!(
    /// How something that is not set is shown.
    Unset {
        /// As `""` or `[]`.
        #[default]
        Empty,
        /// As `null`.
        Null,
        /// Not at all.
        Absent,
    }
);
setting!(
    /// How finely timestamps are shown.
    Precision {
        /// `10:30:00`
        Seconds,
        /// `10:30:00.000`
        #[default]
        Milliseconds,
        /// `10:30:00.000000000`
        Nanoseconds,
    }
);
setting!(
    /// In which zone timestamps are shown.
    Zone {
        /// `Z`
        #[default]
        Utc,
        /// `+08:00`
        Offset,
    }
);
setting!(
    /// What is looked at first once the caller is known.
    CheckOrder {
        /// Whether the client exists (404), then the body (400).
        #[default]
        ClientFirst,
        /// The body (400), then whether the client exists (404).
        BodyFirst,
    }
);

/// Why a profile cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// The file cannot be read.
    #[error("cannot read the profile {path}: {source}\n  hint: check the path given with --profile")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The text is no profile.
    #[error("{place}: {what}\n  hint: the settings and their values are listed in the README of the mock server")]
    Syntax {
        /// File and line, or the line alone.
        place: String,
        /// What is wrong.
        what: String,
    },
}

impl Profile {
    /// Reads a profile from TOML text; what is not mentioned has its default.
    ///
    /// # Errors
    ///
    /// [`ProfileError::Syntax`] if the text is no TOML, or names a setting or a value that does not exist.
    pub fn parse(text: &str) -> Result<Self, ProfileError> {
        parse(text, None)
    }

    /// Reads a profile from a TOML file.
    ///
    /// # Errors
    ///
    /// As [`Profile::parse`], and [`ProfileError::Read`] if the file cannot be read.
    pub fn load(path: &Path) -> Result<Self, ProfileError> {
        let text =
            std::fs::read_to_string(path).map_err(|source| ProfileError::Read { path: path.to_owned(), source })?;
        parse(&text, Some(path))
    }

    /// A timestamp as this profile shows it.
    pub(crate) fn show(&self, time: Timestamp) -> String {
        let digits = match self.precision {
            Precision::Seconds => 0,
            Precision::Milliseconds => 3,
            Precision::Nanoseconds => 9,
        };
        match self.zone {
            Zone::Utc => format!("{time:.digits$}"),
            Zone::Offset => {
                let shown = time.display_with_offset(Offset::constant(8));
                format!("{shown:.digits$}")
            }
        }
    }
}

fn parse(text: &str, path: Option<&Path>) -> Result<Profile, ProfileError> {
    toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
        let place = path.map_or(format!("line {line}"), |path| format!("{}:{line}", path.display()));
        ProfileError::Syntax { place, what: error.message().to_owned() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let time = "2026-04-15T10:30:00.12Z".parse().unwrap();
        Profile::parse(text).unwrap().show(time)
    }

    #[test]
    fn timestamps_follow_precision_and_zone() {
        assert_eq!(shown(""), "2026-04-15T10:30:00.120Z");
        assert_eq!(shown("precision = 'seconds'"), "2026-04-15T10:30:00Z");
        assert_eq!(shown("precision = 'nanoseconds'"), "2026-04-15T10:30:00.120000000Z");
        assert_eq!(shown("precision = 'seconds'\nzone = 'offset'"), "2026-04-15T18:30:00+08:00");
    }

    #[test]
    fn a_mistake_is_named_with_its_line() {
        for (text, said) in [
            ("null = 'keep'\nnul = 'x'", "line 2: unknown field `nul`"),
            ("null = 'kepe'", "line 1: unknown variant `kepe`"),
            ("= 1", "line 1"),
        ] {
            let error = Profile::parse(text).unwrap_err().to_string();
            assert!(error.contains(said) && error.contains("hint: "), "{error}");
        }
    }

    #[test]
    fn a_written_profile_reads_back() {
        let profile = Profile { null: Null::Clear, zone: Zone::Offset, ..Profile::default() };
        assert_eq!(Profile::parse(&toml::to_string(&profile).unwrap()).unwrap(), profile);
    }
}
