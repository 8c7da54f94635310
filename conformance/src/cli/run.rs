//! `run`: holds a server to the contract.

use std::{path::PathBuf, sync::Arc};

use authms_conformance::{
    Deviations, Ledger, Local, NotBegun, Obstacle, Report, RunOptions, Suite, Target,
    report::{
        document::{Chosen, RunSettings},
        exit_code::first_of,
        text::{self, Detail},
    },
};
use clap::Args;

use super::{
    command_line::CommandLine,
    failure::Failure,
    flags::{
        connection::ConnectionArgs, deviations::DeviationArgs, limits::LimitArgs, mode::ModeArgs, select::SelectionArgs,
    },
    outputs::{OutputArgs, Outputs},
    progress::Progress,
    signals::{Signals, stop_on_signal},
    sweep,
    terminal::{TerminalArgs, say, warn},
};

#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    #[command(flatten)]
    pub(crate) what: WhatArgs,
    /// Keep account of what is created in this file [default: one file a run in the user's state folder]
    #[arg(long, value_name = "FILE", help_heading = "Reports")]
    ledger: Option<PathBuf>,
    #[command(flatten)]
    deviations: DeviationArgs,
    #[command(flatten)]
    outputs: OutputArgs,
    #[command(flatten)]
    terminal: TerminalArgs,
    /// Exit with 0 even if something could not be checked
    #[arg(long, help_heading = "Reports")]
    allow_partial: bool,
}

/// What a run does, and to whom; `plan` takes the same.
#[derive(Debug, Args)]
pub(crate) struct WhatArgs {
    /// File that holds the flags: targets/NAME.toml, or a path; flags win
    #[arg(long, value_name = "NAME", help_heading = "Server")]
    pub(crate) target: Option<String>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
    #[command(flatten)]
    pub(crate) mode: ModeArgs,
    #[command(flatten)]
    selection: SelectionArgs,
    #[command(flatten)]
    pub(crate) limits: LimitArgs,
}

impl WhatArgs {
    /// No two flags contradict each other.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        let remote = self.connection.base_url.is_some();
        if !remote && let Some(flag) = self.mode.about_a_server().or_else(|| self.connection.about_a_server()) {
            return Err(Failure::usage(format!(
                "{flag} is about a server, and none is named\n  hint: add `--base-url URL` or `--target NAME`"
            )));
        }
        self.connection.tokens.check()?;
        self.mode.check(remote)
    }

    /// A failure that names variables and keys of a target file where they stood for a flag.
    pub(crate) fn in_its_words(&self, failure: Failure, line: &CommandLine) -> Failure {
        let tokens = self.connection.tokens.names().into_iter();
        let failure = tokens.fold(failure, |failure, (flag, name)| failure.calling(flag, &name));
        line.from_file.in_its_words(failure)
    }

    /// The cases that the flags leave.
    pub(crate) fn suite(&self) -> Result<Suite, Failure> {
        let suite = self.selection.suite()?.within(self.mode.mode());
        if suite.cases().is_empty() {
            return Err(Failure::usage(
                "every selected case writes, which the mode of the run excludes\n  hint: select others, or leave out \
                 --read-only or --no-create",
            ));
        }
        Ok(suite)
    }
}

pub(crate) fn run(args: &RunArgs, line: &CommandLine) -> Result<u8, Failure> {
    let outputs = args.outputs.open(&line.inputs()).map_err(|failure| line.from_file.in_its_words(failure))?;
    let outputs = Arc::new(outputs);
    let words = |failure| args.what.in_its_words(failure, line);
    let ended = match conclude(args, &outputs) {
        Ok((exit_code, written)) => both(Ok(exit_code), written.map_err(words)),
        Err(failure) if failure.exit_code == 3 => Err(failure.and(&removal(args, false))),
        Err(failure) => Err(words(failure)),
    };
    let noted = ended.as_ref().err().map_or(Ok(()), |failure| outputs.fail(&failure.to_string(), failure.exit_code));
    args.outputs.annotate(&outputs.document());
    both(ended, noted.map_err(words))
}

/// How a run ends that ended so, and whose report was written or was not: both are said, and the first in the order of the
/// exit codes counts.
fn both(ended: Result<u8, Failure>, written: Result<(), Failure>) -> Result<u8, Failure> {
    let say = |failure: &Failure| warn(&format!("authms-conformance: {failure}"));
    match (ended, written) {
        (ended, Ok(())) => ended,
        // That an output cannot be written could not be noted there.
        (Err(failure), Err(again)) if failure == again => Err(failure),
        (ended, Err(unwritten)) => {
            let code = ended.as_ref().map_or_else(|failure| failure.exit_code, |code| *code);
            if first_of(code, unwritten.exit_code) == code {
                say(&unwritten);
                return ended;
            }
            ended.as_ref().err().into_iter().for_each(say);
            Err(unwritten)
        }
    }
}

