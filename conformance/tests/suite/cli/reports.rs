//! What a run prints, on stdout and as JSON.

use std::{
    path::Path,
    sync::{Arc, Mutex},
};

use authms_spec::operation::{CLONE_CLIENT, UPDATE_CLIENT};
use serde_json::{Value, json};

use super::{TOKENS, mock, on, run, stderr, stdout};
use crate::{
    defect_proxy::{DefectProxy, Rewrite},
    reports::assert_80_columns,
};

/// Compares a report with its snapshot, without what differs from run to run or with the fields of the contract.
fn assert_report(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(r"127\.0\.0\.1:\d+", "127.0.0.1:[port]");
    settings.add_filter(r"\d+ requests, \d+ ms", "[n] requests, [n] ms");
    settings.add_filter(r"\([0-9a-f]{12}\)", "([hash])");
    settings.add_filter(r"\b[0-9a-f]{16}\b", "[marker]");
    settings.add_filter(r"\d{4}-\d\d-\d\dT[0-9:.]+Z", "[time]");
    settings.add_filter(r"\d+ (pass|observed|unobservable)", "[n] $1");
    settings.add_filter(r"(plan +|of )\d+ cases", "$1[n] cases");
    settings.add_filter(r"null is ignored: ([a-z_]+,\s+)+[a-z_]+", "null is ignored: [fields]");
    settings.add_filter(
        r"[1-9]\d* clients created, [1-9]\d* removed; [1-9]\d* secrets",
        "[n] clients created, [n] removed; [n] secrets",
    );
    settings.add_filter(r"restore: \d+ fields", "restore: [n] fields");
    settings.add_filter(r#"\{"code":0,"message":"ok","data":\{[^…]*…"#, "[client]");
    settings.add_filter(r"(  source +)[^\n]+\n( {14}[^\n]+\n)*", "$1[source]\n");
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[tokio::test]
async fn without_arguments_the_mock_server_is_judged_conformant() {
    let output = run(&[]).await;
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{text}{}", stderr(&output));
    assert!(text.contains("update_client             ") && text.contains("verdict: conformant\n"), "{text}");
    assert_80_columns(&text);
    assert_report("conformant", &text);
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
    let results = report["cases"].as_array().expect("a list");
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
async fn a_failure_through_the_sdk_shows_its_request_its_response_and_a_curl() {
    let local = mock().await;
    let rewrite = Rewrite::response(|request, response| {
        if request.calls(UPDATE_CLIENT) && response.status == 200 {
            response.change(|body| body["data"] = 7.into());
        }
    });
    let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
    let output = run(&on(proxy.url(), &[&TOKENS[..], &["--case", "update_client.through_the_sdk"]].concat())).await;
    let text = stdout(&output);
    for said in [
        "claim       sdk.agrees",
        "request     PUT /admin",
        "response    200 application/json",
        "curl -i -X PUT",
        "--data-binary",
    ] {
        assert!(text.contains(said), "no `{said}` in {text}");
    }
    proxy.shutdown().await;
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_report_shows_a_secret_of_a_body_that_is_cut_off_nor_a_token_that_is_echoed() {
    let local = mock().await;
    let issued = Arc::new(Mutex::new(Vec::new()));
    let secrets = Arc::clone(&issued);
    let rewrite = Rewrite::response(move |request, response| {
        let body = response.json().unwrap_or_default();
        if let Some(secret) = body["data"]["client_secret"].as_str().filter(|_| request.calls(CLONE_CLIENT)) {
            secrets.lock().expect("no panic").push(secret.to_owned());
            response.body.pop();
        }
        if response.status == 401 {
            response.change(|body| body["message"] = json!([request.authorization()]));
        }
    });
    let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("report.json");
    let options = ["--json", file.to_str().expect("UTF-8"), "--case", "clone_client.*"];
    let output = run(&on(proxy.url(), &[&TOKENS[..], &options].concat())).await;
    let text = stdout(&output);
    let json = std::fs::read_to_string(&file).expect("a report");
    let issued = issued.lock().expect("no panic").clone();
    assert!(!issued.is_empty() && text.contains("[redacted]"), "{text}");
    for secret in issued.iter().map(String::as_str).chain(["mock-admi"]) {
        assert!(!text.contains(secret) && !json.contains(secret), "{secret} is in {text}{json}");
    }
    proxy.shutdown().await;
    local.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn chinese_text_stays_in_its_column() {
    let local = mock().await;
    let rewrite = Rewrite::request(|request| {
        request.change(|body| {
            if let Some(Value::String(name)) = body.get_mut("name") {
                *name = name.replace("支付", "收款");
            }
        });
    });
    let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
    let output = run(&on(proxy.url(), &[&TOKENS[..], &["--case", "update_client.keeps_text_as_it_is"]].concat())).await;
    assert_eq!(output.status.code(), Some(1));
    assert_report("chinese", &stdout(&output));
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
    get_client.unknown_methods
        The response to a method that the path does not have is recorded.
    ");
    let output = run(&["list", "--long", "--case", "get_client.another_tenant_sees_404"]).await;
    let text = stdout(&output);
    for said in
        ["An administrator of another tenant", "touches     nothing", "tenant.wall (contract): ", "source      "]
    {
        assert!(text.contains(said), "no `{said}` in {text}");
    }
}
