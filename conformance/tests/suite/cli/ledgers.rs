//! The ledger of a run: where it is, who may write it, and what happens if nobody can.

use std::{collections::BTreeSet, path::Path, process::Command};

use authms_conformance::{Ledger, LedgerError};
use serde_json::{Map, Value};
use sha2::Digest as _;

use super::{TOKENS, clients, finish, mock, stderr, stdout};

fn run(state: &Path, url: &str, rest: &[&str]) -> Command {
    let case = ["run", "--base-url", url, "--operation", "delete_client"];
    let mut command = super::command(&[&case[..], &TOKENS, rest].concat());
    command.env("XDG_STATE_HOME", state);
    command
}

/// Locks a target as a run does that is under way.
fn hold(state: &Path, url: &str) -> std::fs::File {
    let folder = state.join("authms-conformance/targets");
    std::fs::create_dir_all(&folder).expect("a folder");
    let hash: String = sha2::Sha256::digest(url).iter().map(|byte| format!("{byte:02x}")).collect();
    let path = folder.join(format!("{hash}.lock"));
    let header = serde_json::json!({
        "format": 1, "run": "01800000000aaaaa", "pid": 4242, "started": "2026-01-01T00:00:00Z", "base_url": url,
        "version": "0.1.0",
    });
    std::fs::write(&path, header.to_string()).expect("a file");
    let file = std::fs::File::open(&path).expect("the file");
    fs4::FileExt::try_lock(&file).expect("nobody else has it");
    file
}

#[tokio::test]
async fn a_run_that_leaves_nothing_leaves_no_ledger() {
    let (local, state) = (mock().await, tempfile::tempdir().expect("a folder"));
    let output = finish(run(state.path(), local.target().base_url(), &[])).await;
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
    let runs = state.path().join("authms-conformance/runs");
    assert_eq!(std::fs::read_dir(&runs).expect("the folder of the ledgers").count(), 0);
    let output = finish(run(state.path(), local.target().base_url(), &["--keep"])).await;
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
    assert_eq!(std::fs::read_dir(&runs).expect("the folder of the ledgers").count(), 1, "kept clients are on record");
    local.shutdown().await;
}

#[tokio::test]
async fn a_second_run_on_the_same_target_is_asked_to_wait_and_told_for_whom() {
    let (local, state) = (mock().await, tempfile::tempdir().expect("a folder"));
    let (url, file) = (local.target().base_url(), state.path().join("ledger.jsonl"));
    let file = file.to_str().expect("UTF-8");
    // The first run is this process: it holds the lock as any run does.
    let held = hold(state.path(), url);
    for args in [&[][..], &["--ledger", file]] {
        let output = finish(run(state.path(), url, args)).await;
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(75), "{said}");
        assert!(said.contains("process 4242, since 00:00:00 UTC") && said.contains("--beside"), "{said}");
    }
    let output = finish(run(state.path(), url, &["--beside"])).await;
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
    drop(held);
    local.shutdown().await;
}

#[tokio::test]
async fn a_ledger_that_another_run_writes_is_locked() {
    let (local, state) = (mock().await, tempfile::tempdir().expect("a folder"));
    let path = state.path().join("ledger.jsonl");
    let first = Ledger::at(&path, local.target(), true).expect("a ledger");
    let second = Ledger::at(&path, local.target(), true);
    assert!(matches!(second, Err(LedgerError::Locked { .. })), "{second:?}");
    let args = ["--beside", "--ledger", path.to_str().expect("UTF-8")];
    let output = finish(run(state.path(), local.target().base_url(), &args)).await;
    assert_eq!(output.status.code(), Some(75), "{}", stderr(&output));
    assert!(stderr(&output).contains("another run writes to the ledger"), "{}", stderr(&output));
    drop(first);
    local.shutdown().await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_disk_that_is_full_from_the_start_or_fills_up_ends_the_run_and_leaves_nothing() {
    let (local, state) = (mock().await, tempfile::tempdir().expect("a folder"));
    let url = local.target().base_url();
    let before = clients(url).await;
    // A file that may not grow at all, or not beyond one block, behaves like a disk that is full, or fills up in mid-run.
    for blocks in ["0", "1"] {
        let inner = run(state.path(), url, &[]);
        let mut limited = Command::new("sh");
        limited.arg("-c").arg(format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"")).arg("sh");
        limited.arg(inner.get_program()).args(inner.get_args());
        limited.current_dir(state.path()).env("XDG_STATE_HOME", state.path());
        let output = finish(limited).await;
        let said = format!("{}{}", stdout(&output), stderr(&output));
        assert_eq!(output.status.code(), Some(74), "{said}");
        assert!(said.contains("cannot write the ledger"), "{said}");
    }
    assert_eq!(clients(url).await, before);
    local.shutdown().await;
}

