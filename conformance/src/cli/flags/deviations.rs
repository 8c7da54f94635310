//! The flag that names the known deviations of a service.

use std::path::PathBuf;

use authms_conformance::{Deviations, DeviationsError};
use clap::Args;
use jiff::{Timestamp, tz::TimeZone};

use crate::cli::failure::Failure;

#[derive(Debug, Args)]
pub(crate) struct DeviationArgs {
    /// Known deviations: failures that are tolerated until a date (deviations.toml)
    #[arg(long, value_name = "FILE", help_heading = "Reports")]
    deviations: Option<PathBuf>,
}

impl From<DeviationsError> for Failure {
    fn from(error: DeviationsError) -> Self {
        Self::configuration(error)
    }
}

impl DeviationArgs {
    /// Reads the file.
    pub(crate) fn read(&self) -> Result<Deviations, Failure> {
        let Some(path) = &self.deviations else { return Ok(Deviations::default()) };
        let text =
            std::fs::read_to_string(path).map_err(|error| Failure::file("read", path, "--deviations", &error))?;
        let today = TimeZone::UTC.to_datetime(Timestamp::now()).date();
        Ok(Deviations::parse(&text, &path.display().to_string(), today)?)
    }
}
