//! `cargo xtask`: the tasks that keep contract, SDK, mock server and suite honest.

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};
use xtask::codegen;

#[derive(Debug, Parser)]
#[command(about, version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate the SDK's inner client from the contract.
    Codegen {
        /// Only compare with the file that is there; exit with 1 if it is stale.
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 64 } else { 0 });
        }
    };
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let done = match cli.command {
        Command::Codegen { check } => codegen::run(&root, check),
    };
    match done {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
