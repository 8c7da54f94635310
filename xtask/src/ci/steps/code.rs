//! Formatting, clippy, tests and documentation.

use std::thread::available_parallelism;

use crate::ci::{
    error::StepError,
    shell::{Shell, cargo},
};

pub(super) fn format(shell: &Shell) -> Result<(), StepError> {
    shell.cargo("fmt --all --check")
}

pub(super) fn clippy(shell: &Shell) -> Result<(), StepError> {
    shell.cargo("clippy --workspace --all-targets --all-features --locked -- -D warnings")
}

pub(super) fn unit(shell: &Shell) -> Result<(), StepError> {
    shell.cargo("test --workspace --lib --bins --locked")
}

pub(super) fn test(shell: &Shell) -> Result<(), StepError> {
    let mut test = shell.command(cargo(), ["test", "--workspace", "--locked"]);
    // Many tests wait for a process or a timer, so a processor has time for two.
    test.env("RUST_TEST_THREADS", (2 * available_parallelism().map_or(1, usize::from)).to_string());
    shell.run(test)
}

/// With all features, with the other TLS library, without cryptography, and the library alone without what its own tests
/// switch on.
pub(super) fn features(shell: &Shell) -> Result<(), StepError> {
    shell.cargo("test --package authms-sdk --all-features --locked")?;
    shell.cargo("test --package authms-sdk --no-default-features --features native-tls --test sdk --locked")?;
    for (features, test) in [("", "no_tls"), ("rustls-no-provider", "no_provider")] {
        let arguments = ["test", "--package", "authms-sdk", "--no-default-features", "--features", features];
        let mut alone = shell.command(cargo(), arguments);
        alone.args(["--test", "sdk", "--locked", test]);
        shell.run(alone)?;
    }
    for features in ["", "native-tls", "rustls,tracing,decode", "rustls-no-provider,tracing", "test-util", "wiremock"] {
        let arguments = ["clippy", "--package", "authms-sdk", "--lib", "--no-default-features", "--features", features];
        let mut clippy = shell.command(cargo(), arguments);
        clippy.args(["--locked", "--", "-D", "warnings"]);
        shell.run(clippy)?;
    }
    Ok(())
}

pub(super) fn docs(shell: &Shell) -> Result<(), StepError> {
    let arguments = ["doc", "--workspace", "--no-deps", "--all-features", "--locked", "--quiet"];
    let mut doc = shell.command(cargo(), arguments);
    doc.env("RUSTDOCFLAGS", "-D warnings");
    shell.run(doc)
}
