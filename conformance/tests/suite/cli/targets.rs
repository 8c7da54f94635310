//! A file in `targets/` says what flags say.

use std::path::Path;

use super::{command, finish, mock, run, stderr, stdout};

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file");
    path.to_str().expect("UTF-8").to_owned()
}

#[tokio::test]
async fn a_run_needs_no_flag_but_the_name_of_its_target_and_flags_win() {
    let local = mock().await;
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("targets")).expect("a folder");
    let text = format!(
        "base_url = \"{}\"\ntoken = {{ env = \"STAGING\" }}\nuser_token = {{ file = \"../user\" }}\n\
         other_tenant_token = {{ file = \"other\" }}\nclaim = [\"tenant.wall\"]\noperation = [\"get_client\"]\nmax_clients = 9\n",
        local.target().base_url()
    );
    write(folder.path(), "targets/staging.toml", &text);
    // Paths are relative to the file, wherever the program runs.
    write(folder.path(), "user", "mock-user\n");
    write(folder.path(), "targets/other", "mock-other-admin\n");
    let run = async |args: &[&str]| {
        let mut command = command(&[&["run", "--verbose", "--target", "staging"], args].concat());
        command.current_dir(folder.path()).env("STAGING", "mock-admin");
        let output = finish(command).await;
        (output.status.code(), stdout(&output) + &stderr(&output))
    };
    let (code, text) = run(&[]).await;
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("get_client.another_tenant_sees_404"), "{text}");
    let (code, text) = run(&["--claim", "client.unknown"]).await;
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("get_client.unknown_id_is_404") && !text.contains("another_tenant"), "{text}");
    let (code, text) = run(&["--token", "wrong-token"]).await;
    assert_eq!(code, Some(78), "{text}");
    assert!(text.contains("the administrator's token is not accepted"), "{text}");
    assert!(text.contains("pass a fresh one with --token;"), "{text}");
    // What is wrong is named as it was said: a variable, or a key of the file.
    for (key, value, said) in [
        ("token", "{ env = \"WRONG\" }", "pass a fresh one with WRONG;"),
        ("token", "{ file = \"wrong\" }", "pass a fresh one with `token` in targets/wrong.toml;"),
        ("token_file", "\"nowhere\"", "check the path given with `token_file` in targets/wrong.toml"),
        ("ca_cert", "\"nowhere\"", "check the path given with `ca_cert` in targets/wrong.toml"),
        ("client_id", "\"nobody\"", "`nobody` of `client_id` in targets/wrong.toml"),
        ("json", "\"nowhere/report\"", "check the path given with `json` in targets/wrong.toml"),
        ("html", "\"wrong.toml\"", "--target and `html` in targets/wrong.toml are the same file"),
    ] {
        let token = if key.starts_with("token") { "" } else { "token = { env = \"STAGING\" }\n" };
        let url = local.target().base_url();
        write(folder.path(), "targets/wrong.toml", &format!("base_url = \"{url}\"\n{token}{key} = {value}\n"));
        write(folder.path(), "targets/wrong", "wrong-token\n");
        let mut command = command(&["run", "--target", "wrong"]);
        command.current_dir(folder.path()).env("STAGING", "mock-admin").env("WRONG", "wrong-token");
        let output = finish(command).await;
        assert!(stderr(&output).contains(said), "{key}: {}", stderr(&output));
    }
    local.shutdown().await;
}

#[tokio::test]
async fn what_is_wrong_with_a_file_is_said_with_its_line_and_a_hint() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = [
        (
            "base_url = \"https://a.example.com\"\nbase_ulr = \"x\"\n",
            ":2: unknown key `base_ulr`",
            "did you mean `base_url`?",
        ),
        ("base_url =\n", ":1: ", "example.toml"),
        ("\n\ntoken = \"hunter2\"\n", ":3: `token` must not hold a token", "write `token = { env = \"VARIABLE\" }`"),
        ("user_token = { value = \"hunter2\" }\n", ":1: `user_token` does not say where", "{ env = "),
        (
            "other_tenant_token = { env = \"A\", file = \"B\" }\n",
            ":1: `other_tenant_token` does not say where",
            "{ env = ",
        ),
        ("token = { file = \"a\" }\ntoken_env = \"B\"\n", "`token` in", "give the token once"),
        ("token = { command = \"a\" }\n", ":1: `token` names a command", "pass `--token-command CMD`"),
        ("user_token_command = \"a\"\n", ":1: `user_token_command` names a command", "pass `--user-token-command CMD`"),
        ("header = [\"x-gateway=hunter2\"]\n", ":1: `header` may hold a secret", "write `header_env"),
        ("read_only = \"yes\"\n", ":1: `read_only` is true or false, not string", "example.toml"),
        ("operation = \"get_client\"\n", ":1: `operation` is a list, not string", "example.toml"),
        ("case = [[]]\n", ":1: `case` is a list of texts", "example.toml"),
        ("base_url = true\n", ":1: `base_url` is a text or a number, not boolean", "example.toml"),
        ("# limits\nconcurrency = 900\n", ":2: invalid value '900' for '--concurrency", "the flag of the same name"),
        ("timeout = 0\n", ":1: invalid value '0' for '--timeout", "the flag of the same name"),
        ("target = \"other\"\n", ":1: unknown key `target`", "keys are the flags"),
        ("claim = [\"tenant.walls\"]\n", "no claim matches `tenant.walls`", "did you mean `tenant.wall`?"),
    ];
    for (text, said, hint) in table {
        let path = write(folder.path(), "wrong.toml", text);
        let output = run(&["run", "--target", &path]).await;
        let shown = stderr(&output);
        assert!(matches!(output.status.code(), Some(64 | 78)), "{text}: {shown}");
        assert!(shown.contains(said) && shown.contains(hint) && shown.lines().count() == 2, "{text}: {shown}");
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}

#[tokio::test]
async fn a_target_that_is_missing_is_named_with_those_that_are_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = |name: &str| {
        let output = command(&["run", "--target", name]).current_dir(folder.path()).output().expect("it starts");
        assert_eq!(output.status.code(), Some(78));
        stderr(&output)
    };
    let hint = "there is no folder targets here; a path works too, such as `--target conformance/targets/example.toml`";
    assert!(missing("staging").contains(hint));
    std::fs::create_dir(folder.path().join("targets")).expect("a folder");
    assert!(missing("staging").contains("the folder targets holds no target"));
    write(folder.path(), "targets/staging.toml", "");
    write(folder.path(), "targets/preview.toml", "");
    assert!(missing("stagin").contains("did you mean `--target staging`?"));
    assert!(missing("zzz").contains("the folder targets holds: preview, staging"));
}
