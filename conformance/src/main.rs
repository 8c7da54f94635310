//! The command line of the suite: what to run, on which server, and the exit code that says how it ended.

mod cli;

use std::{ffi::OsString, process::ExitCode};

use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::cli::{
    failure::{EXIT_CODES, Failure},
    list::{ListArgs, list},
    plan::{PlanArgs, plan},
    report::{ReportArgs, report},
    run::{RunArgs, run},
    targets,
};

/// Holds an AuthMS deployment to the client administration contract.
///
/// Without `--base-url` the suite starts the mock server itself.
#[derive(Debug, Parser)]
#[command(max_term_width = 80, version, args_conflicts_with_subcommands = true, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    run: RunArgs,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the cases (the default)
    #[command(after_help = EXIT_CODES)]
    Run(Box<RunArgs>),
    /// Say what a run with these flags would send and create; sends nothing
    Plan(Box<PlanArgs>),
    /// List the cases, each with one sentence on what it shows
    List(ListArgs),
    /// Make other forms of a report from its JSON.
    Report(ReportArgs),
}

fn main() -> ExitCode {
    let ended = match parse(std::env::args_os().collect()) {
        Ok(Ok(cli)) => match cli.command {
            Some(Command::List(args)) => list(&args),
            Some(Command::Plan(args)) => plan(&args),
            Some(Command::Report(args)) => report(&args),
            Some(Command::Run(args)) => run(&args),
            None => run(&cli.run),
        },
        Ok(Err(error)) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 64 } else { 0 });
        }
        Err(failure) => Err(failure),
    };
    ExitCode::from(ended.unwrap_or_else(|failure| {
        eprintln!("authms-conformance: {failure}");
        failure.exit_code
    }))
}

/// The command line, with what the file of `--target` says in front of it. The inner error is one of clap's, which prints
/// itself.
fn parse(mut arguments: Vec<OsString>) -> Result<Result<Cli, clap::Error>, Failure> {
    let command = Cli::command();
    let matches = match command.clone().try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(error) => return Ok(Err(error)),
    };
    let (at, of, given) = subject(&command, &matches);
    let target = given.try_get_one::<String>("target").ok().flatten();
    let Some(target) = target else {
        return Ok(Cli::from_arg_matches(&matches));
    };
    let from_file = targets::arguments(target, of, given)?;
    arguments.splice(at..at, from_file);
    Ok(Cli::try_parse_from(arguments))
}

/// Where the arguments of the subcommand begin, the subcommand, and what it was given.
fn subject<'a>(command: &'a clap::Command, matches: &'a ArgMatches) -> (usize, &'a clap::Command, &'a ArgMatches) {
    let found = matches.subcommand().and_then(|(name, given)| Some((2, command.find_subcommand(name)?, given)));
    found.unwrap_or((1, command, matches))
}
