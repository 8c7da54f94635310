//! Ledgers that are not as a run writes them, and those of other targets.

#[cfg(unix)]
use std::{fs, path::Path, process::Command};

#[cfg(unix)]
use serde_json::json;

use super::{OLD, TOKENS, clients, command, create, finish, ledger, mock, stderr, stdout, sweep, website};

/// What may lie where a ledger should, and what is said about it.
#[cfg(unix)]
fn put_rubbish(kind: &str, path: &Path, url: &str) -> &'static str {
    let header = |run: &str| {
        json!({ "event": "run", "format": 1, "run": run, "pid": 1, "started": "2026-01-01T00:00:00Z", "base_url": url,
                "version": "0.1.0" })
    };
    match kind {
        "pipe" => {
            assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
            return "it is not a regular file";
        }
        "device" => {
            std::os::unix::fs::symlink("/dev/zero", path).expect("a link");
            return "it is not a regular file";
        }
        "folder" => {
            fs::create_dir(path).expect("a folder");
            return "it is not a regular file";
        }
        "huge" => {
            fs::File::create(path).expect("a file").set_len(65 << 20).expect("a sparse file");
            return "it is larger than 64 MiB";
        }
        _ => {}
    }
    let (text, what) = match kind {
        "empty" => (Vec::new(), "it names no run"),
        "binary" => (vec![0xff, 0, b'\n', 0x80, 7, b'\n'], "line 1 is not valid"),
        "huge line" => ([vec![b'x'; 1 << 20], b"\n".to_vec()].concat(), "line 1 is not valid"),
        "later" => (b"{\"event\":\"run\",\"format\":2}\n".to_vec(), "line 1 begins a run of format 2"),
        "wrong header" => (format!("{}\n", header("../../etc")).into_bytes(), "line 1 is not valid"),
        "damaged" => (format!("{}\n{{\"ev\n", header(OLD)).into_bytes(), "line 2 is not valid"),
        other => panic!("{other}"),
    };
    fs::write(path, text).expect("a file");
    what
}

#[cfg(unix)]
const RUBBISH: [&str; 10] =
    ["pipe", "device", "folder", "huge", "empty", "binary", "huge line", "later", "wrong header", "damaged"];

#[cfg(unix)]
#[tokio::test]
async fn a_ledger_that_is_not_understood_is_named_and_kept_and_does_not_keep_the_rest() {
    let local = mock().await;
    let url = local.target().base_url();
    for kind in RUBBISH {
        let (state, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let own = create(url, "renamed by a case", &website("01800000000bbbbb")).await;
        ledger(state.path(), "01800000000bbbbb", url, &[&own]);
        let path = state.path().join(format!("authms-conformance/runs/{OLD}.jsonl"));
        let what = put_rubbish(kind, &path, url);
        let said_of =
            |output: &std::process::Output| format!("{}{}", stdout(output), stderr(output)).replace("\n  ", " ");

        let run = ["run", "--base-url", url, "--case", "get_client.shows_the_client"];
        let output = finish(command(state.path(), &[&run[..], &TOKENS].concat())).await;
        assert_eq!(output.status.code(), Some(0), "{kind}: {}", said_of(&output));

        let output = finish(command(state.path(), &sweep(url, &["--apply"]))).await;
        let said = said_of(&output);
        assert_eq!(output.status.code(), Some(3), "{kind}: {said}");
        assert!(
            said.contains(&format!("{OLD}.jsonl: {}", &what[..12])) && said.contains("1 removed"),
            "{kind}: {said}"
        );
        assert!(fs::symlink_metadata(&path).is_ok() && !clients(url).await.contains(&own), "{kind}: {said}");

        // The same as a file that is named.
        let named = ["--ledger", path.to_str().expect("UTF-8")];
        let output = finish(command(other.path(), &sweep(url, &named))).await;
        let said = said_of(&output);
        let unreadable = ["pipe", "device", "folder", "huge"].contains(&kind);
        assert_eq!(output.status.code(), Some(if unreadable { 78 } else { 3 }), "{kind}: {said}");
        assert!(said.contains(&what[..12]) && fs::symlink_metadata(&path).is_ok(), "{kind}: {said}");
    }
    local.shutdown().await;
}

#[tokio::test]
async fn a_ledger_that_is_named_although_it_is_in_the_state_folder_is_read_once() {
    let (local, state) = (mock().await, tempfile::tempdir().expect("a folder"));
    let url = local.target().base_url();
    let own = create(url, "renamed by a case", &website(OLD)).await;
    let path = ledger(state.path(), OLD, url, &[&own]);
    let named = ["--ledger", path.to_str().expect("UTF-8")];
    let output = finish(command(state.path(), &sweep(url, &[&named[..], &named, &["--apply"]].concat()))).await;
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
    assert!(stdout(&output).contains("\n1 removed") && !path.exists(), "{}", stdout(&output));
    local.shutdown().await;
}

#[tokio::test]
async fn other_urls_of_the_same_server_are_named() {
    let (local, state) = (mock().await, tempfile::tempdir().expect("a folder"));
    let url = local.target().base_url();
    let other = url.replace("127.0.0.1", "localhost");
    ledger(state.path(), OLD, &other, &["app-1"]);
    let output = finish(command(state.path(), &sweep(url, &[]))).await;
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{text}{}", stderr(&output));
    assert!(text.contains("nothing to remove") && text.contains(&format!("\n  {other}\n")), "{text}");
    local.shutdown().await;
}
