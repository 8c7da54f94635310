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
        (vec!["--base-url", url, "--token", "mock-user"], 78, "does not belong to an administrator (status 403"),
        (on(url, &[]), 78, "AUTHMS_TOKEN"),
        (on(unreachable, &TOKENS), 69, "cannot reach http://127.0.0.1:9/api/v1"),
        (on(url, &["--token", "wrong-token"]), 78, "the administrator's token is not accepted"),
        (on(url, &["--token", "mock-user"]), 78, "does not belong to an administrator"),
        (on(url, &["--token", "two\nlines"]), 78, "--token has white space inside"),
        (on(url, &["--token", "two wrong-tokens"]), 78, "--token has white space inside"),
        (on(url, &["--token", "Bearer wrong-token"]), 78, "--token begins with `Bearer`"),
        (on(url, &["--token", "bearer"]), 78, "--token begins with `Bearer`"),
        (on(url, &["--token", "mock-user", "--user-token", "mock-admin"]), 78, "compare --token with --user-token"),
        (
            on(
                url,
                &["--token", "mock-admin", "--user-token", "mock-other-admin", "--other-tenant-token", "mock-user"],
            ),
            78,
            "compare --other-tenant-token with --user-token",
        ),
        (
            vec!["--base-url", url, "--client-id", "unknown", "--token", "mock-admin"],
            78,
            "`unknown` of --client-id (status 404",
        ),
        (
            vec!["--base-url", url, "--bystander-id", "unknown", "--token", "mock-admin"],
            78,
            "`unknown` of --bystander-id (status 404",
        ),
        (vec!["--claim", "tenant.walls"], 64, "did you mean `tenant.wall`?"),
        (vec!["--class", "contracts"], 64, "did you mean `contract`?"),
        (
            vec!["--operation", "get_client", "--case", "delete_client.*"],
            64,
            "no case matches both operation `get_client` and case `delete_client.*`",
        ),
        (vec!["--read-only", "--case", "update_client.writes_name"], 64, "every selected case writes"),
        (vec!["--read-only", "--thorough"], 64, "--read-only and --thorough contradict each other"),
        (vec!["--read-only", "--no-create"], 64, "--read-only and --no-create contradict each other"),
        (vec!["--no-create", "--keep"], 64, "--no-create and --keep contradict each other"),
        (vec!["--base-url", url, "--no-create", "--token", "mock-admin"], 64, "--no-create needs a client"),
        (
            vec!["--base-url", url, "--client-id", "a", "--bystander-id", "a"],
            64,
            "--client-id and --bystander-id name the same client",
        ),
        (vec!["--client-id", "a"], 64, "--client-id is about a server, and none is named"),
        (vec!["--confirm-host", "example.com"], 64, "--confirm-host is about a server, and none is named"),
        (on("https://auth.example.com/api/v1", &TOKENS), 64, "add `--confirm-host auth.example.com`"),
        (
            on("https://auth.example.com/api/v1", &[&TOKENS[..], &["--confirm-host", "auth.example.org"]].concat()),
            64,
            "but --confirm-host names `auth.example.org`",
        ),
        (
            on(url, &[&TOKENS[..], &["--confirm-host", "auth.example.org"]].concat()),
            64,
            "but --confirm-host names `auth.example.org`",
        ),
        (on(url, &[&TOKENS[..], &["--header", "wrong-token"]].concat()), 64, "has no `=`"),
        (on(url, &[&TOKENS[..], &["--header", "Authorization=wrong-token"]].concat()), 64, "the suite sets it itself"),
        (
            on(url, &[&TOKENS[..], &["--header-env", "x-gateway=NOT_SET_ANYWHERE"]].concat()),
            78,
            "NOT_SET_ANYWHERE is not set or empty",
        ),
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

#[tokio::test]
async fn a_report_names_the_flag_that_is_wrong_and_nothing_else_that_was_given() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.json");
    let name = path.to_str().expect("UTF-8");
    for (flag, named) in [("--timeout=0", "(--timeout)"), ("--rate=-1", "(--rate)"), ("--secret-token", "")] {
        assert_eq!(run(&["run", flag, "--json", name]).await.status.code(), Some(64));
        let text = std::fs::read_to_string(&path).expect("a report");
        assert!(text.contains(named) && !text.contains("secret-token"), "{text}");
    }
}