#[cfg(unix)]
#[tokio::test]
async fn only_a_regular_file_can_be_a_ledger() {
    let (local, state) = (mock().await, tempfile::tempdir().expect("a folder"));
    let pipe = state.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    for path in [pipe.to_str().expect("UTF-8"), "/dev/full", "/dev/zero", "/dev/null", "/", "/nowhere/ledger"] {
        let output = finish(run(state.path(), local.target().base_url(), &["--ledger", path])).await;
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(78), "{path}: {said}");
        assert!(said.contains("cannot open the ledger") && said.contains("hint: check the path"), "{path}: {said}");
    }
    local.shutdown().await;
}

#[tokio::test]
async fn a_state_folder_that_cannot_be_used_is_named_before_anything_is_sent() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, with_blanks) = (folder.path().join("file"), folder.path().join("with blanks"));
    std::fs::write(&file, "").expect("a file");
    let home = folder.path().to_str().expect("UTF-8");
    let (file, with_blanks) = (file.to_str().expect("UTF-8"), with_blanks.to_str().expect("UTF-8"));
    let local = mock().await;
    for (state, home, wrong) in [
        (with_blanks, home, None),
        // What is not an absolute path counts as not set.
        ("", home, None),
        ("relative", home, None),
        ("relative", "relative", Some("cannot find the user's state folder: HOME is not an absolute path")),
        (file, home, Some("in the user's state folder: Not a directory")),
        ("/dev/null/x", home, Some("in the user's state folder: Not a directory")),
    ] {
        let mut command = run(Path::new(state), local.target().base_url(), &[]);
        command.env("HOME", home).current_dir(folder.path());
        let output = finish(command).await;
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(if wrong.is_some() { 78 } else { 0 }), "{state} {home}: {said}");
        assert!(said.contains(wrong.unwrap_or_default()), "{said}");
        assert!(wrong.is_none() || said.contains("hint: set XDG_STATE_HOME"), "{said}");
    }
    assert!(!folder.path().join("relative").exists(), "nothing is made in the working directory");
    local.shutdown().await;
}

#[tokio::test]
async fn base_urls_that_look_alike_do_not_keep_each_other_waiting() {
    let (local, state) = (mock().await, tempfile::tempdir().expect("a folder"));
    let url = local.target().base_url();
    let alike = [url.replace("/api/v1", "/api_v1"), url.replace("/api", ":api"), format!("{url}{}", "/x".repeat(200))];
    let _held: Vec<_> = alike.iter().map(|url| hold(state.path(), url)).collect();
    let output = finish(run(state.path(), url, &[])).await;
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    local.shutdown().await;
}

/// The events of a ledger, each with the names of its members.
fn events(ledger: &str) -> BTreeSet<(String, Vec<String>)> {
    let lines = ledger.lines().map(|line| serde_json::from_str::<Map<String, Value>>(line).expect("an object"));
    lines.map(|line| (line["event"].to_string(), line.keys().cloned().collect())).collect()
}

#[tokio::test]
async fn the_example_of_the_documentation_is_what_a_run_writes() {
    let (local, state) = (mock().await, tempfile::tempdir().expect("a folder"));
    let file = state.path().join("ledger.jsonl");
    let args = ["--ledger", file.to_str().expect("UTF-8")];
    let output = finish(run(state.path(), local.target().base_url(), &args)).await;
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let page = include_str!("../../../../docs/ledger.md");
    let example = page.split("```jsonl\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    assert_eq!(events(example), events(&std::fs::read_to_string(&file).expect("a ledger")));
    local.shutdown().await;
}

#[tokio::test]
async fn a_run_that_goes_on_below_half_a_line_loses_nothing() {
    let (local, state) = (mock().await, tempfile::tempdir().expect("a folder"));
    let url = local.target().base_url();
    let before = clients(url).await;
    let file = state.path().join("ledger.jsonl");
    let args = ["--beside", "--keep", "--ledger", file.to_str().expect("UTF-8")];
    for _ in 0..2 {
        let output = finish(run(state.path(), url, &args)).await;
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let text = std::fs::read_to_string(&file).expect("a ledger");
        std::fs::write(&file, format!("{text}{{\"event\":\"gone\",\"cli")).expect("a file");
    }
    let args = ["sweep", "--base-url", url, "--ledger", file.to_str().expect("UTF-8"), "--apply"];
    let mut sweep = super::command(&[&args[..], &TOKENS].concat());
    sweep.env("XDG_STATE_HOME", state.path());
    let output = finish(sweep).await;
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
    assert_eq!(clients(url).await, before, "{}", stdout(&output));
    local.shutdown().await;
}
