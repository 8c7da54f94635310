//! The command line as a person or a CI job meets it: output, files and exit codes.

use std::{
    io::{BufRead as _, BufReader, Read as _},
    path::Path,
    process::{Command, Output, Stdio},
    sync::mpsc,
};

use authms_conformance::{Local, Settings};
use authms_mock_server::Options;
use authms_spec::operation;
use serde_json::Value;

use crate::defect_proxy::{DefectProxy, Rewrite};

const TOKENS: [&str; 6] =
    ["--token", "mock-admin", "--user-token", "mock-user", "--other-tenant-token", "mock-other-admin"];

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_authms-conformance"));
    for name in ["AUTHMS_TOKEN", "AUTHMS_USER_TOKEN", "AUTHMS_OTHER_TENANT_TOKEN"] {
        command.env_remove(name);
    }
    command.args(args).current_dir(env!("CARGO_TARGET_TMPDIR"));
    command
}

/// Runs to the end beside the server that this test has started.
async fn run(args: &[&str]) -> Output {
    let mut command = command(args);
    tokio::task::spawn_blocking(move || command.output().expect("the binary starts")).await.expect("it ends")
}

async fn mock() -> Local {
    Local::start(Options::default(), Settings::default()).await.expect("the mock server starts")
}

fn on<'a>(url: &'a str, rest: &[&'a str]) -> Vec<&'a str> {
    [&["run", "--base-url", url, "--client-id", "demo-payments", "--bystander-id", "demo-spa"], rest].concat()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// Compares a report with its snapshot, without what differs from run to run.
fn assert_report(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(r"127\.0\.0\.1:\d+", "127.0.0.1:[port]");
    settings.add_filter(r"\d+ requests, \d+ ms", "[n] requests, [n] ms");
    settings.add_filter(r"\([0-9a-f]{12}\)", "([hash])");
    settings.add_filter(r"\d{4}-\d\d-\d\dT[0-9:.]+Z", "[time]");
    settings.add_filter(r"(PASS|OBSERVED|UNOBSERVABLE) +[a-z_]+\.[a-z0-9_]+\n", "");
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[tokio::test]
async fn without_arguments_the_mock_server_is_judged_conformant() {
    let output = run(&[]).await;
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{text}{}", stderr(&output));
    assert!(text.contains("PASS          update_client.writes_name\n"), "{text}");
    assert!(text.ends_with("verdict: conformant\n"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert_report("conformant", &text);
}

#[tokio::test]
async fn a_proxy_of_the_environment_sees_nothing_of_a_run_on_this_machine() {
    let output = command(&["--case", "get_client.*"]).env("http_proxy", "http://127.0.0.1:9").output();
    let output = output.expect("the binary starts");
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
}

#[tokio::test]
async fn a_run_by_url_gives_the_same_verdicts() {
    let local = mock().await;
    let folder = tempfile::tempdir().expect("a folder");
    let (by_url, by_itself) = (folder.path().join("url.json"), folder.path().join("self.json"));
    let json = ["--json", by_url.to_str().expect("UTF-8")];
    let output = run(&on(local.target().base_url(), &[&TOKENS[..], &json].concat())).await;
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    run(&["--json", by_itself.to_str().expect("UTF-8")]).await;
    assert_eq!(verdicts(&by_url), verdicts(&by_itself));
    local.shutdown().await;
}

fn verdicts(path: &Path) -> Vec<(String, String)> {
    let report: Value = serde_json::from_slice(&std::fs::read(path).expect("a report")).expect("JSON");
    assert_eq!((&report["exit_code"], &report["outcome"]), (&0.into(), &"conformant".into()));
    let results = report["results"].as_array().expect("a list");
    let text = |value: &Value| value.as_str().expect("a string").to_owned();
    results.iter().map(|result| (text(&result["id"]), text(&result["verdict"]))).collect()
}

#[tokio::test]
async fn without_the_other_tokens_a_run_is_partial_and_says_what_was_not_checked() {
    let local = mock().await;
    let arguments = on(local.target().base_url(), &["--token", "mock-admin"]);
    let output = run(&arguments).await;
    assert_eq!(output.status.code(), Some(2), "{}", stdout(&output));
    assert_report("partial", &stdout(&output));
    let allowed = run(&[&arguments[..], &["--allow-partial"]].concat()).await;
    assert_eq!(allowed.status.code(), Some(0));
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failure_shows_claim_request_both_sides_and_a_curl_without_any_token() {
    let local = mock().await;
    let rewrite = Rewrite::request(|request| request.change(|body| body.retain(|name, _| name != "logo_url")))
        .and_response(|request, response| {
            if response.status == 403 {
                response.change(|body| body["message"] = request.authorization().into());
            }
        });
    let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
    let cases = ["--case", "update_client.writes_logo_url", "--case", "update_client.user_token_is_403"];
    let output = run(&on(proxy.url(), &[&TOKENS[..], &cases].concat())).await;
    assert_eq!(output.status.code(), Some(1));
    let text = stdout(&output);
    assert!(!text.contains("mock-user") && !text.contains("mock-admin"), "{text}");
    assert_report("failing", &text);
    proxy.shutdown().await;
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ctrl_c_removes_what_the_run_has_made_and_exits_with_130() {
    let local = mock().await;
    let before = clients(local.target().base_url()).await;
    let (release, held) = mpsc::channel::<()>();
    let held = std::sync::Mutex::new(held);
    // The first update waits at the proxy until the signal has been seen, so the run cannot be over before.
    let rewrite = Rewrite::request(move |request| {
        if request.calls(operation::UPDATE_CLIENT) {
            let _ = held.lock().map(|held| held.recv());
        }
    });
    let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
    let mut command =
        command(&[&["run", "--base-url", proxy.url(), "--case", "update_client.writes_name"], &TOKENS[..]].concat());
    let ended = tokio::task::spawn_blocking(move || {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary starts");
        let mut plan = String::new();
        let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
        while !plan.contains("plan") {
            assert_ne!(stdout.read_line(&mut plan).expect("UTF-8"), 0, "it ended early: {plan}");
        }
        let pid = rustix::process::Pid::from_child(&child);
        rustix::process::kill_process(pid, rustix::process::Signal::INT).expect("the process runs");
        let mut said = String::new();
        let mut stderr = BufReader::new(child.stderr.take().expect("piped"));
        stderr.read_line(&mut said).expect("UTF-8");
        stderr.read_line(&mut said).expect("UTF-8");
        drop(release);
        let mut rest = String::new();
        stdout.read_to_string(&mut rest).expect("UTF-8");
        (child.wait().expect("it ends"), said, rest)
    });
    let (status, said, rest) = ended.await.expect("no panic");
    assert!(said.contains("interrupted"), "{said}");
    assert_eq!(status.code(), Some(130), "{rest}");
    assert!(rest.contains("verdict: interrupted"), "{rest}");
    assert_eq!(clients(local.target().base_url()).await, before);
    assert!(rest.contains("2 clients made and 2 removed"), "{rest}");
    proxy.shutdown().await;
    local.shutdown().await;
}

#[tokio::test]
async fn what_keeps_a_run_from_a_verdict_has_its_own_exit_code_and_a_hint() {
    let local = mock().await;
    let url = local.target().base_url();
    let unreachable = "http://127.0.0.1:9/api/v1";
    let no_pem = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let table: Vec<(Vec<&str>, i32, &str)> = vec![
        (vec!["--operation", "get_clients"], 64, "unknown operation `get_clients`"),
        (vec!["--case", "nothing*"], 64, "no case matches `nothing*`"),
        (vec!["--frobnicate"], 64, "unexpected argument"),
        (vec!["--timeout", "0"], 64, "not a time above 0"),
        (vec!["--base-url", url, "--token", "mock-user"], 78, "cannot create a client: status 403"),
        (on(url, &[]), 64, "AUTHMS_TOKEN"),
        (on(unreachable, &TOKENS), 69, "cannot reach http://127.0.0.1:9/api/v1"),
        (on(url, &["--token", "wrong-token"]), 78, "the token is not accepted"),
        (on(url, &["--token", "mock-user"]), 78, "does not belong to an administrator"),
        (on(url, &["--token", "two\nlines"]), 78, "not valid in a header"),
        (vec!["--base-url", url, "--client-id", "unknown", "--token", "mock-admin"], 78, "status 404"),
        (on("ftp://example.com", &TOKENS), 78, "neither http nor https"),
        (on("http://auth.example.com/api/v1", &TOKENS), 78, "--allow-plain-http"),
        (on(url, &[&TOKENS[..], &["--ca-cert", "/nowhere.pem"]].concat()), 78, "--ca-cert"),
        (on(url, &[&TOKENS[..], &["--ca-cert", no_pem]].concat()), 78, "not a valid PEM certificate"),
        (vec!["--case", "get_client.shows_the_client", "--json", "/nowhere/report.json"], 78, "--json"),
    ];
    for (args, code, said) in table {
        let output = run(&args).await;
        let text = stderr(&output);
        assert_eq!(output.status.code(), Some(code), "{args:?}\n{text}");
        assert!(text.contains(said), "{args:?}\n{text}");
        assert!(
            code == 64 && text.contains("Usage") || text.contains("hint: ") || text.contains("error: "),
            "{args:?}\n{text}"
        );
        assert!(!text.contains("wrong-token"), "{text}");
    }
    local.shutdown().await;
}

/// The ids of the clients that a server has.
async fn clients(url: &str) -> Vec<String> {
    let request =
        crate::defect_proxy::http().get(format!("{url}/admin/oauth/clients?page_size=100")).bearer_auth("mock-admin");
    let text = request.send().await.expect("a response").text().await.expect("a body");
    let body: Value = serde_json::from_str(&text).expect("JSON");
    let items = body["items"].as_array().expect("a list");
    items.iter().map(|item| item["client_id"].as_str().expect("an id").to_owned()).collect()
}

#[tokio::test]
async fn without_a_client_the_run_makes_its_own_and_leaves_nothing() {
    let local = mock().await;
    let url = local.target().base_url();
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = folder.path().join("ledger.jsonl");
    let before = clients(url).await;
    let own = ["run", "--base-url", url, "--ledger", ledger.to_str().expect("UTF-8")];
    let output = run(&[&own[..], &TOKENS].concat()).await;
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert_eq!(clients(url).await, before);
    let text = std::fs::read_to_string(&ledger).expect("a ledger");
    let events = |name: &str| text.lines().filter(|line| line.contains(&format!("\"event\":\"{name}\""))).count();
    assert!(
        events("created") > 40 && events("created") == events("gone") && events("creating") >= events("created"),
        "{text}"
    );
    local.shutdown().await;
}

#[tokio::test]
async fn keep_leaves_the_clients_and_names_them() {
    let local = mock().await;
    let url = local.target().base_url();
    let case = ["run", "--base-url", url, "--keep", "--case", "delete_client.leaves_other_clients"];
    let output = run(&[&case[..], &TOKENS].concat()).await;
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{text}");
    let left: Vec<String> = clients(url).await.into_iter().filter(|id| id.starts_with("app-")).collect();
    assert!(!left.is_empty() && left.iter().all(|id| text.contains(id)), "{text}");
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clients_that_cannot_be_removed_are_named_and_end_with_3() {
    let local = mock().await;
    let rewrite = Rewrite::response(|_, _| {}).and_request(|request| {
        if request.method == axum::http::Method::DELETE && request.is_at(operation::GET_CLIENT) {
            request.authorize("mock-other-admin");
        }
    });
    let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
    let case = ["run", "--base-url", proxy.url(), "--case", "list_client_tokens.is_empty_for_a_new_client"];
    let output = run(&[&case[..], &TOKENS].concat()).await;
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(3), "{text}");
    assert!(text.contains("LEFT BEHIND") && text.contains("app-"), "{text}");
    proxy.shutdown().await;
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_whose_creation_has_no_response_is_found_and_removed() {
    let local = mock().await;
    let before = clients(local.target().base_url()).await;
    let lost = std::sync::atomic::AtomicUsize::new(0);
    // The third creation is carried out, and its response is lost on the way.
    let rewrite = Rewrite::response(move |request, response| {
        let creation = request.calls(operation::CREATE_CLIENT);
        if creation && lost.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 2 {
            response.status = 504;
            response.body.clear();
        }
    });
    let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
    let case = ["run", "--base-url", proxy.url(), "--case", "delete_client.leaves_other_clients"];
    let output = run(&[&case[..], &TOKENS].concat()).await;
    assert_eq!(output.status.code(), Some(2), "{}", stdout(&output));
    assert_eq!(clients(local.target().base_url()).await, before);
    proxy.shutdown().await;
    local.shutdown().await;
}

#[tokio::test]
async fn list_says_what_a_case_shows_and_with_long_what_it_rests_on() {
    let output = run(&["list", "--operation", "get_client", "--case", "*_client.unknown*"]).await;
    assert_eq!(output.status.code(), Some(0));
    insta::assert_snapshot!(stdout(&output), @r"
    get_client.unknown_id_is_404
        An id that no client has is 404.
    get_client.unknown_methods_are_405
        A method that the path does not have is 405, and `Allow` names those that it
        has.
    ");
    let output = run(&["list", "--long", "--case", "get_client.another_tenant_sees_404"]).await;
    let text = stdout(&output);
    for said in
        ["An administrator of another tenant", "touches     nothing", "tenant.wall (contract): ", "source      "]
    {
        assert!(text.contains(said), "no `{said}` in {text}");
    }
}
