//! What a CI system is given: the composite action, the nightly example and the GitLab job, and what their shell does.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use authms_conformance::{Local, Settings};
use authms_mock_server::Options;
use serde_json::Value;

const FILES: [&str; 3] = [".github/actions/conformance/action.yml", "docs/ci/nightly.yml", "docs/ci/gitlab-ci.yml"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace")
}

fn yaml(file: &str) -> Value {
    let text = fs::read_to_string(root().join(file)).expect(file);
    authms_spec::yaml::parse(&text).unwrap_or_else(|error| panic!("{file}: {error}")).value
}

/// Every piece of shell in a document: `run:`, `script:` and `after_script:`.
fn shell(value: &Value) -> Vec<String> {
    match value {
        Value::Object(members) => members
            .iter()
            .flat_map(|(name, value)| match (name.as_str(), value) {
                ("run", Value::String(text)) => vec![text.clone()],
                ("script" | "after_script", Value::Array(lines)) => {
                    vec![lines.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n")]
                }
                _ => shell(value),
            })
            .collect(),
        Value::Array(items) => items.iter().flat_map(shell).collect(),
        _ => vec![],
    }
}

#[test]
fn every_piece_of_shell_in_the_ci_files_is_valid() {
    let mut pieces: Vec<(String, String)> = Vec::new();
    for file in FILES {
        let found = shell(&yaml(file));
        assert!(!found.is_empty(), "{file}");
        // `${{ … }}` is replaced before the shell sees it.
        let filled = |text: String| {
            let mut parts = text.split("${{");
            let first = parts.next().unwrap_or_default().to_owned();
            first + &parts.map(|part| part.split_once("}}").map_or(part, |(_, rest)| rest)).collect::<String>()
        };
        pieces.extend(found.into_iter().map(|text| (file.to_owned(), filled(text))));
    }
    for name in ["common.sh", "run.sh", "sweep.sh"] {
        let text = fs::read_to_string(action().join(name)).expect(name);
        pieces.push((name.to_owned(), text));
    }
    for (file, text) in pieces {
        let output = Command::new("bash").args(["-n", "-c", &text]).output().expect("bash");
        assert!(output.status.success(), "{file}: {}\n{text}", String::from_utf8_lossy(&output.stderr));
    }
}

/// The action passes every input on, and asks for none that it does not declare.
#[test]
fn every_input_of_the_action_is_used_and_every_used_one_declared() {
    let file = fs::read_to_string(root().join(FILES[0])).expect("the action");
    let declared: Vec<String> = yaml(FILES[0])["inputs"].as_object().expect("inputs").keys().cloned().collect();
    for input in &declared {
        assert!(file.contains(&format!("inputs.{input}")), "the input `{input}` is not used");
    }
    let used = file
        .split("inputs.")
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>());
    for input in used {
        assert!(declared.contains(&input), "`{input}` is used and not declared");
    }
    let with = yaml(FILES[1]);
    let steps = with["jobs"]["contract"]["steps"].as_array().expect("steps");
    for step in steps.iter().filter(|step| step["uses"] == "./.github/actions/conformance") {
        for input in step["with"].as_object().expect("inputs").keys() {
            assert!(declared.contains(input), "the nightly example gives `{input}`, which the action does not take");
        }
    }
}

fn action() -> PathBuf {
    root().join(".github/actions/conformance")
}

/// A job that runs the scripts of the action as a runner does.
struct Job {
    folder: tempfile::TempDir,
}

