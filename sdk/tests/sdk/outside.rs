//! The tour as an application of its own: it compiles, with its test, outside this workspace.

use std::{fs, path::Path, process::Command};

const MANIFEST: &str = r#"[package]
name = "tour"
edition = "2024"

[dependencies]
authms-sdk = { path = "SDK", default-features = false }
tokio = { version = "1", features = ["macros", "rt"] }

[dev-dependencies]
authms-sdk = { path = "SDK", default-features = false, features = ["test-util"] }
tokio = { version = "1", features = ["macros", "rt", "test-util"] }

[workspace]
"#;

#[test]
fn the_tour_is_an_application_that_needs_nothing_of_this_workspace() {
    let sdk = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = sdk.parent().expect("a folder above");
    let copy = tempfile::tempdir().expect("a folder");
    fs::create_dir(copy.path().join("src")).expect("a folder");
    fs::copy(sdk.join("examples/tour.rs"), copy.path().join("src/main.rs")).expect("the example");
    fs::write(copy.path().join("Cargo.toml"), MANIFEST.replace("SDK", &sdk.display().to_string())).expect("a file");
    // The versions that are here already.
    fs::copy(workspace.join("Cargo.lock"), copy.path().join("Cargo.lock")).expect("the lock file");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tour");
    let output = Command::new(env!("CARGO"))
        .args(["check", "--all-targets", "--offline", "--quiet"])
        .current_dir(copy.path())
        .env("CARGO_TARGET_DIR", target)
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !said.contains("warning"), "{said}{}", String::from_utf8_lossy(&output.stdout));
}
