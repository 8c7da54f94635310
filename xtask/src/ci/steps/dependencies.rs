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

/// Most crates that the SDK may bring to an application by default, itself included.
const HEAVIEST: usize = 100;

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
    let (default, bare) = (crates(shell, None)?, crates(shell, Some(""))?);
    say(format!("{} crates by default, {} without features", default.len(), bare.len()))?;
    if default.len() > HEAVIEST {
        return Err(StepError::new(format!(
            "the SDK brings more than {HEAVIEST} crates\n  hint: `cargo tree --package authms-sdk` shows who brings them"
        )));
    }
    // The generator belongs to xtask alone; a provider of cryptography is what one feature is there to leave out.
    not_in(&default, &["progenitor", "typify"])?;
    not_in(&crates(shell, Some("rustls-no-provider,tracing"))?, &["aws-lc", "ring "])?;
    // What an application needs for its tests is in the SDK already; the matchers for wiremock bring wiremock.
    match crates(shell, Some("test-util"))?.difference(&bare).next() {
        Some(found) => Err(StepError::new(format!(
            "the feature `test-util` brings {found}\n  hint: give what needs it a feature of its own"
        ))),
        None => Ok(()),
    }
}

/// The crates that the SDK brings with these features, or with those of the default.
fn crates(shell: &Shell, features: Option<&str>) -> Result<BTreeSet<String>, StepError> {
    let mut tree = shell.command(cargo(), ["tree", "--package", "authms-sdk", "--edges", "normal"]);
    tree.args(["--prefix", "none", "--locked"]);
    if let Some(features) = features {
        tree.args(["--no-default-features", "--features", features]);
    }
    let (passed, tree, complaints) = shell.read(tree)?;
    match passed {
        true => Ok(tree.lines().map(|line| line.trim_end_matches(" (*)").to_owned()).collect()),
        false => Err(StepError::new(complaints)),
    }
}

/// Refuses crates whose names begin like this.
fn not_in(crates: &BTreeSet<String>, starts: &[&str]) -> Result<(), StepError> {
    match crates.iter().find(|name| starts.iter().any(|start| name.starts_with(start))) {
        Some(found) => Err(StepError::new(format!(
            "the SDK depends on {found}\n  hint: `cargo tree --package authms-sdk --invert <name>` shows who brings it"
        ))),
        None => Ok(()),
    }
}
