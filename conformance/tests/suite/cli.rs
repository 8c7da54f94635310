//! The command line as a person or a CI job meets it, run as a process of its own.

mod ci;
mod cleanup;
mod exit_codes;
mod help;
mod ledgers;
mod modes;
mod plan;
mod preflight;
mod reports;
mod signals;
mod sweep;
mod targets;
mod tls;
mod tokens;

use std::process::{Command, Output};

use authms_conformance::{Local, Settings};
use authms_mock_server::Options;
use serde_json::Value;

use crate::defect_proxy::http;

pub(crate) const TOKENS: [&str; 6] =
    ["--token", "mock-admin", "--user-token", "mock-user", "--other-tenant-token", "mock-other-admin"];

pub(crate) fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_authms-conformance"));
    for name in ["AUTHMS_TOKEN", "AUTHMS_USER_TOKEN", "AUTHMS_OTHER_TENANT_TOKEN"] {
        command.env_remove(name);
    }
    // Ledgers of tests stay out of the state folder of whoever runs them.
    command.env("XDG_STATE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/state"));
    command.args(args).current_dir(env!("CARGO_TARGET_TMPDIR"));
    command
}

/// Runs to the end beside the server that this test has started.
pub(crate) async fn run(args: &[&str]) -> Output {
    finish(command(args)).await
}

async fn finish(mut command: Command) -> Output {
    tokio::task::spawn_blocking(move || command.output().expect("the binary starts")).await.expect("it ends")
}

pub(crate) async fn mock() -> Local {
    Local::start(Options::default(), Settings::default()).await.expect("the mock server starts")
}

pub(crate) fn on<'a>(url: &'a str, rest: &[&'a str]) -> Vec<&'a str> {
    [&["run", "--base-url", url, "--client-id", "demo-payments", "--bystander-id", "demo-spa"], rest].concat()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// The ids of the clients that a server has.
pub(crate) async fn clients(url: &str) -> Vec<String> {
    let request = http().get(format!("{url}/admin/oauth/clients?page_size=100")).bearer_auth("mock-admin");
    let text = request.send().await.expect("a response").text().await.expect("a body");
    let body: Value = serde_json::from_str(&text).expect("JSON");
    let items = body["items"].as_array().expect("a list");
    items.iter().map(|item| item["client_id"].as_str().expect("an id").to_owned()).collect()
}
