//! What would be published: the SDK's package, and its promise since the last release.

use crate::ci::{
    error::StepError,
    shell::{Shell, cargo},
    terminal::say,
};

/// Compares public interfaces. It has no prebuilt wheel, and is only needed once there is a release.
const SEMVER_CHECKS: &str = "0.51";

pub(super) fn package(shell: &Shell) -> Result<(), StepError> {
    shell.cargo("package --package authms-sdk --allow-dirty --locked --quiet")?;
    let (found, tag, _) = shell.read(shell.command("git".into(), ["describe", "--tags", "--abbrev=0"]))?;
    if !found {
        say("semver: not compared, there is no release tag yet")?;
        return Ok(());
    }
    let folder = shell.root().join("target/tools/cargo-semver-checks");
    let mut install = shell.command(cargo(), ["install", "cargo-semver-checks", "--version", SEMVER_CHECKS]);
    install.args(["--locked", "--quiet", "--root"]).arg(&folder);
    shell.run(install)?;
    let program = folder.join("bin").join(format!("cargo-semver-checks{}", std::env::consts::EXE_SUFFIX));
    let arguments = ["semver-checks", "--package", "authms-sdk", "--baseline-rev", tag.trim()];
    shell.run(shell.command(program.into(), arguments))
}
