//! The command line of the suite: what to run, on which server, and the exit code that says how it ended.

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use authms_conformance::{
    Local, LocalError, Preflight, Report, RunOptions, Selection, SelectionError, Settings, Stop, Subject, Suite,
    Target, TargetError, Token, Tokens, report,
};
use clap::{Args, Parser, Subcommand};

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
}

#[derive(Debug, Args)]
struct SelectionArgs {
    /// Only cases of this operation (repeatable).
    #[arg(long = "operation", value_name = "ID")]
    operations: Vec<String>,
    /// Only this case; `*` stands for any characters (repeatable).
    #[arg(long = "case", value_name = "ID")]
    cases: Vec<String>,
}

#[derive(Debug, Args)]
struct ListArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    /// Show what each case touches and needs, and its claims with their sources.
    #[arg(long)]
    long: bool,
}

#[derive(Debug, Args)]
struct RunArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    /// Base URL of the server with the gateway's prefix; without it, a mock server of its own.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// A client that the run may change; every readable field is restored afterwards. Without it the run creates one.
    /// Either way the run creates scratch clients where it may.
    #[arg(long, value_name = "ID", requires = "base_url")]
    client_id: Option<String>,
    /// A second client, which the run only reads, to see that updates change no other client.
    #[arg(long, value_name = "ID", requires = "base_url")]
    bystander_id: Option<String>,
    /// Token of an administrator.
    #[arg(long, value_name = "TOKEN", env = "AUTHMS_TOKEN", hide_env_values = true)]
    token: Option<String>,
    /// Token of a user of the same tenant who is not an administrator.
    #[arg(long, value_name = "TOKEN", env = "AUTHMS_USER_TOKEN", hide_env_values = true)]
    user_token: Option<String>,
    /// Token of an administrator of another tenant.
    #[arg(long, value_name = "TOKEN", env = "AUTHMS_OTHER_TENANT_TOKEN", hide_env_values = true)]
    other_tenant_token: Option<String>,
    /// Longest time for one request, in seconds.
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    timeout: Duration,
    /// Additional root certificate to trust (PEM).
    #[arg(long, value_name = "FILE")]
    ca_cert: Option<PathBuf>,
    /// Write the report as JSON to this file as well.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Keep the clients that the run has created.
    #[arg(long)]
    keep: bool,
    /// Append what is created and removed to this file, as JSON lines.
    #[arg(long, value_name = "FILE", default_value = "conformance-ledger.jsonl")]
    ledger: PathBuf,
    /// Exit with 0 even if something could not be checked.
    #[arg(long)]
    allow_partial: bool,
    /// Allow tokens to go over plain http to another machine.
    #[arg(long)]
    allow_plain_http: bool,
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number of seconds".to_owned())?;
    Duration::try_from_secs_f64(seconds)
        .ok()
        .filter(|time| !time.is_zero())
        .ok_or_else(|| "not a time above 0".to_owned())
}

