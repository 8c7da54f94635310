//! `tidy`: the invariants of the repository that no compiler holds.

mod examples;

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

/// Longest file, in lines, before somebody has to think about splitting it.
const LONGEST: usize = 400;

/// Hosts that may stand in the repository: reserved names, this machine, and where licences and schemas live.
const HOSTS: [&str; 6] = ["example.com", "invalid", "localhost", "127.0.0.1", "spdx.org", "apache.org"];

/// The rooms, and which of the others each may depend on.
const ROOMS: [(&str, &[&str]); 5] = [
    ("spec", &[]),
    ("sdk", &[]),
    ("mock-server", &["authms-spec"]),
    ("conformance", &["authms-spec", "authms-sdk", "authms-mock-server"]),
    ("xtask", &["authms-spec"]),
];

/// One broken invariant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, below the repository.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// Id of the invariant.
    pub rule: &'static str,
    /// What is wrong, and what to do.
    pub what: String,
}

/// Looks at every file of the rooms.
///
/// # Errors
///
/// If a file or a folder cannot be read.
pub fn run(root: &Path) -> io::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for (room, allowed) in ROOMS {
        dependencies(root, room, allowed, &mut findings)?;
        let mut files = Vec::new();
        collect(&root.join(room), &mut files)?;
        for file in files {
            let shown = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            // Bytes that are no text are nobody's prose or code.
            let Ok(text) = String::from_utf8(fs::read(&file)?) else { continue };
            source(&shown, &text, &mut findings);
        }
    }
    findings.sort();
    Ok(findings)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() && name != "target" {
            collect(&path, files)?;
        } else if [".rs", ".toml", ".md", ".yaml", ".snap"].iter().any(|end| name.ends_with(end)) {
            files.push(path);
        }
    }
    Ok(())
}

/// Dependencies run one way.
fn dependencies(root: &Path, room: &str, allowed: &[&str], findings: &mut Vec<Finding>) -> io::Result<()> {
    let path = root.join(room).join("Cargo.toml");
    if !path.is_file() {
        return Ok(());
    }
    let text = fs::read_to_string(&path)?;
    let ours: BTreeSet<&str> =
        ["authms-spec", "authms-sdk", "authms-mock-server", "authms-conformance", "xtask"].into();
    for (at, line) in text.lines().enumerate() {
        let name = line.split(['=', '.', ' ']).next().unwrap_or_default();
        // A crate may name itself, to switch a feature on for its tests.
        let itself = name.strip_prefix("authms-").unwrap_or(name) == room;
        if ours.contains(name) && !itself && !allowed.contains(&name) {
            let what = format!("`{room}` must not depend on `{name}`; hint: see the rooms in ARCHITECTURE.md");
            findings.push(Finding { file: format!("{room}/Cargo.toml"), line: at + 1, rule: "one-way", what });
        }
    }
    Ok(())
}

fn source(file: &str, text: &str, findings: &mut Vec<Finding>) {
    let mut add = |line: usize, rule, what: String| findings.push(Finding { file: file.to_owned(), line, rule, what });
    let generated = file.ends_with("/generated.rs");
    if generated && !text.starts_with("// Made by `cargo xtask codegen`") {
        add(
            1,
            "generated",
            "the first line does not name the command that makes the file; hint: run `cargo xtask codegen`".into(),
        );
    }
    if file.ends_with(".rs") && !generated {
        if !text.starts_with("//!") && !text.starts_with("#![doc = include_str!") {
            add(1, "opening", "the file does not open with `//!`; hint: say in one sentence what it is for".into());
        }
        let lines = text.lines().count();
        if lines > LONGEST {
            add(lines, "length", format!("{lines} lines; hint: a file has one job, split it"));
        }
    }
    if file.starts_with("sdk/src/") && file.ends_with(".rs") && !generated {
        for (line, name) in examples::missing(text) {
            add(line, "example", format!("`{name}` has no example in its documentation; hint: show one that compiles"));
        }
    }
    let case = file.starts_with("conformance/src/cases/");
    for (at, line) in text.lines().enumerate() {
        if case && (line.contains("base_url") || line.contains("run.target")) {
            add(
                at + 1,
                "one-suite",
                "a case asks for its target; hint: what differs between targets stands in target.rs".into(),
            );
        }
        for host in hosts(line) {
            let known = HOSTS.iter().any(|known| host == *known || host.ends_with(&format!(".{known}")));
            if !known && !file.ends_with(".snap") {
                add(at + 1, "hosts", format!("`{host}` is a real host; hint: use example.com or .invalid"));
            }
        }
    }
}

/// The hosts of the http URLs in a line.
fn hosts(line: &str) -> Vec<String> {
    let parts = ["https://", "http://"].into_iter().flat_map(|scheme| line.split(scheme).skip(1));
    let host = |rest: &str| {
        let authority: String =
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-._@:".contains(*c)).collect();
        let host = authority.rsplit('@').next().unwrap_or_default();
        host.split(':').next().unwrap_or_default().trim_end_matches(['.', '-']).to_owned()
    };
    parts.map(host).filter(|host| host.contains('.') || host == "localhost").collect()
}

/// The findings as text, or that there are none.
#[must_use]
pub fn report(findings: &[Finding]) -> String {
    if findings.is_empty() {
        return "every invariant holds\n".to_owned();
    }
    let mut text = String::new();
    for finding in findings {
        let _ = writeln!(text, "{}:{}: {}: {}", finding.file, finding.line, finding.rule, finding.what);
    }
    let _ = writeln!(text, "{} findings", findings.len());
    text
}
