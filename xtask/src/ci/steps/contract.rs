//! The contract: what is made from it, its own rules, its last release and the vendor's document.

use std::{env, fs, path::PathBuf};

use semver::Version;

use super::task::task;
use crate::{
    ci::{error::StepError, shell::Shell, terminal::say},
    tasks,
};

/// Where the vendor's document stands, which is not part of the repository.
const VENDOR: &str = "AUTHMS_VENDOR_DOCUMENT";

pub(super) fn codegen(shell: &Shell) -> Result<(), StepError> {
    task(tasks::codegen(shell.root(), true))?;
    task(tasks::provenance(shell.root(), true))
}

pub(super) fn contract(shell: &Shell) -> Result<(), StepError> {
    task(tasks::lint(shell.root(), None))?;
    task(tasks::compat(shell.root(), &last_release(shell)?))
}

/// The contract of the highest version in `spec/released`.
fn last_release(shell: &Shell) -> Result<PathBuf, StepError> {
    let folder = shell.root().join("spec/released");
    let entries = fs::read_dir(&folder).map_err(|error| StepError::new(format!("{}: {error}", folder.display())))?;
    let contracts = entries.flatten().map(|entry| entry.path()).filter_map(|path| {
        let version = Version::parse(path.file_stem()?.to_str()?).ok()?;
        Some((version, path))
    });
    let last = contracts.max().map(|(_, path)| path);
    last.ok_or_else(|| {
        StepError::new("spec/released holds no contract\n  hint: CONTRIBUTING.md says how to release one")
    })
}

pub(super) fn vendor(shell: &Shell) -> Result<(), StepError> {
    let Some(named) = env::var_os(VENDOR).filter(|path| !path.is_empty()) else {
        say(format!("NOT COMPARED: {VENDOR} does not name the vendor's document"))?;
        return Ok(());
    };
    let document = shell.root().join(named);
    match document.is_file() {
        true => task(tasks::drift(shell.root(), &document)),
        false => Err(StepError::new(format!(
            "{VENDOR} names {}, which is not a file\n  hint: correct the path, or unset the variable to skip this step",
            document.display()
        ))),
    }
}
