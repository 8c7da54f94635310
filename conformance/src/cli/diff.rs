//! `diff`: what differs between the reports of two runs.

use std::path::PathBuf;

use authms_conformance::report::{diff, document::Document};
use clap::Args;

use super::{failure::Failure, terminal::say};

#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// The report of the older run, as `--json` wrote it
    #[arg(value_name = "OLD.json")]
    old: PathBuf,
    /// The report of the newer run
    #[arg(value_name = "NEW.json")]
    new: PathBuf,
    /// Print the difference as JSON
    #[arg(long)]
    json: bool,
}

/// Exits with 1 if anything got worse.
pub(crate) fn diff(args: &DiffArgs) -> Result<u8, Failure> {
    let (old, new) = (Document::read_finished(&args.old)?, Document::read_finished(&args.new)?);
    let difference = diff::compare(&old, &new);
    if args.json {
        // Serializing fails only for keys that are not strings, and all keys here are.
        say(&serde_json::to_string_pretty(&difference).unwrap_or_default());
    } else {
        say(diff::text(&difference).trim_end());
    }
    Ok(u8::from(difference.is_worse()))
}