/// The exit code of a run that came to a conclusion, and whether its report was written.
fn conclude(args: &RunArgs, outputs: &Arc<Outputs>) -> Result<(u8, Result<(), Failure>), Failure> {
    args.what.check()?;
    let suite = args.what.suite()?;
    let deviations = args.deviations.read()?;
    // One thread is enough: cases wait for the server most of the time.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::internal(format!("cannot start: {error}")))?;
    let judged = runtime.block_on(judge(args, &suite, deviations, outputs));
    // A signal does not wait for a file that is still being read, such as a pipe.
    runtime.shutdown_background();
    let report = judged?;
    let exit_code = report.outcome.exit_code(args.allow_partial);
    let written = outputs.finish(report, exit_code);
    say(text::summary(&outputs.document(), args.terminal.detail()).trim_end());
    if (exit_code == 3 || args.what.mode.keep) && args.what.connection.base_url.is_some() {
        say(&removal(args, exit_code == 3));
    }
    Ok((exit_code, written))
}

/// How to remove what the run has left; the command alone where the summary has just said what it is for.
fn removal(args: &RunArgs, is_said: bool) -> String {
    let command = sweep::command(args.what.target.as_deref(), &args.what.connection, Vec::new());
    if is_said { command } else { format!("to remove what is left:\n{command}") }
}

async fn judge(
    args: &RunArgs,
    suite: &Suite,
    deviations: Deviations,
    outputs: &Arc<Outputs>,
) -> Result<Report, Failure> {
    let connection = &args.what.connection;
    let signals = Signals::watch().map_err(|error| Failure::internal(format!("cannot watch signals: {error}")));
    let mut signals = signals?;
    match &connection.base_url {
        Some(url) => {
            let target = args.what.mode.lend(signals.or(connection.target(url)).await?);
            let note = Ledger::left_by_dead_runs(&target).map(|left| {
                let command = sweep::command(args.what.target.as_deref(), connection, Vec::new());
                let hint = "to remove them (leave out `--apply` to see them first):";
                format!("note: earlier runs may have left {left}\n  hint: {hint}\n{command}")
            });
            let mut options = options(args, &target, deviations);
            let beside = args.what.mode.beside;
            options.ledger = match &args.ledger {
                Some(path) => Ledger::at(path, &target, beside),
                None => Ledger::in_state_folder(&target, beside),
            }?;
            on(&target, suite, &options, args, outputs, (signals, note)).await
        }
        None => {
            let local = Local::start(authms_mock_server::Options::default(), connection.settings().await?).await?;
            let options = options(args, local.target(), deviations);
            let report = on(local.target(), suite, &options, args, outputs, (signals, None)).await;
            local.shutdown().await;
            report
        }
    }
}

fn options(args: &RunArgs, target: &Target, deviations: Deviations) -> RunOptions {
    let mode = args.what.mode.mode();
    let mut options = RunOptions::within(args.what.limits.limits(target, mode));
    (options.keep, options.mode, options.deviations) = (args.what.mode.keep, mode, deviations);
    options
}

async fn on(
    target: &Target,
    suite: &Suite,
    options: &RunOptions,
    args: &RunArgs,
    outputs: &Arc<Outputs>,
    (signals, note): (Signals, Option<String>),
) -> Result<Report, Failure> {
    let (stop, ledger) = (options.stop.clone(), options.ledger.clone());
    let watching = tokio::spawn(stop_on_signal(signals, stop, ledger, Arc::clone(outputs), removal(args, false)));
    let chosen = Chosen { chosen: suite.cases().len(), all: Suite::all().cases().len() };
    let settings =
        RunSettings::new(options.mode.name(), target, &options.limits, &args.what.selection.selection(), chosen);
    outputs.begin(options.run().to_owned(), settings)?;
    let detail = args.terminal.detail();
    if detail != Detail::Quiet {
        say(text::header(&outputs.document()).trim_end());
    }
    note.iter().for_each(|note| warn(note));
    let progress = Progress::of(suite.cases().len(), detail);
    let report = tokio::select! {
        report = suite.run(target, options, |result| progress.ended(result)) => report,
        never = progress.lines() => match never {},
    };
    progress.clear();
    watching.abort();
    if let Err(NotBegun { why: Obstacle::Refused(refusal), .. }) = &report {
        outputs.note(|document| document.preflight.clone_from(&refusal.checks));
    }
    Ok(report?)
}
