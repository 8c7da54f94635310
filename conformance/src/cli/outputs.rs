//! The flags that say which reports a run writes.

use std::path::PathBuf;

use authms_conformance::{Report, report};
use clap::Args;

use super::failure::Failure;

#[derive(Debug, Args)]
pub(crate) struct OutputArgs {
    /// Write the report as JSON to this file as well.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

impl OutputArgs {
    /// Writes every report that the flags name.
    pub(crate) fn write(&self, report: &Report, exit_code: u8) -> Result<(), Failure> {
        if let Some(path) = &self.json {
            report::json::write(path, report, exit_code)
                .map_err(|error| Failure::file("write", path, "--json", &error))?;
        }
        Ok(())
    }
}
