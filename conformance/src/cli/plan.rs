//! `plan`: says what a run with the same flags would send and create, and sends nothing.

use clap::Args;

use super::{failure::Failure, run::WhatArgs, terminal::say};

#[derive(Debug, Args)]
pub(crate) struct PlanArgs {
    #[command(flatten)]
    what: WhatArgs,
}

pub(crate) fn plan(args: &PlanArgs) -> Result<u8, Failure> {
    args.what.check()?;
    let suite = args.what.suite()?;
    say(&format!("{} cases", suite.cases().len()));
    Ok(0)
}
