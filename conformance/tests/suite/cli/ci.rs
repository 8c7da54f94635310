//! What CI systems are given: the composite action, the nightly example and the GitLab job, and what their shell does.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::atomic::{AtomicBool, Ordering},
};

use authms_spec::operation;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use super::{clients, finish, mock, run, stderr, stdout};
use crate::{
    defect_proxy::{DefectProxy, Rewrite},
    recorder::{Recorder, json},
};

const ACTION: &str = ".github/actions/conformance/action.yml";
const NIGHTLY: &str = "docs/ci/nightly.yml";
const GITLAB: &str = "docs/ci/gitlab-ci.yml";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn text(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Every text of a YAML file under one of these names, wherever it stands.
fn under(file: &str, names: &[&str]) -> Vec<String> {
    fn collect(value: &Value, names: &[&str], found: &mut Vec<String>) {
        for (name, value) in value.as_object().into_iter().flatten() {
            if names.contains(&name.as_str()) {
                let texts = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                found.extend(texts.iter().filter_map(Value::as_str).map(str::to_owned));
            }
            collect(value, names, found);
        }
        value.as_array().into_iter().flatten().for_each(|entry| collect(entry, names, found));
    }
    let document = authms_spec::yaml::parse(&text(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    let mut found = Vec::new();
    collect(&document.value, names, &mut found);
    found
}

/// Runs a script of the action on a server as a job does.
fn job(folder: &Path, script: &str, url: &str, extra: &[(&str, &str)]) -> Command {
    let mut command = Command::new("bash");
    command.arg(root().join(".github/actions/conformance").join(script)).current_dir(folder).env_clear();
    command
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("RUNNER_TEMP", folder)
        .env("GITHUB_STEP_SUMMARY", folder.join("summary"))
        .env("GITHUB_OUTPUT", folder.join("output"))
        .env("CONFORMANCE_BINARY", env!("CARGO_BIN_EXE_authms-conformance"))
        .env("CONFORMANCE_BASE_URL", url)
        .env("CONFORMANCE_TOKEN", "mock-admin")
        .env("CONFORMANCE_USER_TOKEN", "mock-user")
        .env("CONFORMANCE_OTHER_TENANT_TOKEN", "mock-other-admin")
        .envs(extra.iter().copied());
    command
}

fn said(output: &Output) -> String {
    stdout(output) + &stderr(output)
}

#[test]
fn every_piece_of_shell_in_the_ci_files_is_valid() {
    let scripts = ["common.sh", "run.sh", "sweep.sh"].map(|name| format!(".github/actions/conformance/{name}"));
    let mut pieces: Vec<String> = scripts.iter().map(|script| text(script)).collect();
    for file in [ACTION, NIGHTLY, GITLAB] {
        let found = under(file, &["run", "script", "after_script"]);
        assert!(!found.is_empty(), "{file}");
        // `${{ … }}` is replaced before the shell sees it.
        let filled = |piece: String| {
            let mut parts = piece.split("${{");
            let first = parts.next().unwrap_or_default().to_owned();
            first + &parts.map(|part| part.split_once("}}").map_or(part, |(_, rest)| rest)).collect::<String>()
        };
        pieces.push(found.into_iter().map(filled).collect::<Vec<String>>().join("\n"));
    }
    for piece in pieces {
        let output = Command::new("bash").args(["-n", "-c", &piece]).output().expect("bash");
        assert!(output.status.success(), "{}\n{piece}", stderr(&output));
    }
}

#[test]
fn every_input_of_the_action_is_used_and_every_used_one_declared() {
    let yaml =
        |file: &str| authms_spec::yaml::parse(&text(file)).unwrap_or_else(|error| panic!("{file}: {error}")).value;
    let declared: Vec<String> = yaml(ACTION)["inputs"].as_object().expect("inputs").keys().cloned().collect();
    let word = |rest: &str| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>();
    let used: BTreeSet<String> = text(ACTION).split("inputs.").skip(1).map(word).collect();
    assert_eq!(used, declared.iter().cloned().collect());
    for step in yaml(NIGHTLY)["jobs"]["contract"]["steps"].as_array().expect("steps") {
        let given = step["with"].as_object().filter(|_| step["uses"] == "./.github/actions/conformance");
        for input in given.into_iter().flat_map(|with| with.keys()) {
            assert!(declared.contains(input), "the nightly example gives `{input}`, which the action does not take");
        }
    }
}

#[tokio::test]
async fn the_action_masks_tokens_and_writes_every_report() {
    let local = mock().await;
    let folder = tempfile::tempdir().expect("a folder");
    let args = ("CONFORMANCE_ARGS", "--operation\nget_client\n");
    let output = finish(job(folder.path(), "run.sh", local.target().base_url(), &[args])).await;
    let text = said(&output);
    assert_eq!(output.status.code(), Some(0), "{text}");
    for token in ["mock-admin", "mock-user", "mock-other-admin"] {
        assert_eq!(text.matches(token).count(), 1, "{text}");
        assert!(text.contains(&format!("::add-mask::{token}\n")), "{text}");
    }
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap_or_default();
    for report in ["report.json", "junit.xml", concat!("summary", ".md"), "report.html"] {
        assert!(!read(&format!("conformance-report/{report}")).is_empty(), "{report}");
    }
    assert_eq!(read("summary"), read(concat!("conformance-report/summary", ".md")));
    assert!(read("output").contains("exit-code=0\n"), "{}", read("output"));
    let report: Value = serde_json::from_str(&read("conformance-report/report.json")).expect("JSON");
    let operations = report["cases"].as_array().expect("cases").iter().map(|case| &case["operation"]);
    assert!(operations.clone().all(|operation| operation == "get_client") && operations.count() > 5);
    local.shutdown().await;
}

#[tokio::test]
async fn the_action_treats_an_empty_input_as_not_given() {
    let local = mock().await;
    let folder = tempfile::tempdir().expect("a folder");
    let empty = [
        ("CONFORMANCE_USER_TOKEN", ""),
        ("CONFORMANCE_OTHER_TENANT_TOKEN", ""),
        ("CONFORMANCE_ARGS", "--operation\nget_client"),
    ];
    let output = finish(job(folder.path(), "run.sh", local.target().base_url(), &empty)).await;
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(fs::read_to_string(folder.path().join("summary")).expect("a summary").contains("partial"));
    let output = finish(job(folder.path(), "run.sh", "", &[])).await;
    assert_eq!(output.status.code(), Some(64), "{}", said(&output));
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_action_hands_the_exit_code_on_with_annotations() {
    let local = mock().await;
    let rewrite = Rewrite::response(|_, response| {
        if response.status == 404 {
            response.status = 400;
        }
    });
    let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
    let folder = tempfile::tempdir().expect("a folder");
    let args = ("CONFORMANCE_ARGS", "--read-only\n--case\nget_client.unknown_id_is_404");
    let output = finish(job(folder.path(), "run.sh", proxy.url(), &[args])).await;
    assert_eq!(output.status.code(), Some(1), "{}{}", stdout(&output), stderr(&output));
    assert!(stdout(&output).lines().any(|line| line.starts_with("::error")), "{}", stdout(&output));
    assert!(fs::read_to_string(folder.path().join("output")).expect("outputs").starts_with("exit-code=1\n"));
    proxy.shutdown().await;
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sweep_of_the_action_removes_what_a_killed_run_has_left() {
    let local = mock().await;
    let before = clients(local.target().base_url()).await;
    let folder = tempfile::tempdir().expect("a folder");
    // Notes its process id, which `exec` keeps.
    let (wrapper, pid) = (folder.path().join("wrapper"), folder.path().join("pid"));
    let binary = env!("CARGO_BIN_EXE_authms-conformance");
    fs::write(&wrapper, format!("echo $$ > {}\nexec {binary} \"$@\"\n", pid.display())).expect("a script");
    let killed = AtomicBool::new(false);
    let rewrite = Rewrite::request(move |request| {
        if request.calls(operation::UPDATE_CLIENT) && !killed.swap(true, Ordering::SeqCst) {
            let text = fs::read_to_string(&pid).expect("a process id");
            let pid = text.trim().parse().ok().and_then(Pid::from_raw).expect("a process id");
            kill_process(pid, Signal::KILL).expect("the process runs");
        }
    });
    let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
    let args = ("CONFORMANCE_ARGS", "--case\nupdate_client.writes_name");
    let program = folder.path().join("program");
    fs::write(&program, format!("#!/bin/sh\nexec sh {} \"$@\"\n", wrapper.display())).expect("a script");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(&program, mode).expect("executable");
    let binary = ("CONFORMANCE_BINARY", program.to_str().expect("UTF-8"));
    let output = finish(job(folder.path(), "run.sh", proxy.url(), &[args, binary])).await;
    assert_eq!(output.status.code(), Some(137), "{}{}", stdout(&output), stderr(&output));
    assert_ne!(clients(local.target().base_url()).await, before);
    let output = finish(job(folder.path(), "sweep.sh", proxy.url(), &[binary])).await;
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
    assert_eq!(clients(local.target().base_url()).await, before, "{}", stdout(&output));
    proxy.shutdown().await;
    local.shutdown().await;
}

#[test]
fn actions_of_others_are_pinned_by_their_major_version() {
    for workflow in [ACTION, NIGHTLY] {
        for used in under(workflow, &["uses"]).into_iter().filter(|used| !used.starts_with("./")) {
            let version = used.split_once("@v").map(|(_, version)| version);
            assert!(version.is_some_and(|version| version.parse::<u8>().is_ok()), "{workflow}: {used}");
        }
    }
}

#[tokio::test]
async fn every_flag_in_the_shell_of_the_examples_exists() {
    let known = stdout(&run(&["run", "--help"]).await) + &stdout(&run(&["sweep", "--help"]).await);
    let mut shell = under(GITLAB, &["script", "after_script"]).join("\n");
    for script in ["run.sh", "sweep.sh", "common.sh"] {
        shell.push('\n');
        shell.push_str(&text(&format!(".github/actions/conformance/{script}")));
    }
    let words = shell.split(|c: char| c.is_whitespace() || c == '(').filter(|word| word.starts_with("--"));
    let flags: BTreeSet<&str> = words.map(|word| word.trim_end_matches(')')).collect();
    assert!(flags.len() > 6, "{flags:?}");
    for flag in flags {
        let exists = known.split_whitespace().any(|word| word.trim_end_matches(',') == flag);
        assert!(exists, "{flag} is not a flag of run or sweep");
    }
}

#[tokio::test]
async fn the_nightly_example_exchanges_credentials_for_tokens_and_masks_them() {
    let server = Recorder::start(|asked| {
        let basic = asked.headers.get("authorization").and_then(|value| value.to_str().ok()).unwrap_or_default();
        json(200, &format!(r#"{{"access_token":"fresh-{}","token_type":"Bearer"}}"#, basic.len()))
    })
    .await;
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("output");
    let credentials = [("USER_CREDENTIALS", "user:secret"), ("OTHER_TENANT_CREDENTIALS", "other-tenant:secret")];
    let mut shown = String::new();
    for script in under(NIGHTLY, &["run"]) {
        let mut command = Command::new("bash");
        command.args(["-eo", "pipefail", "-c", &script]).current_dir(folder.path());
        command.env("RUNNER_TEMP", folder.path()).env("GITHUB_OUTPUT", &output).envs(credentials);
        command.env("TOKEN_URL", format!("{}/oauth/token", server.origin())).env("NO_PROXY", "127.0.0.1");
        let ended = finish(command).await;
        assert!(ended.status.success(), "{script}\n{}", stderr(&ended));
        shown.push_str(&stdout(&ended));
    }
    let outputs = fs::read_to_string(output).expect("outputs");
    let tokens: Vec<&str> = outputs.lines().filter_map(|line| line.split_once('=').map(|(_, token)| token)).collect();
    assert_eq!(tokens.len(), 2, "{outputs}");
    for token in &tokens {
        assert!(token.starts_with("fresh-") && shown.contains(&format!("::add-mask::{token}\n")), "{shown}");
    }
    assert!(server.asked().iter().all(|asked| asked.method == "POST" && asked.path == "/oauth/token"));
}
