//! What only a nightly toolchain checks: the lowest versions that the SDK allows, and its documentation as docs.rs builds it.

use std::{fs, io, process::Command};

use crate::{
    ci::{error::StepError, shell::Shell, terminal::say},
    rehearse::copy,
};

/// Where the copy stands and where it is built, below the repository, whose own lock file stays as it is.
const COPY: &str = "target/ci/lowest";
const BUILD: &str = "target/ci/nightly";

pub(super) fn nightly(shell: &Shell) -> Result<(), StepError> {
    if version(shell).is_none() {
        return Ok(say("NOT CHECKED: there is no nightly toolchain\n  hint: `rustup toolchain install nightly`")?);
    }
    lowest(shell)?;
    docs(shell)
}

/// Compiles the SDK with the lowest version of each of its dependencies.
fn lowest(shell: &Shell) -> Result<(), StepError> {
    sdk_alone(shell).map_err(|error| StepError::new(format!("cannot copy the SDK to {COPY}: {error}")))?;
    let run = |arguments: &[&str]| {
        let mut command = command(shell, arguments);
        // Lints of a newer compiler are not the question.
        command.current_dir(shell.root().join(COPY)).env("RUSTFLAGS", "--cap-lints=allow");
        let hint = "\n  hint: raise the version in the workspace table of Cargo.toml";
        shell.run(command).map_err(|error| StepError::new(format!("{error}{hint}")))
    };
    run(&["cargo", "update", "--quiet", "-Zdirect-minimal-versions"])?;
    run(&["cargo", "check", "--package", "authms-sdk", "--all-features", "--locked"])
}

fn docs(shell: &Shell) -> Result<(), StepError> {
    let mut doc =
        command(shell, &["cargo", "doc", "--package", "authms-sdk", "--no-deps", "--all-features", "--locked"]);
    doc.env("RUSTDOCFLAGS", "--cfg docsrs -D warnings");
    shell.run(doc)
}

/// Copies the workspace with the SDK as its only member, and without a lock file.
fn sdk_alone(shell: &Shell) -> io::Result<()> {
    let folder = shell.root().join(COPY);
    copy(shell.root(), &folder)?;
    fs::remove_file(folder.join("Cargo.lock"))?;
    let manifest = folder.join("Cargo.toml");
    let alone: Vec<String> = fs::read_to_string(&manifest)?.lines().filter_map(only_sdk).collect();
    fs::write(manifest, alone.join("\n"))
}

fn only_sdk(line: &str) -> Option<String> {
    match line {
        _ if line.starts_with("members = ") => Some("members = [\"sdk\"]".to_owned()),
        _ if line.starts_with("default-members = ") => None,
        _ => Some(line.to_owned()),
    }
}

/// What the nightly compiler says of itself, if there is one.
pub(super) fn version(shell: &Shell) -> Option<String> {
    let (found, said, _) = shell.read(command(shell, &["rustc", "-vV"])).ok()?;
    found.then_some(said)
}

/// A command of the nightly toolchain, which builds in a folder of its own.
pub(super) fn command(shell: &Shell, arguments: &[&str]) -> Command {
    let mut command = shell.command("rustup".into(), ["run", "nightly"].into_iter().chain(arguments.iter().copied()));
    command.env("CARGO_TARGET_DIR", shell.root().join(BUILD));
    // Those of the toolchain that runs this program.
    for name in ["CARGO", "RUSTC", "RUSTDOC", "RUSTUP_TOOLCHAIN"] {
        command.env_remove(name);
    }
    command
}
