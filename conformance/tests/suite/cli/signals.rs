//! Signals at any moment of a run.

use std::{
    path::Path,
    process::{Command, Output, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use super::{TOKENS, clients, command, finish, mock, stderr, stdout};
use crate::defect_proxy::{DefectProxy, Rewrite};

/// A run to which this signal is sent before its nth request passes.
async fn run_until(signal: Signal, nth: usize, state: &Path, upstream: &str) -> Output {
    let (send_pid, pid) = mpsc::channel::<Pid>();
    let (pid, requests) = (Mutex::new(pid), AtomicUsize::new(0));
    let rewrite = Rewrite::request(move |_| {
        if requests.fetch_add(1, Ordering::SeqCst) + 1 == nth {
            let pid = pid.lock().expect("no panic").recv().expect("the test knows it");
            kill_process(pid, signal).expect("the process runs");
        }
    });
    let proxy = DefectProxy::start(upstream, rewrite).await;
    let args = ["run", "--base-url", proxy.url(), "--operation", "get_client", "--operation", "delete_client"];
    let mut command = command(&[&args[..], &TOKENS].concat());
    command.arg("--json").arg(state.join("report.json"));
    command.env("XDG_STATE_HOME", state).stdout(Stdio::piped()).stderr(Stdio::piped());
    let ended = tokio::task::spawn_blocking(move || {
        let child = command.spawn().expect("the binary starts");
        send_pid.send(Pid::from_child(&child)).expect("the proxy waits");
        child.wait_with_output().expect("it ends")
    });
    let output = ended.await.expect("no panic");
    // The sweep of a killed run goes to the same URL.
    if signal == Signal::KILL {
        let sweep = ["sweep", "--base-url", proxy.url(), "--apply"];
        let mut command = super::command(&[&sweep[..], &TOKENS].concat());
        command.env("XDG_STATE_HOME", state);
        let swept = finish(command).await;
        assert_eq!(swept.status.code(), Some(0), "{}{}", stdout(&swept), stderr(&swept));
    }
    proxy.shutdown().await;
    output
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_signal_at_any_moment_removes_what_the_run_has_made_and_exits_with_130() {
    let (local, state) = (mock().await, tempfile::tempdir().expect("a folder"));
    let url = local.target().base_url();
    let before = clients(url).await;
    for signal in [Signal::INT, Signal::TERM, Signal::HUP] {
        let nth = fastrand::usize(1..60);
        let output = run_until(signal, nth, state.path(), url).await;
        let text = format!("{signal:?} at {nth}: {}{}", stdout(&output), stderr(&output));
        assert_eq!(output.status.code(), Some(130), "{text}");
        assert!(text.contains("interrupted (SIG"), "{text}");
        assert_eq!(clients(url).await, before, "{text}");
        let ledgers = std::fs::read_dir(state.path().join("authms-conformance/runs")).expect("a folder").count();
        assert_eq!(ledgers, 0, "{text}");
    }
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_killed_run_leaves_behind_the_sweep_removes() {
    let (local, state) = (mock().await, tempfile::tempdir().expect("a folder"));
    let url = local.target().base_url();
    let before = clients(url).await;
    for _ in 0..3 {
        let nth = fastrand::usize(20..60);
        let output = run_until(Signal::KILL, nth, state.path(), url).await;
        assert_eq!(output.status.code(), None, "{nth}: {}", stdout(&output));
        assert_eq!(clients(url).await, before, "{nth}: {}", stderr(&output));
    }
    local.shutdown().await;
}

/// Sends a signal to a run once it opens a pipe, which its flags name; what it says then, and its report.
fn signalled_at(pipe: &Path, report: &Path, signal: Signal, mut command: Command) -> (Output, Value) {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary starts");
    // Opening a pipe waits for the other end.
    let opened = std::fs::File::options().write(true).open(pipe).expect("the run opens it");
    kill_process(Pid::from_child(&child), signal).expect("the process runs");
    let output = child.wait_with_output().expect("it ends");
    drop(opened);
    let report = std::fs::read_to_string(report).expect("a report");
    (output, serde_json::from_str(&report).expect("JSON"))
}

#[test]
fn a_signal_while_the_run_gets_its_tokens_ends_it_with_130_and_its_report_says_so() {
    for which in ["--token-command", "--user-token-command", "--token-file", "--user-token-file", "--ca-cert"] {
        for signal in [Signal::INT, Signal::TERM, Signal::HUP] {
            let folder = tempfile::tempdir().expect("a folder");
            let (pipe, report) = (folder.path().join("pipe"), folder.path().join("report.json"));
            assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
            // It waits as a token service that does not respond; what is to be read from never comes.
            let pipe_name = pipe.to_str().expect("UTF-8");
            let command_line = format!("read -r token < {pipe_name}");
            let waits = if which.ends_with("-command") { command_line.as_str() } else { pipe_name };
            let json = ["--json", report.to_str().expect("UTF-8")];
            let args = [&["run", "--base-url", "http://127.0.0.1:9/api/v1"], &json[..], &[which, waits]].concat();
            let mut command = command(&args);
            if !which.starts_with("--token-") {
                command.env("AUTHMS_TOKEN", "mock-admin");
            }
            let started = Instant::now();
            let (output, report) = signalled_at(&pipe, &report, signal, command);
            let text = stderr(&output);
            assert_eq!(output.status.code(), Some(130), "{which} {signal:?}: {text}");
            assert!(text.contains("the run was interrupted (SIG"), "{text}");
            assert!(started.elapsed() < Duration::from_secs(10), "{which} {signal:?}: the command was waited for");
            assert_eq!((&report["state"], &report["exit_code"]), (&"failed".into(), &130.into()), "{report}");
            let failure = report["failure"].as_str().expect("a reason");
            assert!(failure.contains("interrupted (SIG"), "{failure}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_signal_during_the_preflight_ends_the_run_with_130_and_its_report_says_so() {
    let (local, state) = (mock().await, tempfile::tempdir().expect("a folder"));
    let url = local.target().base_url();
    let before = clients(url).await;
    for nth in 1..=3 {
        let output = run_until(Signal::TERM, nth, state.path(), url).await;
        let text = format!("{nth}: {}{}", stdout(&output), stderr(&output));
        assert_eq!(output.status.code(), Some(130), "{text}");
        let report = std::fs::read_to_string(state.path().join("report.json")).expect("a report");
        let report: Value = serde_json::from_str(&report).expect("JSON");
        assert_eq!((&report["state"], &report["exit_code"]), (&"failed".into(), &130.into()), "{text}");
        let failure = report["failure"].as_str().expect("a reason");
        assert!(failure.contains("interrupted (SIGTERM) before its first case"), "{failure}");
        assert_eq!(clients(url).await, before, "{text}");
    }
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_signal_during_a_creation_says_that_a_client_may_be_left_and_exits_with_3() {
    let (local, state) = (mock().await, tempfile::tempdir().expect("a folder"));
    let (send_pid, pid) = mpsc::channel::<Pid>();
    let (send_end, end) = mpsc::channel::<()>();
    let (pid, end) = (Mutex::new(pid), Mutex::new(end));
    let rewrite = Rewrite::request(move |request| {
        if request.creates_client() {
            let pid = pid.lock().expect("no panic").recv().expect("the test knows it");
            for signal in [Signal::INT, Signal::TERM] {
                kill_process(pid, signal).expect("the process runs");
            }
            // The creation has no response as long as the process lives.
            end.lock().expect("no panic").recv().expect("the process ends");
        }
    });
    let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
    let mut command = command(&[&["run", "--base-url", proxy.url()], &TOKENS[..]].concat());
    command.env("XDG_STATE_HOME", state.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let ended = tokio::task::spawn_blocking(move || {
        let child = command.spawn().expect("the binary starts");
        send_pid.send(Pid::from_child(&child)).expect("the proxy waits");
        child.wait_with_output().expect("it ends")
    });
    let output = ended.await.expect("no panic");
    send_end.send(()).expect("the proxy waits");
    let text = stderr(&output);
    assert_eq!(output.status.code(), Some(3), "{text}");
    assert!(text.contains("left behind conformance-") && text.contains("a creation that got no response"), "{text}");
    assert_eq!(text.matches("authms-conformance sweep --base-url").count(), 1, "{text}");
    let ledgers = std::fs::read_dir(state.path().join("authms-conformance/runs")).expect("a folder").count();
    assert_eq!(ledgers, 1, "the sweep finds the run by its ledger");
    proxy.shutdown().await;
    local.shutdown().await;
}
