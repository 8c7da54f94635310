//! The exit codes of runs without a verdict, each with a hint.

use super::{TOKENS, command, mock, on, run, stderr, stdout};

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

#[tokio::test]
async fn a_proxy_of_the_environment_sees_nothing_of_a_run_on_this_machine() {
    let output = command(&["--case", "get_client.*"]).env("http_proxy", "http://127.0.0.1:9").output();
    let output = output.expect("the binary starts");
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
}
