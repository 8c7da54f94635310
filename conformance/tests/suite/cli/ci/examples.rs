//! The nightly example and the GitLab job, run as they stand on the mock with a token endpoint of the test.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{GITLAB, NIGHTLY, job, said, under, yaml};
use crate::{
    cli::{clients, finish, mock, stderr, stdout},
    recorder::{Recorder, json},
};

/// The clients that the token endpoint knows: the variable of the job, the credentials in it, and the token for them.
const CLIENTS: [(&str, &str, &str); 3] = [
    ("ADMIN_CREDENTIALS", "admin:first-secret", "mock-admin"),
    ("USER_CREDENTIALS", "user:second-secret", "mock-user"),
    ("OTHER_TENANT_CREDENTIALS", "other:third-secret", "mock-other-admin"),
];

fn basic(credentials: &str) -> String {
    format!("Basic {}", STANDARD.encode(credentials))
}

async fn token_endpoint() -> Recorder {
    let endpoint = Recorder::start(|asked| {
        let presents = |credentials| asked.headers.get("authorization").is_some_and(|it| *it == basic(credentials));
        match CLIENTS.iter().find(|(_, credentials, _)| presents(credentials)) {
            Some((.., token)) => json(200, &format!(r#"{{"access_token":"{token}","token_type":"Bearer"}}"#)),
            None => json(401, r#"{"error":"invalid_client"}"#),
        }
    });
    endpoint.await
}

/// How often an endpoint was asked for the token of an administrator.
fn exchanges(endpoint: &Recorder) -> usize {
    let asked = endpoint.asked();
    assert!(asked.iter().all(|asked| asked.method == "POST" && asked.path == "/oauth/token"), "{asked:?}");
    asked.iter().filter(|asked| asked.headers.get("authorization").is_some_and(|it| *it == basic(CLIENTS[0].1))).count()
}

/// What every step of a job has in its environment.
fn surroundings(endpoint: &Recorder) -> Vec<(&'static str, String)> {
    let own = [("TOKEN_URL", format!("{}/oauth/token", endpoint.origin())), ("NO_PROXY", "127.0.0.1".to_owned())];
    own.into_iter().chain(CLIENTS.map(|(name, credentials, _)| (name, credentials.to_owned()))).collect()
}

/// The text of the nightly example under a name that it has once.
fn in_the_nightly(name: &str) -> String {
    let found = under(NIGHTLY, &[name]);
    assert_eq!(found.len(), 1, "{name}: {found:?}");
    found.concat()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_nightly_example_exchanges_credentials_for_tokens_masks_them_and_runs_and_sweeps_with_them() {
    let (local, endpoint) = (mock().await, token_endpoint().await);
    let url = local.target().base_url();
    let before = clients(url).await;
    let folder = tempfile::tempdir().expect("a folder");
    let outputs = folder.path().join("outputs");
    let mut shown = String::new();
    for script in under(NIGHTLY, &["run"]) {
        let mut command = Command::new("bash");
        command.args(["-eo", "pipefail", "-c", &script]).current_dir(folder.path());
        command.env("RUNNER_TEMP", folder.path()).env("GITHUB_OUTPUT", &outputs).envs(surroundings(&endpoint));
        let ended = finish(command).await;
        assert!(ended.status.success(), "{script}\n{}", stderr(&ended));
        shown.push_str(&stdout(&ended));
    }
    let outputs = fs::read_to_string(outputs).expect("outputs");
    let token = |name: &str| {
        let token = outputs.lines().find_map(|line| line.strip_prefix(&format!("{name}=")));
        let token = token.unwrap_or_else(|| panic!("{name} is not in {outputs}"));
        assert!(shown.contains(&format!("::add-mask::{token}\n")), "{shown}");
        token
    };
    // Kept clients are what the sweep finds.
    let args = in_the_nightly("args") + "\n--keep";
    let inputs = [
        ("CONFORMANCE_TOKEN", ""),
        ("CONFORMANCE_CONFIRM_HOST", "127.0.0.1"),
        ("CONFORMANCE_TOKEN_COMMAND", &in_the_nightly("token-command")),
        ("CONFORMANCE_USER_TOKEN", token("user")),
        ("CONFORMANCE_OTHER_TENANT_TOKEN", token("other-tenant")),
        ("CONFORMANCE_ARGS", &args),
    ];
    let step = async |script: &str| {
        let mut command = job(folder.path(), script, url, &inputs);
        command.envs(surroundings(&endpoint));
        finish(command).await
    };
    // A run without one of the three tokens is partial.
    let output = step("run.sh").await;
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_ne!(clients(url).await, before, "{}", said(&output));
    let fetched = exchanges(&endpoint);
    assert!(fetched > 0);
    let output = step("sweep.sh").await;
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(clients(url).await, before, "{}", said(&output));
    assert!(exchanges(&endpoint) > fetched);
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_gitlab_job_runs_with_tokens_of_its_exchange_and_removes_what_is_left_afterwards() {
    let (local, endpoint) = (mock().await, token_endpoint().await);
    let url = local.target().base_url();
    let before = clients(url).await;
    let folder = tempfile::tempdir().expect("a folder");
    // The image has the program in its path.
    let programs = folder.path().join("programs");
    fs::create_dir(&programs).expect("a folder");
    let program = env!("CARGO_BIN_EXE_authms-conformance");
    std::os::unix::fs::symlink(program, programs.join("authms-conformance")).expect("a link");
    let shell = async |script: &str| -> Output { finish(gitlab(script, folder.path(), &endpoint, url)).await };
    let pieces = |name: &str| under(GITLAB, &[name]).join("\n");

    let output = shell(&(pieces("before_script") + "\n" + &pieces("script"))).await;
    // A run without one of the three tokens is partial.
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    for report in ["report.json", "junit.xml", "report.html"] {
        assert!(folder.path().join(report).exists(), "{report}");
    }
    assert_eq!(clients(url).await, before);

    // As a job that was cancelled: what it made is there, and its ledger.
    let keep = pieces("script").replace(" run ", " run --keep --case update_client.writes_name ");
    let output = shell(&keep).await;
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_ne!(clients(url).await, before);
    let fetched = exchanges(&endpoint);
    let output = shell(&pieces("after_script")).await;
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(clients(url).await, before, "{}", said(&output));
    assert!(exchanges(&endpoint) > fetched);
    local.shutdown().await;
}

/// A shell of the GitLab job, with the variables of the file but for what names a server.
fn gitlab(script: &str, folder: &Path, endpoint: &Recorder, url: &str) -> Command {
    let path = std::env::var("PATH").expect("a path");
    let mut command = Command::new("bash");
    command.args(["-eo", "pipefail", "-c", script]).current_dir(folder).env_clear();
    let document = yaml(GITLAB);
    for (name, value) in document["contract:staging"]["variables"].as_object().expect("variables") {
        let value = value.as_str().expect("a text").replace("$CI_PROJECT_DIR", folder.to_str().expect("UTF-8"));
        command.env(name, value);
    }
    command.env("PATH", format!("{}:{path}", folder.join("programs").display()));
    command.env("BASE_URL", url).env("HOST", "127.0.0.1").envs(surroundings(endpoint));
    command
}
