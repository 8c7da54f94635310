//! Profiles as TOML: read with a reason for whatever is invalid, written with a comment for each point.

use std::{
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

use super::catalogue::Profile;

/// Why a profile cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// The file cannot be read.
    #[error("cannot read the profile {path}: {source}\n  hint: check the path")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The text is not a valid profile.
    #[error("{place}: {what}\n  hint: mock-server/README.md lists the settings and their values")]
    Invalid {
        /// File and line, or the line alone.
        place: String,
        /// What is wrong.
        what: String,
    },
}

impl Profile {
    /// Reads a profile from TOML text; what the text does not mention has its default.
    ///
    /// # Errors
    ///
    /// [`ProfileError::Invalid`] if the text is not valid TOML, or names an unknown setting or value.
    pub fn parse(text: &str) -> Result<Self, ProfileError> {
        parse(text, None)
    }

    /// Reads a profile from a TOML file.
    ///
    /// # Errors
    ///
    /// As [`Profile::parse`], and [`ProfileError::Read`] if the file cannot be read.
    pub fn load(path: &Path) -> Result<Self, ProfileError> {
        let text = fs::read_to_string(path).map_err(|source| ProfileError::Read { path: path.to_owned(), source })?;
        parse(&text, Some(path))
    }

    /// The profile as TOML: each point with its question and its values as a comment above.
    ///
    /// ```
    /// use authms_spec::profile::Profile;
    ///
    /// let text = Profile::default().to_toml();
    /// assert!(text.starts_with("# What `null` in an update does to a field. keep, clear, reject\nnull = \"keep\"\n"));
    /// assert_eq!(Profile::parse(&text)?, Profile::default());
    /// # Ok::<(), authms_spec::profile::ProfileError>(())
    /// ```
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut text = String::new();
        for (point, value) in self.settings() {
            let values: Vec<&str> = point.values.iter().map(|value| value.name).collect();
            // Writing to a string cannot fail; names and values are plain words, so nothing needs escaping.
            let _ = writeln!(text, "# {} {}\n{} = \"{value}\"", point.question, values.join(", "), point.name);
        }
        text
    }
}

fn parse(text: &str, path: Option<&Path>) -> Result<Profile, ProfileError> {
    toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
        let place = path.map_or(format!("line {line}"), |path| format!("{}:{line}", path.display()));
        ProfileError::Invalid { place, what: error.message().to_owned() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{Null, Zone};

    #[test]
    fn a_mistake_is_named_with_its_line() {
        for (text, said) in [
            ("null = 'keep'\nnul = 'x'", "line 2: unknown field `nul`"),
            ("null = 'kepe'", "line 1: unknown variant `kepe`, expected one of `keep`, `clear`, `reject`"),
            ("= 1", "line 1"),
        ] {
            let error = Profile::parse(text).unwrap_err().to_string();
            assert!(error.contains(said) && error.contains("hint: "), "{error}");
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named() {
        let error = Profile::load(Path::new("/nowhere/profile.toml")).unwrap_err().to_string();
        assert!(error.starts_with("cannot read the profile /nowhere/profile.toml: ") && error.contains("hint: "));
    }

    #[test]
    fn every_value_of_every_point_reads_and_writes_back() {
        for point in Profile::POINTS {
            for value in point.values {
                let profile = Profile::parse(&format!("{} = '{}'", point.name, value.name)).unwrap();
                assert!(profile.settings().any(|setting| setting == (point, value.name)), "{}", point.name);
                assert_eq!(Profile::parse(&profile.to_toml()).unwrap(), profile);
            }
        }
        let profile = Profile { null: Null::Clear, zone: Zone::Offset, ..Profile::default() };
        assert_eq!(Profile::parse(&profile.to_toml()).unwrap(), profile);
    }
}
