//! Every other invariant broken once in a small tree, and the repository itself.

use std::path::Path;

use insta::assert_snapshot;
use xtask::tidy;

use super::tree::findings;

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
    let mut files: Vec<(String, String)> = [
        ("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"sdk\", \"spec\"]\n"),
        ("sdk/Cargo.toml", &manifest("authms-sdk", "[dependencies]\nauthms-spec.path = \"../spec\"\n")),
        ("spec/Cargo.toml", &manifest("authms-spec", "[dependencies]\n")),
        ("spec/src/lib.rs", "//! Spec.\n"),
        ("sdk/src/generated.rs", "pub struct Client;\n"),
        ("sdk/src/lib.rs", "pub struct Client;\n"),
        ("sdk/src/shown.rs", SHOWN),
        ("mock-server/src/long.rs", &long),
        ("conformance/src/cases/get_client.rs", "//! Cases.\nuse crate::http::target::Target;\n"),
        ("conformance/src/cases/list_clients.rs", "//! Cases.\nfn case() { let _ = request.base_url(); }\n"),
        ("spec/README.md", &format!("see {url}\n")),
    ]
    .map(|(file, text)| (file.to_owned(), text.to_owned()))
    .into();
    files.extend((0..16).map(|at| (format!("conformance/src/many/file_{at}.rs"), "//! One of many.\n".to_owned())));
    let files: Vec<(&str, &str)> = files.iter().map(|(file, text)| (file.as_str(), text.as_str())).collect();
    assert_snapshot!(tidy::report(&findings(&files)));
}

fn manifest(name: &str, rest: &str) -> String {
    format!("[package]\nname = \"{name}\"\nedition = \"2024\"\n{rest}")
}

#[test]
fn the_repository_is_tidy() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    assert_eq!(tidy::report(&tidy::run(&root).expect("a readable tree")), "every invariant holds\n");
}
