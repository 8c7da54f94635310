//! The command line of the suite: what to run, on which server, and the exit code that says how it ended.

mod cli;

use std::process::ExitCode;

use authms_conformance::report::exit_code;
use clap::{
    ArgMatches, CommandFactory as _, FromArgMatches as _, Parser, Subcommand,
    error::{ContextKind, ContextValue},
};

use crate::cli::{
    command_line::CommandLine,
    diff::{DiffArgs, diff},
    failure::Failure,
    list::{ListArgs, list},
    plan::{PlanArgs, plan},
    report::{ReportArgs, report},
    run::{RunArgs, run},
    sweep::{SweepArgs, sweep},
    targets,
};

/// Holds an AuthMS deployment to the client administration contract.
///
/// Without `--base-url` the suite starts the mock server itself.
#[derive(Debug, Parser)]
#[command(max_term_width = 80, version, args_conflicts_with_subcommands = true, after_help = exit_code::table())]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    run: RunArgs,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the cases (the default)
    #[command(after_help = exit_code::table())]
    Run(Box<RunArgs>),
    /// Say what a run with these flags would send and create; sends nothing
    Plan(Box<PlanArgs>),
    /// Find what dead runs have left behind, and remove it with --apply
    Sweep(Box<SweepArgs>),
    /// List the cases, each with one sentence on what it shows
    List(ListArgs),
    /// Say what is new, mended (fixed) and moved (changed otherwise) since an older report
    Diff(DiffArgs),
    /// Make other forms of a report from its JSON
    Report(ReportArgs),
}

fn main() -> ExitCode {
    let mut line = CommandLine::new(std::env::args_os().collect());
    let ended = match parse(&mut line) {
        Ok(Ok(cli)) => match cli.command {
            Some(Command::List(args)) => list(&args),
            Some(Command::Diff(args)) => diff(&args),
            Some(Command::Plan(args)) => plan(&args, &line),
            Some(Command::Sweep(args)) => sweep(&args, &line),
            Some(Command::Report(args)) => report(&args),
            Some(Command::Run(args)) => run(&args, &line),
            None => run(&cli.run, &line),
        },
        Ok(Err(error)) => {
            let _ = error.print();
            if !error.use_stderr() {
                return ExitCode::SUCCESS;
            }
            // Not in the words of the error, which may hold a token that is in the wrong place.
            let flag = known_flag(&error).map(|flag| format!(" ({flag})")).unwrap_or_default();
            let why = format!("the command line is wrong: {}{flag}\n  hint: the program has said where", error.kind());
            refuse(line, &Failure::usage(why));
            return ExitCode::from(64);
        }
        Err(failure) => {
            refuse(line, &failure);
            Err(failure)
        }
    };
    ExitCode::from(ended.unwrap_or_else(|failure| {
        cli::terminal::warn(&format!("authms-conformance: {failure}"));
        failure.exit_code
    }))
}

/// The command line, with what the file of `--target` says in front of it. The inner error is one of clap's, which prints
/// itself.
fn parse(line: &mut CommandLine) -> Result<Result<Cli, clap::Error>, Failure> {
    let command = Cli::command();
    let matches = match command.clone().try_get_matches_from(&line.arguments) {
        Ok(matches) => matches,
        Err(error) => return Ok(Err(error)),
    };
    let (at, of, given) = subject(&command, &matches);
    let target = given.try_get_one::<String>("target").ok().flatten();
    let Some(target) = target else {
        return Ok(Cli::from_arg_matches(&matches));
    };
    let run = command.find_subcommand("run").unwrap_or(&command);
    line.from_file = targets::read(target, run, of, given)?;
    line.arguments.splice(at..at, line.from_file.arguments.clone());
    Ok(Cli::try_parse_from(&line.arguments))
}

/// The flag that an error is about, if it is one of a run: anything else may be a token in the wrong place.
fn known_flag(error: &clap::Error) -> Option<String> {
    let Some(ContextValue::String(said)) = error.get(ContextKind::InvalidArg) else { return None };
    let said = said.split([' ', '=']).next()?.strip_prefix("--")?;
    let command = Cli::command();
    let flag = command.get_arguments().filter_map(clap::Arg::get_long).find(|flag| *flag == said)?;
    Some(format!("--{flag}"))
}

