//! `list`: the cases, each with one sentence on what it shows.

use authms_conformance::report;
use clap::Args;

use super::{failure::Failure, flags::select::SelectionArgs, terminal::say};

#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    /// Show what each case touches and needs, and its claims with their sources.
    #[arg(long)]
    long: bool,
}

pub(crate) fn list(args: &ListArgs) -> Result<u8, Failure> {
    for case in args.selection.suite()?.cases() {
        let text = if args.long { report::list::long(case) } else { report::list::short(case) };
        say(text.trim_end());
    }
    Ok(0)
}
