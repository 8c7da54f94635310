//! Which files are read, which are generated, and which cannot be looked into.

use super::tree::{findings_in_bytes, said};

const HEAD: &str = "// Made by `cargo xtask codegen` from spec/openapi.yaml. Never edited.\n";

#[test]
fn only_what_codegen_makes_is_excused_from_rules() {
    let long = HEAD.to_owned() + &"// more\n".repeat(500);
    let forged = [("sdk/src/forged.rs", long.as_str()), ("sdk/src/types/generated.rs", &long)];
    assert_eq!(
        said("length", &forged),
        "sdk/src/forged.rs:501: length: 501 lines\n  hint: a file has one job; split it\n"
    );
    let said = said("generated", &forged);
    assert!(said.starts_with("sdk/src/forged.rs:1: ") && said.contains("does not make it\n  hint: "), "{said}");
    assert!(!said.contains("sdk/src/types"), "{said}");
}

#[test]
fn a_generated_file_names_the_command_that_makes_it() {
    for file in ["spec/src/generated.rs", "conformance/src/cases/clients/mod.rs", "sdk/src/other/generated.rs"] {
        assert!(said("generated", &[(file, "//! By hand.\n")]).contains(file), "{file}");
    }
    assert_eq!(said("generated", &[("conformance/src/cases/shared/mod.rs", "//! By hand.\n")]), "");
}

#[test]
fn only_the_repository_itself_says_what_is_ignored() {
    let bare = "pub struct Client;\n";
    for ignoring in [".ignore", ".git/info/exclude"] {
        let found = said("opening", &[(ignoring, "sdk/\n"), ("sdk/src/lib.rs", bare)]);
        assert!(found.starts_with("sdk/src/lib.rs:1: "), "{ignoring}: {found}");
    }
    assert_eq!(said("opening", &[(".gitignore", "sdk/\n"), ("sdk/src/lib.rs", bare)]), "");
}

#[test]
fn a_file_that_is_not_utf8_or_does_not_parse_is_named() {
    let findings = findings_in_bytes(&[
        ("sdk/src/bytes.rs", b"//! Bytes.\n// \xff\n"),
        ("README.md", b"\xff"),
        ("picture.png", b"\xff"),
        ("sdk/src/orphan.rs", b"//! Orphan.\n\nfn half(\n"),
        ("sdk/src/good.rs", "//! Good: \u{e9}.\n".as_bytes()),
    ]);
    let parse = findings.iter().filter(|finding| finding.problem.rule() == "parse");
    let places: Vec<(&str, usize)> = parse.map(|finding| (finding.file.as_str(), finding.line)).collect();
    assert_eq!(places, [("README.md", 1), ("sdk/src/bytes.rs", 1), ("sdk/src/orphan.rs", 3)]);
}

#[test]
fn a_module_without_its_file_is_named() {
    let root = "//! Root.\nmod here;\nmod gone;\n#[path = \"elsewhere.rs\"]\nmod moved;\n#[cfg(test)]\nmod tests;\n";
    let found = said(
        "module",
        &[("sdk/src/lib.rs", root), ("sdk/src/here.rs", "//! Here.\n"), ("sdk/src/moved.rs", "//! Not this one.\n")],
    );
    let places: Vec<&str> = found.lines().filter(|line| !line.starts_with("  hint: ")).collect();
    let [gone, moved] = places[..] else { panic!("{found}") };
    assert!(gone.starts_with("sdk/src/lib.rs:3: ") && gone.contains("`gone`"), "{found}");
    assert!(moved.starts_with("sdk/src/lib.rs:5: ") && moved.contains("`moved`"), "{found}");
}
