//! `msrv`: dependencies that need a newer Rust than the package promises, found however deep they are.

use cargo_metadata::MetadataCommand;
use serde_json::{Value, json};
use xtask::msrv;

fn package(name: &str, rust_version: &str) -> Value {
    json!({
        "name": name, "version": "1.0.0", "id": name, "rust_version": rust_version, "dependencies": [], "targets": [],
        "features": {}, "manifest_path": "/x/Cargo.toml",
    })
}

fn node(name: &str, needs: &[(&str, Option<&str>)]) -> Value {
    let deps: Vec<Value> = needs
        .iter()
        .map(|(name, kind)| json!({"name": name, "pkg": name, "dep_kinds": [{"kind": kind, "target": null}]}))
        .collect();
    json!({"id": name, "dependencies": [], "deps": deps})
}

fn said(package_name: &str) -> Result<Vec<String>, String> {
    let metadata = json!({
        "version": 1, "workspace_root": "/x", "target_directory": "/x/target", "workspace_members": ["ours"],
        "packages": [
            package("ours", "1.88"), package("direct", "1.60"), package("deep", "1.90.1"), package("build", "1.89"),
            package("only-tests", "1.95"), package("unrelated", "1.95"),
        ],
        "resolve": {"root": null, "nodes": [
            node("ours", &[("direct", None), ("build", Some("build")), ("only-tests", Some("dev"))]),
            node("direct", &[("deep", None), ("ours", Some("dev"))]),
            node("deep", &[]), node("build", &[]), node("only-tests", &[]), node("unrelated", &[]),
        ]},
    });
    msrv::too_new(&MetadataCommand::parse(metadata.to_string()).expect("metadata"), package_name)
}

#[test]
fn what_needs_a_newer_rust_is_named_unless_only_tests_use_it() {
    let wanted =
        ["deep 1.0.0 needs Rust 1.90.1, ours promises 1.88.0", "build 1.0.0 needs Rust 1.89.0, ours promises 1.88.0"];
    assert_eq!(said("ours").expect("a package"), wanted);
    assert_eq!(said("theirs").expect_err("none"), "there is no package `theirs` in the workspace");
}
