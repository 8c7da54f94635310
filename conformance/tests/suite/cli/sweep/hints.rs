//! The sweep as people meet it: in the hints that lead to it, and in its help.

use std::{fs, path::Path, process::Command};

use super::{clients, command, finish, mock, stderr, stdout};

/// The command that a text tells to paste, whatever lines it is on.
fn pasteable(said: &str) -> String {
    let at = said.find("  authms-conformance sweep").unwrap_or_else(|| panic!("no command in {said}"));
    let lines = said[at..].lines();
    let end = lines.clone().position(|line| !line.ends_with('\\')).expect("a last line");
    lines.take(end + 1).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn what_keep_has_left_is_removed_by_the_command_that_every_hint_tells_to_paste() {
    let (local, folder) = (mock().await, tempfile::tempdir().expect("a folder"));
    let url = local.target().base_url();
    let before = clients(url).await;
    let path = folder.path().join("it's a target.toml");
    fs::write(&path, format!("base_url = \"{url}\"\ntoken = {{ env = \"GIVEN\" }}\n")).expect("a file");
    let target = path.to_str().expect("UTF-8");
    let gateway = ["--confirm-host", "127.0.0.1", "--header-env", "X-Gateway=GATEWAY", "--allow-plain-http"];
    for server in [
        vec!["--target", target],
        [&["--base-url", url, "--token-env", "GIVEN"][..], &gateway].concat(),
        vec!["--target", target, "--base-url", url, "--confirm-host", "127.0.0.1"],
    ] {
        let with = |mut command: Command| {
            command.env("GIVEN", "mock-admin").env("GATEWAY", "s3cret-of-the-gateway");
            command
        };
        let case = ["--case", "delete_client.leaves_other_clients"];
        let run = with(command(folder.path(), &[&["run"][..], &server, &case, &["--keep"]].concat()));
        let kept = finish(run).await;
        let again = finish(with(command(folder.path(), &[&["run"][..], &server, &case].concat()))).await;
        let dry = finish(with(command(folder.path(), &[&["sweep"][..], &server].concat()))).await;
        let left = clients(url).await.len() - before.len();
        assert!(stderr(&again).contains(&format!("may have left {left} client")), "{}", stderr(&again));
        assert!(stdout(&dry).contains(&format!("\n{left} to be removed\n")), "{}", stdout(&dry));
        let hints = [stdout(&kept), stderr(&again), stdout(&dry)].map(|said| pasteable(&said));
        assert!(hints.iter().all(|hint| *hint == hints[0]), "{hints:?}");
        let binary = Path::new(env!("CARGO_BIN_EXE_authms-conformance")).parent().expect("a folder");
        let mut pasted = with(Command::new("sh"));
        pasted.arg("-c").arg(&hints[0]).current_dir(folder.path()).env("XDG_STATE_HOME", folder.path());
        pasted.env("PATH", format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default()));
        let output = finish(pasted).await;
        assert_eq!(output.status.code(), Some(0), "{}: {}{}", hints[0], stdout(&output), stderr(&output));
        assert_eq!(clients(url).await, before, "{}", hints[0]);
    }
    local.shutdown().await;
}

#[tokio::test]
async fn the_help_shows_only_what_a_sweep_uses() {
    let text = stdout(&super::super::run(&["sweep", "--help"]).await);
    for flag in ["--user-token", "--other-tenant-token", "--max-clients", "--max-requests", "mock server", "Cases"] {
        assert!(!text.contains(flag), "{flag}: {text}");
    }
    assert!(["--apply", "--older-than", "--token-file", "--rate"].iter().all(|flag| text.contains(flag)), "{text}");
    assert!(text.lines().all(|line| line.len() <= 80), "{text}");
}

#[tokio::test]
async fn a_sweep_that_does_not_begin_says_only_why_and_in_the_words_of_the_target_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("staging.toml");
    fs::write(&path, "base_url = \"http://127.0.0.1:9\"\ntoken = { file = \"/nowhere/token\" }\n").expect("a file");
    let target = path.to_str().expect("UTF-8");
    let of_file = ["sweep", "--target", target];
    let of_ledger = ["sweep", "--base-url", "http://127.0.0.1:9", "--token", "x", "--ledger", "/nowhere/ledger"];
    for (args, said) in [(&of_file[..], "with `token` in "), (&of_ledger, "cannot open the ledger /nowhere/ledger")] {
        let output = finish(command(folder.path(), args)).await;
        let text = stderr(&output);
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(78), ""), "{text}");
        assert!(text.contains(said) && !text.contains("--token-file"), "{text}");
    }
}

#[tokio::test]
async fn the_note_on_earlier_runs_comes_below_the_head_of_the_run() {
    let (local, state) = (mock().await, tempfile::tempdir().expect("a folder"));
    let url = local.target().base_url();
    super::ledger(state.path(), super::OLD, url, &["app-1"]);
    let case = ["run", "--base-url", url, "--token", "mock-admin", "--case", "get_client.shows_the_client"];
    let mut both = Command::new("sh");
    both.args(["-c", "exec \"$0\" \"$@\" 2>&1", env!("CARGO_BIN_EXE_authms-conformance")]).args(case);
    both.env("XDG_STATE_HOME", state.path()).current_dir(state.path());
    let text = stdout(&finish(both).await);
    let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("no {what} in {text}"));
    assert!(at(url) < at("note: earlier runs") && at("note: earlier runs") < at("verdict:"), "{text}");
    local.shutdown().await;
}
