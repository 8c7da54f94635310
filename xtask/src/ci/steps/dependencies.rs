//! What the workspace depends on: licences, sources, duplicates, advisories, use, age and number.

use std::collections::BTreeSet;

use super::task::task;
use crate::{
    ci::{
        error::StepError,
        shell::{Shell, cargo},
        terminal::say,
        tools,
    },
    tasks,
};

/// Most crates that the SDK may bring to an application, itself included.
const HEAVIEST: usize = 110;

pub(super) fn deny(shell: &Shell) -> Result<(), StepError> {
    let deny = tools::DENY.install(shell)?;
    let check = ["--workspace", "--all-features", "--locked", "check"];
    let mut always = shell.command(deny.clone(), check);
    always.args(["--hide-inclusion-graph", "bans", "licenses", "sources"]);
    shell.run(always)?;
    let mut advisories = shell.command(deny, check);
    advisories.arg("advisories");
    let (passed, said, complaints) = shell.read(advisories)?;
    say(format!("{said}{complaints}"))?;
    if !passed && complaints.contains("failed to fetch advisory database") {
        say("ADVISORIES NOT CHECKED: their database cannot be fetched from here")?;
        return Ok(());
    }
    match passed {
        true => Ok(()),
        false => Err(StepError::new(
            "an advisory applies\n  hint: update the crate, or ignore the advisory with its reason in deny.toml",
        )),
    }
}

pub(super) fn shear(shell: &Shell) -> Result<(), StepError> {
    let shear = tools::SHEAR.install(shell)?;
    shell.run(shell.command(shear, ["shear", "--deny-warnings"]))
}

pub(super) fn msrv(shell: &Shell) -> Result<(), StepError> {
    task(tasks::msrv(shell.root()))
}

pub(super) fn weight(shell: &Shell) -> Result<(), StepError> {
    let arguments = "tree --package authms-sdk --edges normal --prefix none --locked";
    let (passed, tree, complaints) = shell.read(shell.command(cargo(), arguments.split_whitespace()))?;
    if !passed {
        return Err(StepError::new(complaints));
    }
    let crates: BTreeSet<&str> = tree.lines().map(|line| line.trim_end_matches(" (*)")).collect();
    let is_generator = |name: &&&str| ["progenitor", "typify"].iter().any(|start| name.starts_with(start));
    say(format!("{} crates", crates.len()))?;
    if let Some(found) = crates.iter().find(is_generator) {
        return Err(StepError::new(format!(
            "the SDK depends on {found}\n  hint: the generator belongs to xtask alone"
        )));
    }
    match crates.len() <= HEAVIEST {
        true => Ok(()),
        false => Err(StepError::new(format!(
            "the SDK brings more than {HEAVIEST} crates\n  hint: `cargo tree --package authms-sdk` shows who brings them"
        ))),
    }
}
