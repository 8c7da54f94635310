//! The SDK's examples against the mock server, as a reader would run them.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use cargo_metadata::Message;
use serde_json::Value;

/// Every example with its arguments, in an order in which each finds what it needs.
const RUNS: [(&str, &[&str]); 7] = [
    ("update_client", &[]),
    ("replace_secret", &[]),
    ("migrate_redirect_uris", &["payments.example.com", "pay.example.com"]),
    ("migrate_redirect_uris", &["payments.example.com", "pay.example.com", "--apply"]),
    ("audit_report", &[]),
    ("client_credentials", &[]),
    ("tour", &[]),
];

#[test]
fn every_example_of_the_sdk_succeeds_on_the_mock_server() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let programs = programs(&root);
    let folder = tempfile::tempdir().expect("a folder");
    let mock = Mock::start(&programs["authms-mock"], folder.path());
    for (example, arguments) in RUNS {
        let mut command = Command::new(&programs[example]);
        // What the reader's shell has set must not lead an example elsewhere.
        for (name, _) in env::vars().filter(|(name, _)| name.starts_with("AUTHMS_")) {
            command.env_remove(name);
        }
        command.args(arguments).env("AUTHMS_BASE_URL", &mock.url).env("AUTHMS_TOKEN", "mock-admin");
        let output = command.output().expect("an example that starts");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let (out, err) = (text(&output.stdout), text(&output.stderr));
        assert!(output.status.success() && !out.is_empty(), "{example} {arguments:?}: {}\n{out}{err}", output.status);
    }
    let files = fs::read_dir(root.join("sdk/examples")).expect("examples").map(|entry| entry.expect("an entry").path());
    let sources = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let present: BTreeSet<String> = sources.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    let run: BTreeSet<String> = RUNS.iter().map(|(example, _)| (*example).to_owned()).collect();
    assert_eq!(run, present, "hint: run each example here");
}

/// The examples and the mock server by name, built as `cargo test --workspace` has built them.
fn programs(root: &Path) -> BTreeMap<String, PathBuf> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build.current_dir(root).args(["build", "--workspace", "--examples", "--bins", "--locked", "--offline"]);
    let output = build.args(["--quiet", "--message-format=json"]).output().expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let messages = Message::parse_stream(output.stdout.as_slice()).map(|message| message.expect("a message of cargo"));
    let built = messages.filter_map(|message| match message {
        Message::CompilerArtifact(artifact) => Some((artifact.target.name, artifact.executable?.into_std_path_buf())),
        _ => None,
    });
    built.collect()
}

/// A mock server that ends with the test.
struct Mock {
    process: Child,
    url: String,
}

impl Mock {
    fn start(program: &Path, folder: &Path) -> Self {
        let ready = folder.join("ready.json");
        let mut command = Command::new(program);
        command.args(["--port", "0", "--ready-file"]).arg(&ready).stdout(Stdio::null()).stderr(Stdio::null());
        let mut mock = Self { process: command.spawn().expect("a mock server"), url: String::new() };
        // It writes the file by rename once it serves, so a file that is there is whole.
        let text = loop {
            if let Ok(text) = fs::read_to_string(&ready) {
                break text;
            }
            let ended = mock.process.try_wait().expect("a process");
            assert!(ended.is_none(), "the mock server ended before it was ready: {ended:?}");
            thread::sleep(Duration::from_millis(10));
        };
        let ready: Value = serde_json::from_str(&text).expect("JSON");
        mock.url = ready["url"].as_str().expect("a URL").to_owned();
        mock
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
