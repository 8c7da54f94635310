//! `sweep`: removes what dead runs have left behind.

use std::path::PathBuf;

use authms_conformance::{Fate, Mode, SweepError, SweepOptions, report::text, sweep as find_and_remove};
use clap::{Arg, Args};
use jiff::{SignedDuration, Span, SpanRelativeTo};

use super::{
    command_line::CommandLine,
    failure::Failure,
    flags::{
        connection::{ConnectionArgs, quoted},
        limits::LimitArgs,
    },
    terminal::say,
};

/// Flags of a run that change nothing about a sweep: they are taken, so that both can be given the same, and not shown.
const UNUSED: [&str; 10] = [
    "user_token",
    "user_token_file",
    "user_token_command",
    "user_token_env",
    "other_tenant_token",
    "other_tenant_token_file",
    "other_tenant_token_command",
    "other_tenant_token_env",
    "max_requests",
    "max_clients",
];

#[derive(Debug, Args)]
#[command(mut_args(as_in_a_sweep))]
pub(crate) struct SweepArgs {
    /// File that holds the flags: targets/NAME.toml, or a path; flags win
    #[arg(long, value_name = "NAME", help_heading = "Server")]
    pub(crate) target: Option<String>,
    #[command(flatten)]
    connection: ConnectionArgs,
    #[command(flatten)]
    limits: LimitArgs,
    /// Only what runs have left that began longer ago, such as `2h` or `3 days` [default: 2h, and any time for runs whose
    /// ledger shows that they are dead]
    #[arg(long, value_name = "TIME", value_parser = age, help_heading = "Sweep")]
    older_than: Option<SignedDuration>,
    /// Another ledger to read, besides those in the user's state folder (repeatable)
    #[arg(long = "ledger", value_name = "FILE", help_heading = "Sweep")]
    ledgers: Vec<PathBuf>,
    /// Remove what was found; without it, the sweep only says what it would remove
    #[arg(long, help_heading = "Sweep")]
    apply: bool,
}

/// A flag as the help of `sweep` shows it.
fn as_in_a_sweep(arg: Arg) -> Arg {
    match arg.get_id().as_str() {
        "base_url" => arg.help("Base URL with the gateway's prefix, as the run was given it"),
        "concurrency" => arg.help("Requests side by side [default: 4]"),
        "max_time" => arg.help("Longest time for the sweep, in seconds [default: 900]"),
        unused if UNUSED.contains(&unused) => arg.hide(true),
        _ => arg,
    }
}

pub(crate) fn sweep(args: &SweepArgs, line: &CommandLine) -> Result<u8, Failure> {
    let names = args.connection.tokens.names();
    let named = |failure| names.iter().fold(failure, |failure: Failure, (flag, name)| failure.calling(flag, name));
    remove(args).map_err(|failure| line.from_file.in_its_words(named(failure)))
}

fn remove(args: &SweepArgs) -> Result<u8, Failure> {
    let Some(url) = &args.connection.base_url else {
        return Err(Failure::usage("sweep needs a target\n  hint: name it with --target or --base-url"));
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::internal(format!("cannot start: {error}")))?;
    let options = SweepOptions { older_than: args.older_than, ledgers: args.ledgers.clone(), apply: args.apply };
    let swept = runtime.block_on(async {
        let mut connection = args.connection.clone();
        connection.tokens = connection.tokens.of_administrator();
        let target = connection.target(url).await?;
        let swept = find_and_remove(&target, &args.limits.limits(&target, Mode::Usual), &options).await?;
        let how = if args.apply { "" } else { " (dry run: nothing is removed)" };
        say(&format!("sweep of {}{how}\n", target.base_url()));
        Ok::<_, Failure>(swept)
    })?;
    say(text::swept(&swept).trim_end());
    if args.older_than.is_none() && swept.count(|fate| matches!(fate, Fate::TooYoung(_))) > 0 {
        say("hint: if these young runs have ended, remove what they left with `--older-than 10m`");
    }
    if swept.count(|fate| *fate == Fate::Removable) > 0 {
        let mut more: Vec<String> =
            args.older_than.iter().map(|time| format!("--older-than {}", quoted(&format!("{time:#}")))).collect();
        more.extend(args.ledgers.iter().map(|path| format!("--ledger {}", quoted(&path.display().to_string()))));
        say(&format!("to remove them:\n{}", command(args.target.as_deref(), &args.connection, more)));
    }
    Ok(if swept.is_incomplete() { 3 } else { 0 })
}

/// The command that removes what a run with these flags has left, on lines of a terminal, to be pasted.
pub(crate) fn command(target: Option<&str>, connection: &ConnectionArgs, more: Vec<String>) -> String {
    let mut lines = vec!["  authms-conformance sweep".to_owned()];
    for flag in connection.repeated(target).into_iter().chain(more).chain(["--apply".to_owned()]) {
        match lines.last_mut() {
            // The backslash of a line that goes on needs two columns.
            Some(line) if line.len() + flag.len() < 77 => line.extend([" ", &flag]),
            _ => lines.push(format!("    {flag}")),
        }
    }
    lines.join(" \\\n")
}

fn age(text: &str) -> Result<SignedDuration, String> {
    let invalid = || "not a valid time; write it as in `2h`, `90 minutes` or `3 days`".to_owned();
    let span: Span = text.parse().map_err(|_| invalid())?;
    let age = span.to_duration(SpanRelativeTo::days_are_24_hours()).map_err(|_| invalid())?;
    if age.is_negative() { Err("not a time of 0 or more".to_owned()) } else { Ok(age) }
}

impl From<SweepError> for Failure {
    fn from(error: SweepError) -> Self {
        match error {
            SweepError::Refused(ref refusal) if !refusal.unreachable => Self::configuration(error),
            SweepError::Refused(_) | SweepError::Unlisted(_) => Self::unreachable(error),
            SweepError::Ledger(error) => error.into(),
        }
    }
}
