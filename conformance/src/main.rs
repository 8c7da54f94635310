//! The command line of the suite: what to run, on which server, and the exit code that says how it ended.

mod cli;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::cli::{
    list::{ListArgs, list},
    report::{ReportArgs, report},
    run::{RunArgs, run},
};

/// Holds an AuthMS deployment to the client administration contract.
///
/// Without `--base-url` the suite starts the mock server itself. Exit codes: 0 conformant, 1 not conformant, 2 partial
/// (something that must be checked could not be), 3 a client could not be restored or a scratch client not removed, 64
/// usage, 69 unreachable, 70 internal error, 78 configuration, 130 interrupted.
#[derive(Debug, Parser)]
#[command(max_term_width = 80, version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    run: RunArgs,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the cases (the default).
    Run(Box<RunArgs>),
    /// List the cases, each with one sentence on what it shows.
    List(ListArgs),
    /// Make other forms of a report from its JSON.
    Report(ReportArgs),
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 64 } else { 0 });
        }
    };
    let ended = match cli.command {
        Some(Command::List(args)) => list(&args),
        Some(Command::Report(args)) => report(&args),
        Some(Command::Run(args)) => run(&args),
        None => run(&cli.run),
    };
    ExitCode::from(ended.unwrap_or_else(|failure| {
        eprintln!("authms-conformance: {failure}");
        failure.exit_code
    }))
}
