//! `publish`: what a package lacks for a registry is named, and a placeholder is never published.

use serde_json::{Value, json};
use xtask::publish;

const FILES: [&str; 5] = ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "src/lib.rs"];

fn missing(change: impl FnOnce(&mut Value), files: &[&str]) -> Vec<String> {
    let mut package = json!({
        "name": "ours", "version": "1.0.0", "id": "ours", "rust_version": "1.88", "dependencies": [], "targets": [],
        "features": {}, "manifest_path": "/x/Cargo.toml", "description": "A package", "license": "MIT",
        "keywords": ["one"], "categories": ["api-bindings"], "publish": [], "repository": "https://example.com/x",
        "metadata": {"docs": {"rs": {"all-features": true}}},
    });
    change(&mut package);
    let metadata = json!({
        "version": 1, "workspace_root": "/x", "target_directory": "/x/target", "workspace_members": ["ours"],
        "packages": [package], "resolve": null,
    });
    publish::missing(&serde_json::from_value(metadata).expect("metadata"), "ours", files).expect("a package")
}

#[test]
fn a_package_that_has_everything_lacks_nothing() {
    assert_eq!(missing(|_| {}, &FILES), Vec::<String>::new());
}

#[test]
fn each_field_and_file_that_is_missing_is_named() {
    for field in ["description", "license", "rust_version", "keywords", "categories", "metadata", "repository"] {
        let empty = if matches!(field, "keywords" | "categories") { json!([]) } else { Value::Null };
        let said = missing(|package| package[field] = empty, &FILES);
        let name = if field == "metadata" { "docs.rs" } else { &field.replace('_', "-") };
        assert!(said.len() == 1 && said[0].contains(name), "{field}: {said:?}");
    }
    for keywords in [vec!["a"; 6], vec!["a-word-of-21-characters"]] {
        assert_eq!(missing(|package| package["keywords"] = json!(keywords), &FILES).len(), 1);
    }
    for file in &FILES[..4] {
        let rest: Vec<&str> = FILES.into_iter().filter(|other| other != file).collect();
        assert_eq!(missing(|_| {}, &rest), [format!("{file} in the package")]);
    }
}

#[test]
fn a_placeholder_is_not_published() {
    let said = |publish: Value, address: &str| {
        let change = |package: &mut Value| {
            package["publish"] = publish;
            package["repository"] = json!(address);
        };
        missing(change, &FILES).len()
    };
    for placeholder in ["https://example.com/x", "https://code.invalid/x"] {
        assert_eq!(said(json!([]), placeholder), 0);
        assert_eq!((said(Value::Null, placeholder), said(json!(["crates-io"]), placeholder)), (1, 1));
    }
    assert_eq!(said(Value::Null, "https://apache.org/x"), 0);
}