impl Job {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    async fn run(&self, script: &str, inputs: &[(&str, &str)]) -> Output {
        let mut command = Command::new("bash");
        command.arg(action().join(script)).current_dir(self.folder.path()).stdin(Stdio::null());
        for name in ["AUTHMS_TOKEN", "AUTHMS_USER_TOKEN", "AUTHMS_OTHER_TENANT_TOKEN"] {
            command.env_remove(name);
        }
        command.env("RUNNER_TEMP", self.path("temp"));
        command.env("GITHUB_STEP_SUMMARY", self.path("step-summary"));
        command.env("GITHUB_OUTPUT", self.path("output"));
        command.env("CONFORMANCE_BINARY", env!("CARGO_BIN_EXE_authms-conformance"));
        for (name, value) in inputs {
            command.env(format!("CONFORMANCE_{name}"), value);
        }
        tokio::task::spawn_blocking(move || command.output().expect("bash starts")).await.expect("it ends")
    }
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

async fn mock() -> Local {
    Local::start(Options::default(), Settings::default()).await.expect("the mock server starts")
}

#[tokio::test]
async fn the_action_masks_tokens_writes_every_report_and_hands_the_exit_code_on() {
    let (local, job) = (mock().await, Job::new());
    let inputs = [
        ("BASE_URL", local.target().base_url()),
        ("TOKEN", "mock-admin"),
        ("USER_TOKEN", "mock-user"),
        ("OTHER_TENANT_TOKEN", "mock-other-admin"),
        ("ARGS", "--operation\nget_client\n"),
    ];
    let output = job.run("run.sh", &inputs).await;
    let text = text(&output);
    assert_eq!(output.status.code(), Some(0), "{text}");
    for token in ["mock-admin", "mock-user", "mock-other-admin"] {
        assert_eq!(text.matches(token).count(), 1, "{text}");
        assert!(text.contains(&format!("::add-mask::{token}\n")), "{text}");
    }
    for report in ["report.json", "junit.xml", concat!("summary", ".md"), "report.html"] {
        assert!(!job.read(&format!("conformance-report/{report}")).is_empty(), "{report}");
    }
    assert_eq!(job.read("step-summary"), job.read(concat!("conformance-report/summary", ".md")));
    assert!(job.read("output").contains("exit-code=0\n"), "{}", job.read("output"));
    let report: Value = serde_json::from_str(&job.read("conformance-report/report.json")).expect("JSON");
    let operations = report["cases"].as_array().expect("cases").iter().map(|case| &case["operation"]);
    assert!(operations.clone().all(|operation| operation == "get_client") && operations.count() > 5);
    local.shutdown().await;
}

#[tokio::test]
async fn the_action_treats_an_empty_input_as_not_given() {
    let (local, job) = (mock().await, Job::new());
    let url = local.target().base_url();
    let inputs = [("BASE_URL", url), ("TOKEN", "mock-admin"), ("USER_TOKEN", ""), ("ARGS", "--operation\nget_client")];
    let output = job.run("run.sh", &inputs).await;
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert!(job.read("output").contains("exit-code=2\n"), "{}", job.read("output"));
    assert!(job.read("step-summary").contains("partial"), "{}", job.read("step-summary"));
    let output = job.run("run.sh", &[("TOKEN", "mock-admin")]).await;
    assert_eq!(output.status.code(), Some(64), "{}", text(&output));
    local.shutdown().await;
}

#[tokio::test]
async fn the_action_removes_afterwards_what_a_killed_run_has_left() {
    let (local, job) = (mock().await, Job::new());
    let url = local.target().base_url();
    let before = clients(url).await;
    // `--keep` leaves clients as a killed run does, ledger included.
    let kept = [("BASE_URL", url), ("TOKEN", "mock-admin"), ("ARGS", "--keep\n--operation\ndelete_client")];
    job.run("run.sh", &kept).await;
    assert!(clients(url).await > before);
    let output = job.run("sweep.sh", &kept[..2]).await;
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert_eq!(clients(url).await, before, "{}", text(&output));
    local.shutdown().await;
}

async fn clients(url: &str) -> usize {
    let request = crate::defect_proxy::http().get(format!("{url}/admin/oauth/clients?page_size=100"));
    let text = request.bearer_auth("mock-admin").send().await.expect("a response").text().await.expect("a body");
    serde_json::from_str::<Value>(&text).expect("JSON")["items"].as_array().expect("a list").len()
}
