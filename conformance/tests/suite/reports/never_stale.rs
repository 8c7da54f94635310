//! Outputs are there before the first request, and whatever happens they never show an earlier run.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
};

use authms_spec::operation;
use serde_json::Value;

use super::{FILES, files_in, flags};
use crate::{
    cli::{TOKENS, command, mock, on, run, stderr, stdout},
    defect_proxy::{DefectProxy, Rewrite},
};

/// What an earlier run has left in every output.
const YESTERDAY: &str = "conformant, says yesterday";

const CASE: [&str; 2] = ["--case", "get_client.shows_the_client"];

fn with_yesterday(folder: &Path) -> Vec<(&'static str, PathBuf)> {
    let files = files_in(folder);
    for (_, path) in &files {
        std::fs::write(path, YESTERDAY).expect("writes");
    }
    files
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a file")
}

fn json(files: &[(&'static str, PathBuf)]) -> Value {
    serde_json::from_str(&text(&files[0].1)).expect("JSON")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort_unstable();
    names
}

#[tokio::test]
async fn a_run_that_cannot_start_leaves_that_in_every_output() {
    let local = mock().await;
    let url = local.target().base_url();
    let folder = tempfile::tempdir().expect("a folder");
    let broken = folder.path().join("broken.toml");
    std::fs::write(&broken, "[[deviation]]\nclaim = \"update.merge\"\n").expect("writes");
    let broken = broken.to_str().expect("UTF-8");
    let target = folder.path().join("target.toml");
    std::fs::write(&target, "timeout = 0\n").expect("writes");
    let target = target.to_str().expect("UTF-8");
    let no_toml = folder.path().join("no.toml");
    std::fs::write(&no_toml, "base_url =\n").expect("writes");
    let no_toml = no_toml.to_str().expect("UTF-8");
    let starts: Vec<Vec<&str>> = vec![
        vec!["--frobnicate"],
        vec!["run", "--frobnicate"],
        vec!["--timeout", "0"],
        vec!["--target", target],
        vec!["--target", no_toml],
        vec!["--target", "/nowhere.toml"],
        vec!["--token", "a", "misplaced-token"],
        on("http://127.0.0.1:9/api/v1", &TOKENS),
        on(url, &["--token", "wrong-token"]),
        on(url, &[]),
        on("ftp://auth.example.com", &TOKENS),
        vec!["--case", "nothing*"],
        vec!["--operation", "nothing"],
        vec!["--deviations", broken],
        vec!["--deviations", "/nowhere.toml"],
    ];
    for start in starts {
        let folder = tempfile::tempdir().expect("a folder");
        let files = with_yesterday(folder.path());
        let outputs = flags(&files);
        let args: Vec<&str> = start.iter().copied().chain(outputs.iter().map(String::as_str)).collect();
        let output = run(&args).await;
        let code = output.status.code().expect("it exits");
        assert!(code >= 64, "{start:?}: {code}");
        let report = json(&files);
        assert_eq!((&report["state"], &report["exit_code"]), (&"failed".into(), &code.into()), "{start:?}");
        let checks = report["preflight"].as_array().expect("a list");
        let asked = code == 69 || start.contains(&"wrong-token");
        assert_eq!(asked, checks.last().is_some_and(|check| check["state"] == "wrong"), "{start:?}: {checks:?}");
        let why = report["failure"].as_str().expect("a reason").lines().next().expect("a line").to_owned();
        let said = stderr(&output);
        let in_other_words = said.starts_with("error: ") && why.starts_with("the command line is wrong: ");
        assert!(in_other_words || said.contains(&why), "{start:?}: {why}");
        for (flag, path) in &files {
            let text = text(path);
            assert!(!text.contains("yesterday"), "{flag} of {start:?}");
            assert!(!text.contains("wrong-token") && !text.contains("misplaced-token"), "{flag} of {start:?}");
        }
        assert_eq!(names(folder.path()).len(), FILES.len(), "{:?}", names(folder.path()));
    }
    local.shutdown().await;
}

/// Asserts that every output says that there was no run.
fn assert_failed(files: &[(&'static str, PathBuf)], code: Option<i32>, what: &str) {
    for (flag, path) in files {
        let text = text(path);
        assert!(!text.contains("yesterday"), "{flag}: {what}");
        if *flag == "--json" {
            let report: Value = serde_json::from_str(&text).expect("JSON");
            assert_eq!((&report["state"], &report["exit_code"]), (&"failed".into(), &code.into()), "{what}");
        }
    }
}

#[tokio::test]
async fn where_one_output_cannot_be_written_every_other_says_that_there_was_no_run() {
    for bad in FILES {
        for first in [true, false] {
            let folder = tempfile::tempdir().expect("a folder");
            let files: Vec<_> = with_yesterday(folder.path()).into_iter().filter(|(flag, _)| *flag != bad).collect();
            let mut args = flags(&files);
            let at = if first { 0 } else { args.len() };
            args.splice(at..at, [bad.to_owned(), "/nowhere/report".to_owned()]);
            let output = run(&args.iter().map(String::as_str).collect::<Vec<_>>()).await;
            assert_eq!(output.status.code(), Some(78), "{args:?} {}", stderr(&output));
            assert_failed(&files, Some(78), &format!("{args:?}"));
        }
    }
}

#[tokio::test]
async fn the_outputs_of_a_target_file_say_that_there_was_no_run() {
    for (line, more) in
        [("", "--frobnicate"), ("base_ulr = \"x\"", ""), ("timeout = 0", ""), ("rate = ", ""), ("", "--rate=x")]
    {
        let folder = tempfile::tempdir().expect("a folder");
        let files = with_yesterday(folder.path());
        // Beside the target, and so by their names alone.
        let keys: Vec<String> =
            FILES.map(|flag| flag.trim_start_matches('-')).map(|key| format!("{key} = \"{key}\"\n")).into();
        let target = folder.path().join("target.toml");
        std::fs::write(&target, format!("{}{line}\n", keys.concat())).expect("writes");
        let args = ["run", "--target", target.to_str().expect("UTF-8"), more];
        let output = run(&args[..if more.is_empty() { 3 } else { 4 }]).await;
        let code = output.status.code();
        assert!(matches!(code, Some(64 | 78)), "{line}{more}: {code:?} {}", stderr(&output));
        assert_failed(&files, code, &format!("{line}{more}"));
    }
}

#[tokio::test]
async fn no_output_overwrites_a_file_that_the_run_reads_or_keeps() {
    let inputs = [
        "--deviations",
        "--ledger",
        "--ca-cert",
        "--token-file",
        "--user-token-file",
        "--other-tenant-token-file",
        "--target",
    ];
    for input in inputs {
        for flag in FILES {
            for more in [&[][..], &["--frobnicate"]] {
                let folder = tempfile::tempdir().expect("a folder");
                let path = folder.path().join("input.toml");
                std::fs::write(&path, "# an input\n").expect("writes");
                let path = path.to_str().expect("UTF-8");
                let files: Vec<_> =
                    with_yesterday(folder.path()).into_iter().filter(|(other, _)| *other != flag).collect();
                let outputs = flags(&files);
                let args: Vec<&str> = [input, path, flag, path]
                    .iter()
                    .chain(more)
                    .copied()
                    .chain(outputs.iter().map(String::as_str))
                    .collect();
                let output = run(&args).await;
                assert_eq!(output.status.code(), Some(64), "{args:?} {}", stderr(&output));
                assert_eq!(std::fs::read_to_string(path).expect("a file"), "# an input\n", "{args:?}");
                assert!(!more.is_empty() || stderr(&output).contains("are the same file"), "{}", stderr(&output));
                assert_failed(&files, Some(64), &format!("{args:?}"));
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_output_that_cannot_be_written_ends_the_run_before_its_first_request() {
    let local = mock().await;
    let received = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&received);
    let rewrite = Rewrite::request(move |_| {
        count.fetch_add(1, Ordering::SeqCst);
    });
    let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
    let folder = tempfile::tempdir().expect("a folder");
    let a_folder = folder.path().to_str().expect("UTF-8");
    for flag in FILES {
        for path in ["/nowhere/report", a_folder, ""] {
            let output = run(&on(proxy.url(), &[&TOKENS[..], &[flag, path]].concat())).await;
            let said = stderr(&output);
            let usage = path.is_empty() && output.status.code() == Some(64);
            assert!(usage || output.status.code() == Some(78), "{flag} {path}: {said}");
            assert!(usage || said.contains(flag) && said.contains("\n  hint: "), "{flag} {path}: {said}");
        }
        for other in FILES.into_iter().filter(|other| *other != flag) {
            let file = format!("{a_folder}/{}", flag.trim_start_matches('-'));
            let same = format!(
                "{a_folder}/../{}",
                file.trim_start_matches(folder.path().parent().expect("a folder").to_str().expect("UTF-8"))
            );
            let output = run(&on(proxy.url(), &[&TOKENS[..], &[flag, &file, other, &same]].concat())).await;
            assert_eq!(output.status.code(), Some(64), "{}", stderr(&output));
            assert!(stderr(&output).contains("are the same file"), "{}", stderr(&output));
        }
    }
    assert_eq!(received.load(Ordering::SeqCst), 0);
    proxy.shutdown().await;
    local.shutdown().await;
}

/// Ends a run while its first update is under way; returns its exit code and what its outputs hold then.
async fn ended_by(end: fn(&mut Child)) -> (Option<i32>, Value, Vec<(&'static str, String)>) {
    let local = mock().await;
    let folder = tempfile::tempdir().expect("a folder");
    let files = with_yesterday(folder.path());
    let outputs = flags(&files);
    let (arrived, waits) = mpsc::channel::<()>();
    let (arrived, waits) = (Mutex::new(arrived), Mutex::new(waits));
    let (release, held) = mpsc::channel::<()>();
    let held = Mutex::new(held);
    // The request of the case waits at the proxy until the run is dead.
    let rewrite = Rewrite::request(move |request| {
        if request.calls(operation::UPDATE_CLIENT) {
            let _ = arrived.lock().map(|arrived| arrived.send(()));
            let _ = held.lock().map(|held| held.recv());
        }
    });
    let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
    let case = ["--case", "update_client.writes_name"];
    let args: Vec<&str> =
        on(proxy.url(), &[&TOKENS[..], &case].concat()).into_iter().chain(outputs.iter().map(String::as_str)).collect();
    let mut command = command(&args);
    let ended = tokio::task::spawn_blocking(move || {
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the binary starts");
        waits.lock().expect("no panic").recv().expect("a request arrives");
        end(&mut child);
        let status = child.wait().expect("it ends");
        drop(release);
        status
    });
    let status = ended.await.expect("no panic");
    proxy.shutdown().await;
    local.shutdown().await;
    let texts = files.iter().map(|(flag, path)| (*flag, text(path))).collect();
    (status.code(), json(&files), texts)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_that_is_killed_leaves_that_it_has_started() {
    let (_, report, texts) = ended_by(|child| child.kill().expect("the process runs")).await;
    assert_eq!((&report["state"], &report["exit_code"]), (&"started".into(), &Value::Null));
    let (run, url) = (report["run"].as_str().expect("an id"), report["settings"]["base_url"].as_str().expect("a URL"));
    for (flag, text) in texts {
        assert!(!text.contains("yesterday") && text.contains("started"), "{flag}: {text}");
        assert!(text.contains(run) && text.replace("&#x2f;", "/").contains(url), "{flag}: {text}");
    }
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_signal_leaves_its_end_in_every_output() {
    let twice = |child: &mut Child| {
        let pid = rustix::process::Pid::from_child(child);
        // Two signals of one kind could become one.
        for signal in [rustix::process::Signal::INT, rustix::process::Signal::TERM] {
            rustix::process::kill_process(pid, signal).expect("the process runs");
        }
    };
    let (code, report, texts) = ended_by(twice).await;
    let code = code.expect("it exits by itself");
    assert!(matches!(code, 3 | 130), "{code}");
    assert_eq!((&report["state"], &report["exit_code"]), (&"failed".into(), &code.into()));
    for (flag, text) in texts {
        assert!(!text.contains("yesterday") && text.contains("ended at once"), "{flag}: {text}");
    }
}

/// A run whose output goes away with its first request.
async fn without_its_output(rewrite: Rewrite, case: &[&str]) -> (Option<i32>, String, String) {
    let local = mock().await;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("gone").join("report.json");
    std::fs::create_dir(path.parent().expect("a folder")).expect("a folder");
    let gone = path.parent().expect("a folder").to_owned();
    let rewrite = rewrite.also(move |_| {
        let _ = std::fs::remove_dir_all(&gone);
        None
    });
    let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
    let run_on = [&["run", "--base-url", proxy.url()], &TOKENS[..], case];
    let output = run(&[&run_on.concat()[..], &["--json", path.to_str().expect("UTF-8")]].concat()).await;
    proxy.shutdown().await;
    local.shutdown().await;
    (output.status.code(), stdout(&output), stderr(&output))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_output_that_goes_away_in_mid_run_ends_with_74_and_the_report_on_stdout() {
    let (code, shown, said) = without_its_output(Rewrite::default(), &CASE).await;
    assert_eq!(code, Some(74), "{said}");
    assert!(said.contains("--json") && said.matches("\n  hint: ").count() == 1, "{said}");
    assert!(shown.contains("verdict: conformant"), "{shown}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_graver_end_is_not_hidden_by_an_output_that_goes_away() {
    let wrong = Rewrite::response(|_, response| {
        if response.status == 404 {
            response.status = 400;
        }
    });
    let never_deleted = Rewrite::request(|request| {
        if request.calls(operation::DELETE_CLIENT) {
            request.authorize("mock-user");
        }
    });
    let neither_read_nor_deleted = Rewrite::request(|request| {
        if request.is_at(operation::GET_CLIENT) {
            request.authorize("mock-user");
        }
    });
    let table = [
        (wrong, &["--read-only", "--case", "get_client.unknown_id_is_404"][..], 1, "verdict: not conformant"),
        (never_deleted, &CASE[..], 3, "verdict: left behind"),
        (neither_read_nor_deleted, &CASE[..], 3, "left behind: app-"),
    ];
    for (rewrite, case, exit_code, end) in table {
        let (code, shown, said) = without_its_output(rewrite, case).await;
        assert_eq!(code, Some(exit_code), "{shown}{said}");
        assert!((shown + &said).contains(end) && said.contains("(--json): "), "{said}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_full_disk_ends_with_74_one_line_and_no_half_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.json");
    // Files may have 8 KiB, which the start of a report needs less than and its end more.
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\"";
    let mut command = Command::new("bash");
    command.args(["-c", script, env!("CARGO_BIN_EXE_authms-conformance"), "--operation", "get_client", "--json"]);
    let output = command.arg(&path).current_dir(folder.path()).output().expect("bash starts");
    assert_eq!(output.status.code(), Some(74), "{}{}", stdout(&output), stderr(&output));
    let said = stderr(&output);
    assert_eq!(said.lines().filter(|line| line.contains("cannot write")).count(), 1, "{said}");
    assert!(said.contains("\n  hint: is the disk full?"), "{said}");
    let report: Value = serde_json::from_str(&text(&path)).expect("whole JSON");
    assert!(report["state"] != "finished" && report["outcome"] != "conformant", "{report}");
    assert_eq!(names(folder.path()), ["report.json"]);
}

#[tokio::test]
async fn a_pipe_gets_the_end_alone() {
    let output = run(&[&CASE[..], &["--json", "/dev/stderr", "--quiet"]].concat()).await;
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let report: Value = serde_json::from_str(&stderr(&output)).expect("one document");
    assert_eq!(report["state"], "finished");
}

#[tokio::test]
async fn a_hyphen_and_a_pipe_that_nobody_reads_are_refused_at_the_start() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let pipe = pipe.to_str().expect("UTF-8");
    for flag in FILES {
        for (path, code, said) in [("-", 64, "/dev/stdout --quiet`"), (pipe, 78, "nobody reads this pipe")] {
            let output = run(&[&CASE[..], &[flag, path]].concat()).await;
            assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(code), ""), "{flag} {path}");
            assert!(stderr(&output).contains(said), "{flag} {path}: {}", stderr(&output));
        }
    }
    assert!(!Path::new(env!("CARGO_TARGET_TMPDIR")).join("-").exists());
}
