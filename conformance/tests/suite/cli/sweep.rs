//! What a run that died has left behind: it is found by its ledger and by its marks, and nothing else is touched.

mod hints;
mod hostile;
mod rubbish;

use std::{path::Path, process::Command};

use serde_json::{Value, json};

use super::{TOKENS, cleanup::match_whole_names, clients, finish, mock, stderr, stdout};
use crate::defect_proxy::{DefectProxy, Rewrite, http};

const OLD: &str = "01800000000aaaaa";

/// A command with a state folder of its own.
fn command(state: &Path, args: &[&str]) -> Command {
    let mut command = super::command(args);
    command.env("XDG_STATE_HOME", state);
    command
}

fn sweep<'a>(url: &'a str, rest: &[&'a str]) -> Vec<&'a str> {
    [&["sweep", "--base-url", url], &TOKENS[..], rest].concat()
}

async fn create(url: &str, name: &str, website: &str) -> String {
    create_as("mock-admin", url, name, website).await
}

async fn create_as(token: &str, url: &str, name: &str, website: &str) -> String {
    let body = json!({ "name": name, "website": website, "redirect_uris": ["https://one.example.com/callback"] });
    let request = http().post(format!("{url}/admin/oauth/clients")).bearer_auth(token);
    let request = request.header("content-type", "application/json").body(body.to_string());
    let text = request.send().await.expect("a response").text().await.expect("a body");
    let body: Value = serde_json::from_str(&text).expect("JSON");
    body["data"]["client_id"].as_str().expect("an id").to_owned()
}

fn website(run: &str) -> String {
    format!("https://{run}.conformance.invalid/")
}

/// The ledger of a dead run with these clients.
fn ledger(state: &Path, run: &str, url: &str, ids: &[&str]) -> std::path::PathBuf {
    let folder = state.join("authms-conformance/runs");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(format!("{run}.jsonl"));
    let header = json!({
        "event": "run", "format": 1, "run": run, "pid": 1, "started": "2026-01-01T00:00:00Z", "base_url": url,
        "version": "0.1.0",
    });
    let created = ids.iter().map(|id| json!({ "event": "created", "client_id": id }));
    let lines: Vec<String> = std::iter::once(header).chain(created).map(|line| format!("{line}\n")).collect();
    std::fs::write(&path, lines.concat()).expect("a file");
    path
}

#[tokio::test]
async fn the_sweep_says_what_it_would_remove_and_removes_only_that() {
    let (local, state) = (mock().await, tempfile::tempdir().expect("a folder"));
    let url = local.target().base_url();
    let (name, site) = (format!("conformance-{OLD}-subject"), website(OLD));
    let both_marks = create(url, &name, &site).await;
    let one_mark = create(url, &name, "https://example.com").await;
    let foreign = create(url, "conformance-team", "https://example.com").await;
    let renamed = create(url, "renamed by a case", &site).await;
    let taken_over = create(url, "a real client now", "https://example.com").await;
    let path = ledger(state.path(), OLD, url, &[&renamed, &taken_over, "app-gone"]);
    let before = clients(url).await;

    let output = finish(command(state.path(), &sweep(url, &[]))).await;
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{text}{}", stderr(&output));
    assert_eq!(clients(url).await, before, "without --apply, nothing is removed");
    for id in [&both_marks, &renamed] {
        assert!(text.contains(&format!("- to be removed: {id}")), "{text}");
    }
    for id in [&one_mark, &taken_over] {
        assert!(text.contains(&format!("- left alone: {id}")), "{text}");
    }
    assert!(text.contains("- gone already: app-gone") && !text.contains(&foreign), "{text}");
    assert!(text.contains("2 to be removed, 2 left alone, 1 gone already"), "{text}");
    assert!(text.starts_with(&format!("sweep of {url} (dry run: nothing is removed)\n")), "{text}");

    let output = finish(command(state.path(), &sweep(url, &["--apply"]))).await;
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{text}{}", stderr(&output));
    let after = clients(url).await;
    for id in [&both_marks, &renamed] {
        assert!(!after.contains(id), "{text}");
    }
    for id in [&one_mark, &foreign, &taken_over] {
        assert!(after.contains(id), "{text}");
    }
    assert!(path.exists(), "the ledger still names a client that exists");
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clients_are_found_by_their_marks_where_the_filter_finds_whole_names_only() {
    let (local, state) = (mock().await, tempfile::tempdir().expect("a folder"));
    let url = local.target().base_url();
    let marked = create(url, &format!("conformance-{OLD}-subject"), &website(OLD)).await;
    let proxy = DefectProxy::start(url, Rewrite::response(match_whole_names)).await;
    let output = finish(command(state.path(), &sweep(proxy.url(), &["--apply"]))).await;
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{text}{}", stderr(&output));
    assert!(text.contains("1 removed") && !clients(url).await.contains(&marked), "{text}");
    proxy.shutdown().await;
    local.shutdown().await;
}

#[tokio::test]
async fn what_a_young_run_has_marked_is_left_alone_unless_a_ledger_shows_that_it_is_dead() {
    let (local, state) = (mock().await, tempfile::tempdir().expect("a folder"));
    let url = local.target().base_url();
    let milliseconds = std::time::SystemTime::UNIX_EPOCH.elapsed().expect("after 1970").as_millis();
    let [marked, known] = ["aaaaa", "bbbbb"].map(|end| format!("{milliseconds:011x}{end}"));
    let by_marks = create(url, &format!("conformance-{marked}-x"), &website(&marked)).await;
    let by_ledger = create(url, &format!("conformance-{known}-x"), &website(&known)).await;
    let path = ledger(state.path(), &known, url, &[&by_ledger]);
    for older in [&["--older-than", "1h"][..], &[]] {
        let args = [&["--apply"][..], older].concat();
        let output = finish(command(state.path(), &sweep(url, &args))).await;
        assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
        let left = clients(url).await;
        assert!(left.contains(&by_marks), "{}", stdout(&output));
        assert_eq!(left.contains(&by_ledger), !older.is_empty(), "{}", stdout(&output));
        assert_eq!(stdout(&output).contains("`--older-than 10m`"), older.is_empty(), "{}", stdout(&output));
    }
    assert!(!path.exists(), "a ledger without leftovers is removed");
    local.shutdown().await;
}

#[tokio::test]
async fn a_copy_whose_response_a_killed_run_never_saw_is_removed_although_it_bears_only_the_name() {
    let (local, state) = (mock().await, tempfile::tempdir().expect("a folder"));
    let url = local.target().base_url();
    let name = format!("conformance-{OLD}-1-source (copy)");
    let copy = create(url, &name, "").await;
    let path = ledger(state.path(), OLD, url, &[]);
    let lines = std::fs::read_to_string(&path).expect("a ledger");
    let creating = json!({ "event": "creating", "name": format!("conformance-{OLD}-*") });
    std::fs::write(&path, format!("{lines}{creating}\n")).expect("a file");
    let output = finish(command(state.path(), &sweep(url, &["--apply"]))).await;
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
    assert!(!clients(url).await.contains(&copy), "{}", stdout(&output));
    assert!(!path.exists(), "a ledger without leftovers is removed");
    local.shutdown().await;
}

#[tokio::test]
async fn a_client_that_only_a_response_names_is_not_called_gone_until_a_token_of_its_tenant_has_looked() {
    let (local, state) = (mock().await, tempfile::tempdir().expect("a folder"));
    let url = local.target().base_url();
    let id = create_as("mock-other-admin", url, &format!("conformance-{OLD}-intruder"), &website(OLD)).await;
    let path = ledger(state.path(), OLD, url, &[]);
    let lines = std::fs::read_to_string(&path).expect("a ledger");
    let creating = json!({ "event": "creating", "name": format!("conformance-{OLD}-*") });
    let named = json!({ "event": "named", "client_id": id });
    std::fs::write(&path, format!("{lines}{creating}\n{named}\n")).expect("a file");
    let of = |token: &'static str| ["sweep", "--base-url", url, "--apply", "--token", token];
    let output = finish(command(state.path(), &of("mock-admin"))).await;
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(3), "{text}{}", stderr(&output));
    assert!(text.contains(&format!("- NOT REMOVED: {id} (not found with this token")), "{text}");
    assert!(path.exists() && !text.contains("never made"), "{text}");
    let output = finish(command(state.path(), &of("mock-other-admin"))).await;
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
    assert!(stdout(&output).contains(&format!("- removed: {id}")) && !path.exists(), "{}", stdout(&output));
    local.shutdown().await;
}

#[tokio::test]
async fn a_run_says_that_an_earlier_one_has_left_something() {
    let (local, state) = (mock().await, tempfile::tempdir().expect("a folder"));
    let url = local.target().base_url();
    ledger(state.path(), OLD, url, &["app-1", "app-2"]);
    ledger(state.path(), "01800000000bbbbb", "https://elsewhere.example.com", &["app-3"]);
    let run = ["run", "--base-url", url, "--case", "get_client.shows_the_client"];
    let output = finish(command(state.path(), &[&run[..], &TOKENS].concat())).await;
    let said = stderr(&output);
    assert!(
        said.starts_with("note: earlier runs may have left 2 clients on this target\n")
            && said.contains("sweep --base-url"),
        "{said}"
    );
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    local.shutdown().await;
}

#[tokio::test]
async fn a_time_that_is_not_valid_is_an_error_of_usage() {
    for time in ["soon", "-2h", "2"] {
        let state = tempfile::tempdir().expect("a folder");
        let older = format!("--older-than={time}");
        let output = finish(command(state.path(), &sweep("http://127.0.0.1:9", &[&older]))).await;
        assert_eq!(output.status.code(), Some(64), "{time}: {}", stderr(&output));
    }
}

#[tokio::test]
async fn only_the_administrators_token_is_needed() {
    let (local, state) = (mock().await, tempfile::tempdir().expect("a folder"));
    let url = local.target().base_url();
    let args = ["sweep", "--base-url", url, "--token", "mock-admin"];
    for others in [
        &["--user-token", "expired", "--other-tenant-token", "mock-admin"][..],
        &["--user-token-command", "exit 1", "--other-tenant-token-file", "/nowhere"],
        &["--user-token-env", "NOT_SET"],
        &[],
    ] {
        let mut command = command(state.path(), &[&args[..], others].concat());
        command.env("AUTHMS_USER_TOKEN", "expired").env("AUTHMS_OTHER_TENANT_TOKEN", "");
        let output = finish(command).await;
        assert_eq!(output.status.code(), Some(0), "{others:?}: {}", stderr(&output));
    }
    local.shutdown().await;
}
