//! `cargo xtask`: the tasks that keep contract, SDK, mock server and suite honest.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use cargo_metadata::{CargoOpt, MetadataCommand};
use clap::{Parser, Subcommand};
use xtask::{codegen, compat, drift, lint, msrv, tidy};

/// Exit codes: 0 nothing to complain about, 1 findings, 2 something cannot be read, 64 usage.
#[derive(Debug, Parser)]
#[command(max_term_width = 80, about = "The tasks that keep contract, SDK, mock server and suite honest", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate the SDK's inner client from the contract.
    Codegen {
        /// Only compare with the file that is there.
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
    /// Hold the contract to the rules that keep it sound and generatable.
    Lint {
        /// Another document than spec/openapi.yaml.
        document: Option<PathBuf>,
    },
    /// Say what has changed since an older contract, and for whom it breaks.
    Compat {
        /// The older contract, such as spec/released/1.0.0.yaml.
        older: PathBuf,
    },
    /// Hold the SDK's dependencies to the Rust version that it promises.
    Msrv,
    /// Hold the repository to its invariants.
    Tidy,
}

/// What a task said, and whether it found something to complain about.
type Ended = Result<(String, bool), String>;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 64 } else { 0 });
        }
    };
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    match run(cli.command, &root) {
        Ok((said, clean)) => {
            print!("{said}");
            ExitCode::from(u8::from(!clean))
        }
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::from(2)
        }
    }
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}\n  hint: check the path", path.display()))
}

fn run(command: Command, root: &Path) -> Ended {
    let contract = root.join("spec/openapi.yaml");
    match command {
        Command::Codegen { check } => match codegen::run(root, check) {
            Err(stale @ codegen::CodegenError::Stale { .. }) => Ok((format!("{stale}\n"), false)),
            other => other.map(|said| (said + "\n", true)).map_err(|error| error.to_string()),
        },
        Command::Drift { document } => {
            let departures = read(&root.join("spec/departures.toml"))?;
            let vendor = read(&document)?;
            let drift = drift::run(&document.display().to_string(), &vendor, &read(&contract)?, &departures);
            drift.map(|drift| (drift.text, drift.clean)).map_err(|error| error.to_string())
        }
        Command::Provenance { check } => {
            let fresh =
                drift::provenance(&read(&root.join("spec/departures.toml"))?).map_err(|error| error.to_string())?;
            let path = root.join("spec/PROVENANCE.md");
            if !check {
                fs::write(&path, fresh).map_err(|error| format!("{}: {error}", path.display()))?;
                return Ok(("wrote spec/PROVENANCE.md\n".to_owned(), true));
            }
            Ok(match read(&path)? == fresh {
                true => ("spec/PROVENANCE.md is what departures.toml makes\n".to_owned(), true),
                false => (
                    "spec/PROVENANCE.md is stale\n  hint: run `cargo xtask provenance` and commit the file\n"
                        .to_owned(),
                    false,
                ),
            })
        }
        Command::Lint { document } => {
            let path = document.unwrap_or(contract);
            let findings = lint::run(&path.display().to_string(), &read(&path)?).map_err(|error| error.to_string())?;
            Ok((lint::report(&findings), findings.is_empty()))
        }
        Command::Compat { older } => {
            let compat =
                compat::run(&older.display().to_string(), &read(&older)?, "spec/openapi.yaml", &read(&contract)?);
            compat.map(|compat| (compat.text, compat.clean)).map_err(|error| error.to_string())
        }
        Command::Msrv => {
            let mut command = MetadataCommand::new();
            command.manifest_path(root.join("Cargo.toml")).features(CargoOpt::AllFeatures);
            let metadata = command.other_options(["--locked".to_owned()]).exec().map_err(|error| error.to_string())?;
            let too_new = msrv::too_new(&metadata, "authms-sdk")?;
            Ok(match too_new.is_empty() {
                true => ("no dependency of the SDK needs a newer Rust than it promises\n".to_owned(), true),
                false => {
                    let hint = "  hint: take an older version of it (`cargo update <name> --precise <version>`)";
                    (format!("{}\n{hint}\n", too_new.join("\n")), false)
                }
            })
        }
        Command::Tidy => {
            let findings = tidy::run(root).map_err(|error| error.to_string())?;
            Ok((tidy::report(&findings), findings.is_empty()))
        }
    }
}
