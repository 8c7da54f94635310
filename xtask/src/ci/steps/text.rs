//! The text of the repository: TOML, spelling, invariants.

use super::task::task;
use crate::{
    ci::{error::StepError, shell::Shell, tools},
    tasks,
};

pub(super) fn toml(shell: &Shell) -> Result<(), StepError> {
    let taplo = tools::TAPLO.install(shell)?;
    let mut format = shell.command(taplo, ["fmt", "--check", "--diff"]);
    format.env("RUST_LOG", "warn");
    shell.run(format)
}

pub(super) fn typos(shell: &Shell) -> Result<(), StepError> {
    let typos = tools::TYPOS.install(shell)?;
    shell.run(shell.command(typos, ["--format", "brief"]))
}

pub(super) fn tidy(shell: &Shell) -> Result<(), StepError> {
    task(tasks::tidy(shell.root()))
}
