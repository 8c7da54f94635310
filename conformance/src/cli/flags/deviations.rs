//! The flag that names what the service is known to break.

use std::path::{Path, PathBuf};

use authms_conformance::{Deviations, DeviationsError};
use clap::Args;
use jiff::{Timestamp, tz::TimeZone};

use crate::cli::failure::Failure;

#[derive(Debug, Args)]
pub(crate) struct DeviationArgs {
    /// What the service is known to break, until when, and who mends it (deviations.toml)
    #[arg(long, value_name = "FILE", help_heading = "Reports")]
    deviations: Option<PathBuf>,
}

impl From<DeviationsError> for Failure {
    fn from(error: DeviationsError) -> Self {
        Self::configuration(error)
    }
}

impl DeviationArgs {
    /// The file, which no output may overwrite.
    pub(crate) fn input(&self) -> Option<(&'static str, &Path)> {
        self.deviations.as_deref().map(|path| ("--deviations", path))
    }

    /// Reads the file.
    pub(crate) fn read(&self) -> Result<Deviations, Failure> {
        let Some(path) = &self.deviations else { return Ok(Deviations::default()) };
        let text =
            std::fs::read_to_string(path).map_err(|error| Failure::file("read", path, "--deviations", &error))?;
        let today = TimeZone::UTC.to_datetime(Timestamp::now()).date();
        Ok(Deviations::parse(&text, &path.display().to_string(), today)?)
    }
}
