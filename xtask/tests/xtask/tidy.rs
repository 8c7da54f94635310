//! `tidy`: each invariant broken once in a small tree, and the repository itself.

use std::{fs, path::Path};

use insta::assert_snapshot;
use xtask::tidy;

/// What is said of a tree with these files.
fn said(files: &[(&str, &str)]) -> String {
    let root = tempfile::tempdir().expect("a folder");
    for (file, text) in files {
        let path = root.path().join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    tidy::report(&tidy::run(root.path()).expect("a readable tree"))
}

/// Public items with and without an example; `hidden` and `count` need none.
const SHOWN: &str = r"//! Shown.

/// Not shown.
pub struct Bare;

/// Shown.
///
/// ```
/// let _ = 1;
/// ```
pub enum Shown {}

struct Hidden;

impl Bare {
    /// Not shown.
    pub fn fails(&self) -> Result<(), Error> {}
    /// Not shown.
    pub fn pages(&self) -> impl Stream<Item = u8> {}
    /// Cannot fail.
    pub fn count(&self) -> u8 {}
    pub(crate) fn hidden(&self) -> Result<(), Error> {}
}

identifier!(
    /// Not shown.
    Made
);
";

#[test]
fn each_invariant_is_named_with_its_place() {
    let long = format!("//! Long.\n{}", "// more\n".repeat(500));
    let url = ["http", "s://registry.example.org/x"].concat();
    let broken = said(&[
        ("sdk/Cargo.toml", "[dependencies]\nauthms-spec.workspace = true\n"),
        ("spec/Cargo.toml", "[dependencies]\nserde = \"1\"\n"),
        ("sdk/src/generated.rs", "pub struct Client;\n"),
        ("sdk/src/lib.rs", "pub struct Client;\n"),
        ("sdk/src/shown.rs", SHOWN),
        ("mock-server/src/long.rs", &long),
        ("conformance/src/cases/get_client.rs", "//! Cases.\nfn case(run: &Run) { if run.target.is_mock() {} }\n"),
        ("spec/README.md", &format!("see {url}\n")),
    ]);
    assert_snapshot!(broken);
}

#[test]
fn the_repository_is_tidy() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    assert_eq!(tidy::report(&tidy::run(&root).expect("a readable tree")), "every invariant holds\n");
}