/// Notes in the outputs of a run that it did not start; other subcommands write what they are told to, or nothing.
fn refuse(line: CommandLine, failure: &Failure) {
    let first = line
        .arguments
        .get(1)
        .and_then(|first| Cli::command().find_subcommand(first).map(|it| it.get_name().to_owned()));
    if first.is_none_or(|name| name == "run") {
        line.refuse(failure);
    }
}

/// Where the arguments of the subcommand begin, the subcommand, and what it was given.
fn subject<'a>(command: &'a clap::Command, matches: &'a ArgMatches) -> (usize, &'a clap::Command, &'a ArgMatches) {
    let found = matches.subcommand().and_then(|(name, given)| Some((2, command.find_subcommand(name)?, given)));
    found.unwrap_or((1, command, matches))
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use clap::{Arg, ArgAction};
    use cli::targets::is_path;

    use super::*;

    const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/targets/example.toml");

    /// What a command line is read as, but for the name of its target.
    fn read(arguments: &[&str]) -> String {
        let mut line =
            CommandLine::new(["authms-conformance", "run"].iter().chain(arguments).map(OsString::from).collect());
        let cli =
            parse(&mut line).unwrap_or_else(|failure| panic!("{failure}")).unwrap_or_else(|error| panic!("{error}"));
        let Some(Command::Run(mut args)) = cli.command else { panic!("not a run") };
        args.what.target = None;
        format!("{args:?}")
    }

    fn run_command() -> clap::Command {
        Cli::command().find_subcommand("run").expect("a subcommand").clone()
    }

    #[test]
    fn every_flag_can_be_said_in_a_file_and_means_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("one.toml");
        let file = |key: &str, value: &str| {
            std::fs::write(&path, format!("{key} = {value}\n")).expect("a file");
            read(&["--target", path.to_str().expect("UTF-8")])
        };
        let beside = folder.path().join("7").display().to_string();
        let mut seen = 0;
        for key in targets::keys(&run_command()).map(Arg::get_id).map(|id| id.as_str()) {
            let arg = run_command();
            let arg = arg.get_arguments().find(|arg| arg.get_id() == key).expect("an argument");
            let flag = format!("--{}", arg.get_long().expect("a long flag"));
            assert_eq!(flag, format!("--{}", key.replace('_', "-")));
            let (in_file, as_flag): (&str, Vec<&str>) = match arg.get_action() {
                ArgAction::SetTrue => ("true", vec![&flag]),
                ArgAction::Append => (r#"["7", "8"]"#, vec![&flag, "7", &flag, "8"]),
                // A path is relative to the file.
                _ if is_path(arg) => (r#""7""#, vec![&flag, &beside]),
                _ => (r#""7""#, vec![&flag, "7"]),
            };
            assert_eq!(file(key, in_file), read(&as_flag), "{key}");
            assert_ne!(read(&as_flag), read(&[]), "{key}");
            seen += 1;
        }
        assert!(seen > 30, "{seen}");
        for token in ["token", "user-token", "other-tenant-token"] {
            for way in ["env", "file"] {
                let value = if way == "file" { &beside } else { "7" };
                let as_flag = read(&[&format!("--{token}-{way}"), value]);
                assert_eq!(file(&token.replace('-', "_"), &format!("{{ {way} = \"7\" }}")), as_flag);
            }
        }
    }

    #[test]
    fn a_file_serves_every_subcommand_that_takes_a_target() {
        for name in ["run", "plan", "sweep"] {
            let arguments = ["authms-conformance", name, "--target", EXAMPLE].map(OsString::from).to_vec();
            let cli = parse(&mut CommandLine::new(arguments)).unwrap_or_else(|failure| panic!("{failure}"));
            let shown = format!("{:?}", cli.unwrap_or_else(|error| panic!("{name}: {error}")));
            assert!(shown.contains("https://staging.example.com/api/v1"), "{name}: {shown}");
        }
    }

    #[test]
    fn the_example_can_be_read_and_has_every_key() {
        assert_ne!(read(&["--target", EXAMPLE]), read(&[]));
        let text = std::fs::read_to_string(EXAMPLE).expect("the example");
        for key in targets::keys(&run_command()).map(|arg| arg.get_id().as_str().to_owned()) {
            let has = text.lines().any(|line| line.trim_start_matches("# ").starts_with(&format!("{key} = ")));
            assert!(has, "targets/example.toml lacks `{key}`");
        }
    }
}
