//! What CI systems are given: the composite action, the nightly example and the GitLab job, and what their shell does.

mod examples;

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
use crate::defect_proxy::{DefectProxy, Request, Rewrite};

const ACTION: &str = ".github/actions/conformance/action.yml";
const NIGHTLY: &str = "docs/ci/nightly.yml";
const GITLAB: &str = "docs/ci/gitlab-ci.yml";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn text(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn yaml(file: &str) -> Value {
    authms_spec::yaml::parse(&text(file)).unwrap_or_else(|error| panic!("{file}: {error}")).value
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
    let mut found = Vec::new();
    collect(&yaml(file), names, &mut found);
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
        let found = under(file, &["run", "before_script", "script", "after_script"]);
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
    let target = folder.path().join("staging.toml");
    fs::write(&target, format!("base_url = \"{}\"\n", proxy.url())).expect("a file");
    let target = ("CONFORMANCE_TARGET", target.to_str().expect("UTF-8"));
    let args = ("CONFORMANCE_ARGS", "--read-only\n--case\nget_client.unknown_id_is_404");
    let output = finish(job(folder.path(), "run.sh", "", &[target, args])).await;
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(stdout(&output).lines().any(|line| line.starts_with("::error")), "{}", stdout(&output));
    assert!(fs::read_to_string(folder.path().join("output")).expect("outputs").starts_with("exit-code=1\n"));
    // What is known to deviate does not fail a job.
    let known = folder.path().join("deviations.toml");
    let today = jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date();
    let until = today.saturating_add(jiff::Span::new().days(30));
    let entry = "[[deviation]]\nclaim = \"client.unknown\"\noperation = \"get_client\"\nreason = \"the team knows\"\n\
                 owner = \"the AuthMS team\"\nlink = \"https://issues.example.com/7\"\n";
    fs::write(&known, format!("{entry}opened = {today}\nexpires = {until}\n")).expect("a file");
    let known = ("CONFORMANCE_DEVIATIONS", known.to_str().expect("UTF-8"));
    let output = finish(job(folder.path(), "run.sh", "", &[target, args, known])).await;
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_run_and_the_sweep_of_the_action_reach_a_deployment_behind_a_gateway() {
    let local = mock().await;
    let before = clients(local.target().base_url()).await;
    let passes = |request: &Request| request.headers.get("x-gateway-key").is_some_and(|key| key == "open-sesame");
    let gateway = Rewrite::request(move |request| {
        if !passes(request) {
            request.path = "/nowhere".to_owned();
        }
    });
    let gateway = gateway.and_response(move |request, response| {
        if !passes(request) {
            (response.status, response.body) = (403, b"the gateway wants its key".to_vec());
        }
    });
    let proxy = DefectProxy::start(local.target().base_url(), gateway).await;
    let folder = tempfile::tempdir().expect("a folder");
    let key = ("GATEWAY_KEY", "open-sesame");
    let arguments = ("CONFORMANCE_CONNECTION_ARGS", "--header-env\nx-gateway-key=GATEWAY_KEY\n");
    // Kept clients are what the sweep finds.
    let args = ("CONFORMANCE_ARGS", "--keep\n--case\nupdate_client.writes_name");
    for script in ["run.sh", "sweep.sh"] {
        let output = finish(job(folder.path(), script, proxy.url(), &[args, key])).await;
        assert_ne!(output.status.code(), Some(0), "{script}: {}", said(&output));
        assert_eq!(clients(local.target().base_url()).await == before, script == "run.sh");
        let output = finish(job(folder.path(), script, proxy.url(), &[args, key, arguments])).await;
        assert_eq!(output.status.code(), Some(0), "{script}: {}", said(&output));
        assert!(!said(&output).contains("open-sesame"), "{script}: {}", said(&output));
        assert_eq!(clients(local.target().base_url()).await == before, script == "sweep.sh");
    }
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
