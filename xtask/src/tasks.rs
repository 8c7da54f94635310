//! The tasks as the command line and the gate run them: on the files of the repository, with a text as the result.

use std::{
    fs,
    path::{Path, PathBuf},
};

use cargo_metadata::{CargoOpt, MetadataCommand};

use crate::{codegen, compat, drift, lint, msrv, rehearse, tidy};

/// What a task came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What it says, in whole lines.
    pub text: String,
    /// Whether there is nothing to complain about.
    pub clean: bool,
}

/// Why a task could not do its work: a sentence with a hint.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct TaskError(String);

impl TaskError {
    /// An error with this text.
    pub fn new(text: impl ToString) -> Self {
        Self(text.to_string())
    }
}

type Ended = Result<Outcome, TaskError>;

/// Generates the code that the contract makes, or compares it.
///
/// # Errors
///
/// [`TaskError`] if the generator refuses the contract, or a file cannot be read or written.
pub fn codegen(root: &Path, check: bool) -> Ended {
    match codegen::run(root, check) {
        Ok(said) => Ok(clean(said + "\n")),
        Err(stale @ codegen::CodegenError::Stale { .. }) => Ok(complaint(format!("{stale}\n"))),
        Err(error) => Err(TaskError::new(error)),
    }
}

/// Compares a vendor's document with the contract.
///
/// # Errors
///
/// [`TaskError`] if a document or the departures cannot be read.
pub fn drift(root: &Path, document: &Path) -> Ended {
    let (contract, departures) = (read(&root.join(CONTRACT))?, read(&root.join(DEPARTURES))?);
    let drift = drift::run(&document.display().to_string(), &read(document)?, &contract, &departures);
    let drift = drift.map_err(TaskError::new)?;
    Ok(Outcome { text: drift.text, clean: drift.clean })
}

/// Renders the provenance of the contract, or compares it.
///
/// # Errors
///
/// [`TaskError`] if the departures cannot be read, or the file cannot be read or written.
pub fn provenance(root: &Path, check: bool) -> Ended {
    let fresh = drift::provenance(&read(&root.join(DEPARTURES))?).map_err(TaskError::new)?;
    let path = root.join(PROVENANCE);
    if !check {
        fs::write(&path, fresh).map_err(|error| TaskError::new(format!("{PROVENANCE}: {error}")))?;
        return Ok(clean(format!("wrote {PROVENANCE}\n")));
    }
    Ok(match read(&path)? == fresh {
        true => clean(format!("{PROVENANCE} is up to date\n")),
        false => {
            complaint(format!("{PROVENANCE} is stale\n  hint: run `cargo xtask provenance` and commit the file\n"))
        }
    })
}

/// Holds a document to the rules of the contract; without a path, the contract itself.
///
/// # Errors
///
/// [`TaskError`] if the document cannot be read.
pub fn lint(root: &Path, document: Option<PathBuf>) -> Ended {
    let (file, path) = match document {
        Some(path) => (path.display().to_string(), path),
        None => (CONTRACT.to_owned(), root.join(CONTRACT)),
    };
    let findings = lint::run(&file, &read(&path)?).map_err(TaskError::new)?;
    Ok(Outcome { text: lint::report(&findings), clean: findings.is_empty() })
}

/// Says what has changed since an older contract.
///
/// # Errors
///
/// [`TaskError`] if a contract cannot be read or has no version.
pub fn compat(root: &Path, older: &Path) -> Ended {
    let compat = compat::run(&older.display().to_string(), &read(older)?, CONTRACT, &read(&root.join(CONTRACT))?);
    let compat = compat.map_err(TaskError::new)?;
    Ok(Outcome { text: compat.text, clean: compat.clean })
}

/// Holds the SDK's dependencies to the Rust version that it promises.
///
/// # Errors
///
/// [`TaskError`] if cargo cannot say what they are.
pub fn msrv(root: &Path) -> Ended {
    let mut command = MetadataCommand::new();
    command.manifest_path(root.join("Cargo.toml")).features(CargoOpt::AllFeatures);
    let metadata = command.other_options(["--locked".to_owned()]).exec().map_err(TaskError::new)?;
    let too_new = msrv::too_new(&metadata, "authms-sdk").map_err(TaskError::new)?;
    Ok(match too_new.is_empty() {
        true => clean("no dependency of the SDK needs a newer Rust than it promises\n".to_owned()),
        false => complaint(format!(
            "{}\n  hint: take an older version of it (`cargo update <name> --precise <version>`)\n",
            too_new.join("\n")
        )),
    })
}

/// Holds the repository to its invariants.
///
/// # Errors
///
/// [`TaskError`] if it cannot be read.
pub fn tidy(root: &Path) -> Ended {
    let findings = tidy::run(root).map_err(TaskError::new)?;
    Ok(Outcome { text: tidy::report(&findings), clean: findings.is_empty() })
}

/// Adds a field to a copy of the repository, and sees that the checks name each place that lacks it
/// and pass once it has it.
///
/// # Errors
///
/// [`TaskError`] if the copy cannot be made, or its code not be generated.
pub fn rehearse(root: &Path) -> Ended {
    let (text, clean) = rehearse::run(root).map_err(TaskError::new)?;
    Ok(Outcome { text, clean })
}

const CONTRACT: &str = "spec/openapi.yaml";
const DEPARTURES: &str = "spec/departures.toml";
const PROVENANCE: &str = "spec/PROVENANCE.md";

fn clean(text: String) -> Outcome {
    Outcome { text, clean: true }
}

fn complaint(text: String) -> Outcome {
    Outcome { text, clean: false }
}

fn read(path: &Path) -> Result<String, TaskError> {
    fs::read_to_string(path)
        .map_err(|error| TaskError::new(format!("cannot read {}: {error}\n  hint: check the path", path.display())))
}
