//! `cargo xtask`: the tasks that keep contract, SDK, mock server and suite honest.

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, Parser, Subcommand};
use xtask::{
    ci::{self, PlanError, STEPS, Selection, Shell},
    tasks::{self, Outcome, TaskError},
};

/// Exit codes: 0 nothing to complain about, 1 findings, 2 something cannot be read or written, 64 usage.
#[derive(Debug, Parser)]
#[command(max_term_width = 80, about = "The tasks that keep contract, SDK, mock server and suite honest", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate the code that the contract makes.
    Codegen {
        /// Only compare with the files that are there.
        #[arg(long)]
        check: bool,
    },
    /// Compare a vendor's document with the contract.
    Drift {
        /// Swagger 2.0 or OpenAPI 3.0, JSON or YAML.
        document: PathBuf,
    },
    /// Render spec/PROVENANCE.md from spec/departures.toml.
    Provenance {
        /// Only compare with the file that is there.
        #[arg(long)]
        check: bool,
    },
    /// Hold the contract to the rules that keep it sound and fit for generating code.
    Lint {
        /// Another document than spec/openapi.yaml.
        document: Option<PathBuf>,
    },
    /// Say what has changed since an older contract, and which side each change breaks.
    Compat {
        /// The older contract, such as spec/released/1.0.0.yaml.
        older: PathBuf,
    },
    /// Hold the SDK's dependencies to the Rust version that it promises.
    Msrv,
    /// Hold the repository to its invariants.
    Tidy,
    /// Add a field to a copy of the repository, and see that the checks name each place that lacks it and pass once it has it.
    Rehearse,
    /// Run the gate, or some of its steps, each timed against its budget.
    #[command(args_conflicts_with_subcommands = true)]
    Ci(Ci),
}

#[derive(Debug, Args)]
struct Ci {
    #[command(subcommand)]
    list: Option<List>,
    /// Run these steps alone.
    #[arg(conflicts_with_all = ["fast", "long"])]
    steps: Vec<String>,
    /// Run formatting, clippy and unit tests alone.
    #[arg(long, conflicts_with = "long")]
    fast: bool,
    /// Run the steps too that take too long for every change.
    #[arg(long)]
    long: bool,
    /// Run the other steps although one has failed.
    #[arg(long)]
    keep_going: bool,
}

#[derive(Debug, Subcommand)]
enum List {
    /// Show the steps with their budgets.
    List,
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 64 } else { 0 });
        }
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    let ended = run(cli.command, root).and_then(|Outcome { text, clean }| {
        show(&text)?;
        Ok(clean)
    });
    match ended {
        Ok(clean) => ExitCode::from(u8::from(!clean)),
        Err(failure) => {
            // Who has closed stdout has seen enough, and needs no message either.
            if !matches!(&failure, Failure::Write(error) if is_closed(error)) {
                let _ = writeln!(io::stderr(), "xtask: {failure}");
            }
            ExitCode::from(if matches!(failure, Failure::Usage(_)) { 64 } else { 2 })
        }
    }
}

/// Why there is no outcome.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Task(#[from] TaskError),
    #[error(transparent)]
    Usage(#[from] PlanError),
    #[error("cannot write: {0}")]
    Write(#[from] io::Error),
}

/// Writes the text of an outcome. A reader that closes stdout early changes nothing in the outcome.
fn show(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if is_closed(&error) => Ok(()),
        written => written,
    }
}

fn is_closed(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

fn run(command: Command, root: &Path) -> Result<Outcome, Failure> {
    Ok(match command {
        Command::Codegen { check } => tasks::codegen(root, check)?,
        Command::Drift { document } => tasks::drift(root, &document)?,
        Command::Provenance { check } => tasks::provenance(root, check)?,
        Command::Lint { document } => tasks::lint(root, document)?,
        Command::Compat { older } => tasks::compat(root, &older)?,
        Command::Msrv => tasks::msrv(root)?,
        Command::Tidy => tasks::tidy(root)?,
        Command::Rehearse => tasks::rehearse(root)?,
        Command::Ci(ci) => gate(&ci, root)?,
    })
}

fn gate(arguments: &Ci, root: &Path) -> Result<Outcome, Failure> {
    if arguments.list.is_some() {
        return Ok(Outcome { text: ci::list(&STEPS), clean: true });
    }
    let selection = match arguments {
        Ci { fast: true, .. } => Selection::Fast,
        Ci { long: true, .. } => Selection::Long,
        Ci { steps, .. } if !steps.is_empty() => Selection::Named(steps),
        _ => Selection::Change,
    };
    let steps = ci::select(&STEPS, selection)?;
    let clean = ci::run(&Shell::new(root.to_owned()), &steps, arguments.keep_going)?;
    Ok(Outcome { text: String::new(), clean })
}
