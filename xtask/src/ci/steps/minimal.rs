//! The lowest versions of dependencies that the SDK allows: whether its code compiles with them.

use std::{fs, io, process::Command};

use crate::{
    ci::{error::StepError, shell::Shell, terminal::say},
    rehearse::copy,
};

/// Where the copy stands and where it is built, below the repository, whose own lock file stays as it is.
const COPY: &str = "target/ci/minimal";
const BUILD: &str = "target/ci/minimal-build";

pub(super) fn minimal(shell: &Shell) -> Result<(), StepError> {
    // Only a nightly cargo resolves to the lowest versions.
    let there = shell.read(nightly(shell, &["rustc", "--version"]));
    if !there.is_ok_and(|(found, _, _)| found) {
        say("MINIMAL VERSIONS NOT CHECKED: there is no nightly toolchain (`rustup toolchain install nightly`)")?;
        return Ok(());
    }
    sdk_alone(shell).map_err(|error| StepError::new(format!("cannot copy the SDK to {COPY}: {error}")))?;
    let run = |arguments: &[&str]| {
        let mut command = nightly(shell, arguments);
        command.current_dir(shell.root().join(COPY)).env("CARGO_TARGET_DIR", shell.root().join(BUILD));
        // Lints of a newer compiler are not the question.
        command.env("RUSTFLAGS", "--cap-lints=allow");
        shell.run(command)
    };
    let hint =
        |error| StepError::new(format!("{error}\n  hint: raise the version in the workspace table of Cargo.toml"));
    run(&["cargo", "update", "--quiet", "-Zdirect-minimal-versions"]).map_err(hint)?;
    run(&["cargo", "check", "--package", "authms-sdk", "--all-features", "--locked"]).map_err(hint)
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

fn nightly(shell: &Shell, arguments: &[&str]) -> Command {
    shell.command("rustup".into(), ["run", "nightly"].into_iter().chain(arguments.iter().copied()))
}
