//! The program `xtask` and the script `.ci/run`, as a shell starts them: exit codes, stdout, environment.
#![cfg(unix)]

use std::{
    env, fs, io,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Command, Output},
};

use xtask::ci::{STEPS, Shell};

fn xtask(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(arguments).env_remove("AUTHMS_VENDOR_DOCUMENT");
    command
}

fn output(command: &mut Command) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = command.output().expect("a program that starts");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (status.code(), text(stdout), text(stderr))
}

/// The search path with programs of the tests in front.
fn search_path() -> String {
    let programs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/xtask/programs");
    format!("{}:{}", programs.display(), env::var("PATH").unwrap_or_default())
}

#[test]
fn an_unknown_step_is_an_error_of_usage() {
    let (code, stdout, stderr) = output(&mut xtask(&["ci", "tidi"]));
    assert_eq!((code, stdout.as_str()), (Some(64), ""));
    assert!(stderr.contains("`tidi`") && stderr.contains("hint: `cargo xtask ci list`"), "{stderr}");
}

#[test]
fn a_closed_stdout_ends_the_program_quietly() {
    for (arguments, expected) in [(&["ci", "list"], 0), (&["ci", "toml"], 2)] {
        let (reader, writer) = io::pipe().expect("a pipe");
        drop(reader);
        let (code, _, stderr) = output(xtask(arguments).stdout(writer));
        assert_eq!((code, stderr.as_str()), (Some(expected), ""), "{arguments:?}");
    }
}

#[test]
fn a_vendor_document_that_is_named_but_missing_fails_the_step() {
    let (code, stdout, _) = output(xtask(&["ci", "vendor"]).env("AUTHMS_VENDOR_DOCUMENT", "spec/mistyped.json"));
    assert_eq!(code, Some(1), "{stdout}");
    assert!(stdout.contains("spec/mistyped.json, which is not a file\n  hint: "), "{stdout}");
    for unset in [&mut xtask(&["ci", "vendor"]), xtask(&["ci", "vendor"]).env("AUTHMS_VENDOR_DOCUMENT", "")] {
        let (code, stdout, _) = output(unset);
        assert!(code == Some(0) && stdout.contains("NOT COMPARED"), "{stdout}");
    }
}

#[test]
fn the_script_goes_on_without_apt_and_names_only_a_document_that_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let run = |step: &str| {
        let mut script = Command::new("bash");
        script.arg(root.join(".ci/run")).arg(step).env("PATH", search_path()).env_remove("AUTHMS_VENDOR_DOCUMENT");
        output(&mut script)
    };
    let (code, stdout, stderr) = run("format");
    assert_eq!(code, Some(0), "{stderr}");
    assert!(stderr.contains("warning: apt cannot install libssl-dev pkg-config python3-pip"), "{stderr}");
    assert!(stdout.contains("cargo run --quiet --locked --package xtask -- ci format\n"), "{stdout}");
    let document = stdout.lines().find_map(|line| line.strip_prefix("document: ")).expect("a line");
    assert!(document.is_empty() || root.join(document).is_file(), "{stdout}");
    let (code, stdout, stderr) = run("list");
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    assert!(stdout.contains("-- ci list\n"), "{stdout}");
}

#[test]
fn a_tool_that_does_not_run_is_installed_again() {
    let root = tempfile::tempdir().expect("a folder");
    let step = STEPS.iter().find(|step| step.name == "typos").expect("a step");
    let shell = Shell::new(root.path().to_owned()).with("PATH", search_path());
    (step.work)(&shell).expect("installed from the wheel");
    let tools = fs::read_dir(root.path().join("target/tools")).expect("tools").map(|entry| entry.expect("an entry"));
    let [tool] = &tools.map(|entry| entry.path()).collect::<Vec<_>>()[..] else { panic!("one tool") };
    let program = tool.join("bin/typos");
    fs::write(&program, "\u{7f}ELF, half of it").expect("a file");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("a program");
    (step.work)(&shell).expect("installed again");
    assert!(fs::read_to_string(&program).expect("a program").starts_with("#!"));
}
