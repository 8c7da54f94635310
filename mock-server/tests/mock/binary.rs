//! The program: first line, ready file, exit codes and signals.

use std::{
    io::{BufRead as _, BufReader, Read as _},
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_authms-mock"));
    command.args(args).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn output(args: &[&str]) -> Output {
    command(args).output().expect("the binary starts")
}

/// Starts the program and reads its first line.
fn start(args: &[&str]) -> (Child, String) {
    let mut child = command(args).spawn().expect("the binary starts");
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().expect("piped")).read_line(&mut line).expect("UTF-8");
    (child, line.trim_end().to_owned())
}

/// Sends a signal and returns the exit code and everything on stderr.
fn end(mut child: Child, signal: Signal) -> (Option<i32>, String) {
    kill_process(Pid::from_child(&child), signal).expect("the process runs");
    let mut stderr = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut stderr).expect("UTF-8");
    (child.wait().expect("it ends").code(), stderr)
}

async fn get(url: &str) -> u16 {
    let request = crate::harness::http().get(format!("{url}/admin/oauth/clients/demo-spa?secret=in-query"));
    request.bearer_auth("mock-admin").send().await.expect("a response").status().as_u16()
}

#[tokio::test]
async fn the_first_line_is_the_url_and_a_signal_stops_the_program() {
    for signal in [Signal::INT, Signal::TERM] {
        let (child, url) = start(&["--port", "0", "--base-path", "/oauth/api/v1"]);
        assert!(url.starts_with("http://127.0.0.1:") && url.ends_with("/oauth/api/v1"), "{url}");
        assert_eq!(get(&url).await, 200);
        let (code, stderr) = end(child, signal);
        assert_eq!(code, Some(0), "{stderr}");
        for part in [
            "mock-admin",
            "mock-user",
            "mock-other-admin",
            "demo-payments",
            "curl -i -X PUT",
            "200 GET /oauth/api/v1/admin/oauth/clients/demo-spa\n",
        ] {
            assert!(stderr.contains(part), "{part} is missing in {stderr}");
        }
        assert!(!stderr.contains("in-query"), "{stderr}");
    }
}

fn read(path: &Path) -> Option<Value> {
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}

#[tokio::test]
async fn the_ready_file_exists_while_the_server_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ready.json");
    std::fs::write(&path, "stale").expect("a file");
    let mut child =
        command(&["--port", "0", "--ready-file", path.to_str().expect("UTF-8")]).spawn().expect("the binary starts");
    let ready = tokio::task::spawn_blocking({
        let path = path.clone();
        move || loop {
            if let Some(ready) = read(&path) {
                break ready;
            }
            assert!(child_runs(&mut child), "the program ended early");
            std::thread::yield_now();
        }
    });
    let ready = ready.await.expect("no panic");
    assert_eq!(get(ready["url"].as_str().expect("a text")).await, 200);
    let pid = Pid::from_raw(i32::try_from(ready["pid"].as_i64().expect("a number")).expect("a pid")).expect("a pid");
    kill_process(pid, Signal::INT).expect("the process runs");
    tokio::task::spawn_blocking(move || {
        while path.exists() {
            std::thread::yield_now()
        }
    })
    .await
    .expect("no panic");
}

fn child_runs(child: &mut Child) -> bool {
    child.try_wait().expect("a child").is_none()
}

#[test]
fn an_error_at_start_has_an_exit_code_and_a_hint() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("bound").port().to_string();
    let folder = tempfile::tempdir().expect("a folder");
    let profile = folder.path().join("profile.toml");
    std::fs::write(&profile, "\nnul = 'keep'\n").expect("a file");
    let table: [(&[&str], i32, &str); 6] = [
        (&["--port", &port], 69, "--port"),
        (&["--port", "0", "--base-path", "api"], 78, "is not a valid base path"),
        (&["--profile", profile.to_str().expect("UTF-8")], 78, "profile.toml:2: unknown field `nul`"),
        (&["--profile", "/nowhere.toml"], 78, "cannot read the profile /nowhere.toml"),
        (&["--port", "0", "--ready-file", "/nowhere/ready.json"], 78, "--ready-file"),
        (&["--prot", "1"], 64, "--port"),
    ];
    for (args, code, expected) in table {
        let output = output(args);
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{args:?}\n{text}");
        assert!(text.contains(expected) && (code == 64 || text.contains("hint: ")), "{args:?}\n{text}");
    }
}
