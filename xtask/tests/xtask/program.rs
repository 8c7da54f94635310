//! The program `xtask` and the script `.ci/run`, as a shell starts them: exit codes, stdout, environment.
#![cfg(unix)]

use std::{
    io,
    process::{Command, Output},
};

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
