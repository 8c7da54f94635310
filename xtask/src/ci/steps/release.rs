//! What would be published: the SDK's package, and its promise since the last release.

use cargo_metadata::MetadataCommand;

use crate::{
    ci::{
        error::StepError,
        shell::{Shell, cargo},
        terminal::say,
    },
    publish,
};

const SDK: &str = "authms-sdk";

/// Compares public interfaces. It has no prebuilt wheel, and is only needed once there is a release.
const SEMVER_CHECKS: &str = "0.51";

pub(super) fn package(shell: &Shell) -> Result<(), StepError> {
    complete(shell)?;
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

/// Whether the package has what a registry and its readers need.
fn complete(shell: &Shell) -> Result<(), StepError> {
    let list = ["package", "--package", SDK, "--list", "--allow-dirty", "--locked"];
    let (listed, files, complaints) = shell.read(shell.command(cargo(), list))?;
    if !listed {
        return Err(StepError::new(complaints));
    }
    let files: Vec<&str> = files.lines().collect();
    let mut metadata = MetadataCommand::new();
    metadata.manifest_path(shell.root().join("Cargo.toml")).no_deps();
    let metadata = metadata.exec().map_err(StepError::new)?;
    let missing = publish::missing(&metadata, SDK, &files).map_err(StepError::new)?;
    match missing.is_empty() {
        true => Ok(()),
        false => Err(StepError::new(format!("{SDK} lacks:\n  {}", missing.join("\n  ")))),
    }
}
