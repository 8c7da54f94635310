//! `plan` says what a run would do, and does none of it.

use serde_json::Value;

use super::{TOKENS, mock, run, stderr, stdout};
use crate::recorder::{Recorder, json};

/// The first number of the line that begins with this word.
fn figure(text: &str, name: &str) -> usize {
    let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("no {name} in {text}"));
    let digits = line.split(|c: char| !c.is_ascii_digit()).find(|part| !part.is_empty());
    digits.and_then(|digits| digits.parse().ok()).unwrap_or_else(|| panic!("no number in {line}"))
}

#[tokio::test]
async fn a_plan_sends_nothing_and_needs_no_token() {
    let server = Recorder::start(|_| json(200, "{}")).await;
    let url = format!("{}/api/v1", server.origin());
    let output = run(&["plan", "--base-url", &url, "--operation", "get_client"]).await;
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(server.asked().is_empty(), "{:?}", server.asked());
    assert!(stdout(&output).contains("none of them would run without"), "{}", stdout(&output));
    let missing = "missing     AUTHMS_TOKEN, AUTHMS_USER_TOKEN, AUTHMS_OTHER_TENANT_TOKEN\n";
    assert!(stdout(&output).contains(missing), "{}", stdout(&output));
    let args =
        ["plan", "--base-url", "https://staging.example.com/api/v1", "--token", "a", "--user-token-env", "NOWHERE"];
    let output = run(&args).await;
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("lack a token"), "{}", stdout(&output));
    let missing = "missing     NOWHERE, AUTHMS_OTHER_TENANT_TOKEN\n";
    assert!(stdout(&output).contains(missing), "{}", stdout(&output));
}

#[tokio::test]
async fn a_plan_says_what_a_run_with_the_same_flags_then_sends_and_creates() {
    let local = mock().await;
    let folder = tempfile::tempdir().expect("a folder");
    let url = local.target().base_url();
    let report = folder.path().join("report.json");
    let json = ["--json", report.to_str().expect("UTF-8")];
    let lent = ["--client-id", "demo-payments", "--bystander-id", "demo-spa", "--no-create"];
    for flags in [&["--operation", "update_client"][..], &["--read-only"], &lent] {
        // One case at a time, so that cases share clients in the same way.
        let flags = [flags, &["--base-url", url, "--concurrency", "1"], &TOKENS].concat();
        let plan = stdout(&run(&[&["plan"], &flags[..]].concat()).await);
        let ran = run(&[&["run"], &flags[..], &json].concat()).await;
        assert_eq!(ran.status.code(), Some(0), "{flags:?} {}{}", stdout(&ran), stderr(&ran));
        let text = std::fs::read_to_string(&report).expect("a report");
        let document: Value = serde_json::from_str(&text).expect("JSON");
        let footprint = find(&document, "footprint").unwrap_or_else(|| panic!("no footprint in {text}"));
        let plan = plan.replace(" none\n", " 0\n");
        for (line, member) in [("requests", "requests"), ("clients", "clients_made"), ("secrets", "secrets_made")] {
            assert_eq!(Some(figure(&plan, line) as u64), footprint[member].as_u64(), "{flags:?} {member}\n{plan}");
        }
    }
    local.shutdown().await;
}

/// The member of this name, wherever it stands.
fn find<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    match value {
        Value::Object(members) => members.get(name).or_else(|| members.values().find_map(|value| find(value, name))),
        _ => None,
    }
}

#[tokio::test]
async fn a_plan_reads_as_it_should() {
    let args =
        ["plan", "--base-url", "https://staging.example.com/api/v1", "--operation", "delete_client", "--rate", "10"];
    let output = run(&[&args[..], &TOKENS].concat()).await;
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(r"\d+", "[n]");
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("plan", stdout(&output)));
    let methods = stdout(&output);
    let line = methods.lines().find(|line| line.starts_with("requests")).expect("a line");
    let numbers: Vec<usize> = line.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
    assert_eq!(numbers.first().copied(), Some(numbers[1..].iter().sum()), "{line}");
    let seconds = figure(&methods, "time");
    assert_eq!(seconds, numbers[0] / 10 + 1, "{methods}");
}

#[tokio::test]
async fn a_read_only_plan_has_only_get_and_no_creation() {
    let args = ["plan", "--base-url", "https://staging.example.com/api/v1", "--read-only"];
    let text = stdout(&run(&[&args[..], &TOKENS].concat()).await);
    for what in ["clients     none\n", "secrets     none\n", "audit rows  none\n"] {
        assert!(text.contains(what), "{text}");
    }
    assert!(!text.contains("POST") && !text.contains("Deleting is soft"), "{text}");
}

#[tokio::test]
async fn a_thorough_plan_has_every_case_three_times() {
    let requests = async |mode: &[&str]| {
        let args = ["plan", "--base-url", "https://staging.example.com/api/v1", "--case", "get_client.*"];
        figure(&stdout(&run(&[&args[..], mode, &TOKENS].concat()).await), "requests")
    };
    let (usual, thorough) = (requests(&[]).await, requests(&["--thorough"]).await);
    assert!(thorough > usual * 2, "{usual} {thorough}");
}

#[tokio::test]
async fn a_plan_says_what_cuts_the_run_short_and_what_is_kept() {
    let args = ["plan", "--base-url", "https://staging.example.com/api/v1", "--operation", "update_client"];
    for (flags, said) in [
        (&["--max-requests", "20"][..], "would not be checked: the request limit was reached (--max-requests 20)"),
        (&["--max-clients", "1"], "would not be checked: "),
        (&["--max-time", "2"], "; --max-time would cut the run short"),
        (&["--keep"], "created and kept (--keep)"),
        (&["--user-token-file", "no/such/token"], "missing     no/such/token, "),
    ] {
        let tokens = if flags[0] == "--user-token-file" { &TOKENS[..2] } else { &TOKENS[..] };
        let text = stdout(&run(&[&args[..], flags, tokens].concat()).await);
        assert!(text.contains(said), "{flags:?} {text}");
        assert_eq!(text.contains("deleted again"), flags[0] != "--keep", "{text}");
    }
}
