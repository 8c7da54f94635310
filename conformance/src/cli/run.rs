//! `run`: holds a server to the contract.

use std::path::PathBuf;

use authms_conformance::{
    Deviations, Ledger, Local, Report, RunOptions, Subject, Suite, Target,
    report::{
        self,
        document::{Chosen, RunSettings},
    },
};
use clap::Args;

use super::{
    connection::ConnectionArgs,
    deviations::DeviationArgs,
    failure::Failure,
    limits::LimitArgs,
    outputs::{OutputArgs, Outputs},
    select::SelectionArgs,
    signals::stop_on_signal,
    terminal::say,
};

#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    #[command(flatten)]
    connection: ConnectionArgs,
    /// A client that the run may change; every readable field is restored afterwards. Without it the run creates one.
    /// Either way the run creates scratch clients where it may.
    #[arg(long, value_name = "ID", requires = "base_url")]
    client_id: Option<String>,
    /// A second client, which the run only reads, to see that updates change no other client.
    #[arg(long, value_name = "ID", requires = "base_url")]
    bystander_id: Option<String>,
    #[command(flatten)]
    limits: LimitArgs,
    /// Keep the clients that the run has created.
    #[arg(long)]
    keep: bool,
    /// Append what is created and removed to this file [default: one file a run in the user's state folder]
    #[arg(long, value_name = "FILE")]
    ledger: Option<PathBuf>,
    /// Begin although another run is under way on this target.
    #[arg(long)]
    beside: bool,
    #[command(flatten)]
    deviations: DeviationArgs,
    #[command(flatten)]
    outputs: OutputArgs,
    /// Exit with 0 even if something could not be checked.
    #[arg(long)]
    allow_partial: bool,
}

pub(crate) fn run(args: &RunArgs) -> Result<u8, Failure> {
    let outputs = args.outputs.open(&Vec::from_iter(args.deviations.input()))?;
    let ended = conclude(args, &outputs);
    if let Err(failure) = &ended {
        outputs.fail(&failure.to_string(), failure.exit_code)?;
    }
    ended
}

fn conclude(args: &RunArgs, outputs: &Outputs) -> Result<u8, Failure> {
    let suite = args.selection.suite()?;
    let deviations = args.deviations.read()?;
    // One thread is enough: cases wait for the server most of the time.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::internal(format!("cannot start: {error}")))?;
    let report = runtime.block_on(judge(args, &suite, deviations, outputs))?;
    let exit_code = report.outcome.exit_code(args.allow_partial);
    say(report::text::summary(&report).trim_end());
    outputs.finish(report, exit_code)?;
    Ok(exit_code)
}

async fn judge(args: &RunArgs, suite: &Suite, deviations: Deviations, outputs: &Outputs) -> Result<Report, Failure> {
    match &args.connection.base_url {
        Some(url) => {
            let mut target = args.connection.target(url)?;
            if let Some(client_id) = args.client_id.clone() {
                target = target.lending(Subject { client_id, disposable: false });
            }
            if let Some(id) = &args.bystander_id {
                target = target.with_bystander(id);
            }
            let mut options = options(args, &target, deviations);
            options.ledger = match &args.ledger {
                Some(path) => Ledger::at(path, &target, args.beside),
                None => Ledger::in_state_folder(&target, args.beside),
            }?;
            on(&target, suite, &options, args, outputs).await
        }
        None => {
            let local = Local::start(authms_mock_server::Options::default(), args.connection.settings()?).await?;
            let report = on(local.target(), suite, &options(args, local.target(), deviations), args, outputs).await;
            local.shutdown().await;
            report
        }
    }
}

fn options(args: &RunArgs, target: &Target, deviations: Deviations) -> RunOptions {
    let mut options = RunOptions::within(args.limits.limits(target));
    options.keep = args.keep;
    options.deviations = deviations;
    options
}

async fn on(
    target: &Target,
    suite: &Suite,
    options: &RunOptions,
    args: &RunArgs,
    outputs: &Outputs,
) -> Result<Report, Failure> {
    let watching = tokio::spawn(stop_on_signal(options.stop.clone()));
    // The handler is installed once the task has run; before that a signal would end the process.
    tokio::task::yield_now().await;
    let chosen = Chosen { chosen: suite.cases().len(), all: Suite::all().cases().len() };
    let settings = RunSettings::new("default", target, &options.limits, &args.selection.selection(), chosen);
    outputs.note(|document| document.settings = Some(settings));
    say(&report::text::header(target, suite));
    let report = suite.run(target, options, |result| say(&report::text::line(result))).await;
    watching.abort();
    Ok(report?)
}
