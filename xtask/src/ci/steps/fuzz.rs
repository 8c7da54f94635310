//! The reading of responses under a fuzzer, which needs a nightly compiler.

use super::nightly;
use crate::ci::{error::StepError, shell::Shell, terminal::say};

/// How long it runs, in seconds.
const SECONDS: u32 = 300;

/// What makes a program observable for libFuzzer, as cargo-fuzz sets it.
const FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Cdebug-assertions -Ccodegen-units=1 --cfg fuzzing --cap-lints=allow";

pub(super) fn fuzz(shell: &Shell) -> Result<(), StepError> {
    let Some(version) = nightly::version(shell) else {
        return Ok(say("NOT FUZZED: there is no nightly toolchain\n  hint: `rustup toolchain install nightly`")?);
    };
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.ok_or_else(|| StepError::new("`rustc -vV` does not name its host"))?;
    // With a target, the flags apply to the program alone and not to build scripts.
    let mut run =
        nightly::command(shell, &["cargo", "run", "--manifest-path", "sdk/fuzz/Cargo.toml", "--target", host]);
    run.args(["--release", "--locked", "--quiet", "--", "-max_len=4096", "-timeout=10"]);
    run.args([format!("-max_total_time={SECONDS}"), "-artifact_prefix=target/fuzz/".to_owned()]);
    run.env("RUSTFLAGS", FLAGS).env("CARGO_TARGET_DIR", shell.root().join("target/fuzz"));
    shell.run(run)
}
