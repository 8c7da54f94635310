//! The ledger of a run: where it is, who may write it, and what happens if nobody can.

use std::{path::Path, process::Command};

use authms_conformance::{Ledger, LedgerError};
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
        assert!(said.contains("process 4242, since 2026-01-01T00:00:00Z") && said.contains("--beside"), "{said}");
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
    let output = finish(run(state.path(), url, &["--ledger", "/dev/full"])).await;
    assert_eq!(output.status.code(), Some(74), "{}{}", stdout(&output), stderr(&output));
    assert!(stderr(&output).contains("cannot write the ledger /dev/full"), "{}", stderr(&output));
    // A file that may not grow beyond one block behaves like a disk that fills up in mid-run.
    let inner = run(state.path(), url, &[]);
    let mut limited = Command::new("sh");
    limited.arg("-c").arg("trap '' XFSZ; ulimit -f 1; exec \"$@\"").arg("sh").arg(inner.get_program());
    limited.args(inner.get_args()).current_dir(state.path()).env("XDG_STATE_HOME", state.path());
    let output = finish(limited).await;
    assert_eq!(output.status.code(), Some(74), "{}{}", stdout(&output), stderr(&output));
    assert!(stdout(&output).contains("cannot write the ledger"), "{}", stdout(&output));
    assert_eq!(clients(url).await, before);
    local.shutdown().await;
}