/// Everything that keeps a run from a verdict, with its exit code.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Selection(#[from] SelectionError),
    #[error("{0}")]
    Usage(&'static str),
    #[error(transparent)]
    Target(#[from] TargetError),
    #[error(transparent)]
    Local(#[from] LocalError),
    #[error(transparent)]
    Preflight(#[from] Preflight),
    #[error("cannot read {path}: {source}\n  hint: check the path given with {flag}")]
    Read { path: PathBuf, flag: &'static str, source: io::Error },
    #[error("cannot write {path}: {source}\n  hint: check the path given with --json")]
    Write { path: PathBuf, source: io::Error },
    #[error("cannot write the ledger {path}: {source}\n  hint: name another file with --ledger")]
    Ledger { path: PathBuf, source: io::Error },
    #[error("cannot start: {0}")]
    Runtime(io::Error),
}

impl Failure {
    fn exit_code(&self) -> u8 {
        match self {
            Self::Selection(_) | Self::Usage(_) => 64,
            Self::Preflight(Preflight::Unreachable { .. }) => 69,
            Self::Local(_) | Self::Runtime(_) => 70,
            Self::Target(_)
            | Self::Ledger { .. }
            | Self::Preflight(Preflight::Configuration { .. })
            | Self::Read { .. }
            | Self::Write { .. } => 78,
        }
    }
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
        Some(Command::List(args)) => list(args),
        Some(Command::Run(args)) => run(*args),
        None => run(cli.run),
    };
    ExitCode::from(ended.unwrap_or_else(|failure| {
        eprintln!("authms-conformance: {failure}");
        failure.exit_code()
    }))
}

fn select(args: SelectionArgs) -> Result<Suite, SelectionError> {
    Suite::select(&Selection { operations: args.operations, cases: args.cases })
}

fn list(args: ListArgs) -> Result<u8, Failure> {
    for case in select(args.selection)?.cases() {
        let text = if args.long { report::list::long(case) } else { report::list::short(case) };
        say(text.trim_end());
    }
    Ok(0)
}

fn run(mut args: RunArgs) -> Result<u8, Failure> {
    let suite = select(std::mem::replace(&mut args.selection, SelectionArgs { operations: vec![], cases: vec![] }))?;
    // One thread is enough: there is one request at a time.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::Runtime)?;
    let report = runtime.block_on(judge(&args, &suite))?;
    let exit_code = report.outcome.exit_code(args.allow_partial);
    say(report::text::summary(&report).trim_end());
    if let Some(path) = &args.json {
        report::json::write(path, &report, exit_code)
            .map_err(|source| Failure::Write { path: path.clone(), source })?;
    }
    Ok(exit_code)
}

async fn judge(args: &RunArgs, suite: &Suite) -> Result<Report, Failure> {
    let settings = Settings {
        timeout: args.timeout,
        ca_cert: args.ca_cert.as_deref().map(read_certificate).transpose()?,
        allow_plain_http: args.allow_plain_http,
    };
    let stop = Stop::default();
    let watching = tokio::spawn(stop_on_signal(stop.clone()));
    // The handler is installed once the task has run; before that a signal would end the process.
    tokio::task::yield_now().await;
    let mut options = RunOptions::stopped_by(stop);
    options.keep = args.keep;
    let report = match &args.base_url {
        Some(url) => {
            let target = deployment(url, args, settings)?;
            let failed = |source| Failure::Ledger { path: args.ledger.clone(), source };
            on(&target, suite, &options.with_ledger(&args.ledger).map_err(failed)?).await?
        }
        None => {
            let local = Local::start(authms_mock_server::Options::default(), settings).await?;
            let report = on(local.target(), suite, &options).await;
            local.shutdown().await;
            report?
        }
    };
    watching.abort();
    Ok(report)
}

async fn on(target: &Target, suite: &Suite, options: &RunOptions) -> Result<Report, Preflight> {
    say(&report::text::header(target, suite));
    suite.run(target, options, |result| say(&report::text::line(result))).await
}

fn deployment(url: &str, args: &RunArgs, settings: Settings) -> Result<Target, Failure> {
    let admin = args
        .token
        .as_deref()
        .ok_or(Failure::Usage("no administrator token was given\n  hint: set AUTHMS_TOKEN, or pass `--token TOKEN`"))?;
    let tokens = Tokens {
        admin: Token::new(admin),
        user: args.user_token.as_deref().map(Token::new),
        other_tenant: args.other_tenant_token.as_deref().map(Token::new),
    };
    let mut target = Target::new(url, tokens, settings)?;
    if let Some(client_id) = args.client_id.clone() {
        target = target.lending(Subject { client_id, disposable: false });
    }
    Ok(match &args.bystander_id {
        Some(id) => target.with_bystander(id),
        None => target,
    })
}

fn read_certificate(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|source| Failure::Read { path: path.to_owned(), flag: "--ca-cert", source })
}

/// The first Ctrl-C stops the run after the request under way and puts the client back; the second ends the process.
async fn stop_on_signal(stop: Stop) {
    if tokio::signal::ctrl_c().await.is_err() {
        return;
    }
    eprintln!("\ninterrupted: putting the client back (press Ctrl-C again to leave it as it is)");
    stop.now();
    if tokio::signal::ctrl_c().await.is_ok() {
        eprintln!("ended at once: the client was not restored");
        std::process::exit(130);
    }
}

/// Prints a line on stdout. A closed pipe must not end the run before the client is restored.
fn say(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}
