//! `report`: makes the other forms of a report from its JSON.

use std::path::PathBuf;

use authms_conformance::report::{document::Document, read::ReadError, text};
use clap::Args;

use super::{
    failure::Failure,
    outputs::OutputArgs,
    terminal::{TerminalArgs, say},
};

#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    /// The report that a run has written with `--json`
    #[arg(value_name = "FILE.json", required_unless_present = "schema")]
    file: Option<PathBuf>,
    /// Print the JSON Schema of such reports
    #[arg(long, conflicts_with = "file")]
    schema: bool,
    /// Print it as a run does; so does `report` without any other form
    #[arg(long)]
    text: bool,
    #[command(flatten)]
    terminal: TerminalArgs,
    #[command(flatten)]
    outputs: OutputArgs,
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        Self::configuration(error)
    }
}

pub(crate) fn report(args: &ReportArgs) -> Result<u8, Failure> {
    let Some(file) = &args.file else {
        say(Document::schema().trim_end());
        return Ok(0);
    };
    let document = Document::read(file)?;
    args.outputs.write(&document, &[("the report", file.clone())])?;
    if args.text || !args.outputs.any() {
        say(text::header(&document).trim_end());
        say(text::summary(&document, args.terminal.detail()).trim_end());
    }
    args.outputs.annotate(&document);
    Ok(0)
}
