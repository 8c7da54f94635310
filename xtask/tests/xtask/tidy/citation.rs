//! `citation`: what is cited must be there; what no reader has is refused.

use insta::assert_snapshot;

use super::tree::said;

const HAZARDS: (&str, &str) =
    ("docs/hazards.md", "# Hazards\n\n## sdk-F1: errors show bodies\n\nHeld by `f01_no_error_shows_it`.\n");

const SOURCES: (&str, &str) = ("spec/SOURCES.md", "# Sources\n\n<a id=\"merge\"></a>\n\n## Time stamps\n\nRFC 3339.\n");

#[test]
fn a_citation_with_its_anchor_is_good() {
    let said = said(
        "citation",
        &[
            HAZARDS,
            SOURCES,
            ("README.md", "See [hazards](docs/hazards.md#sdk-f1-errors-show-bodies) and `CONTRIBUTING.md`.\n"),
            ("CONTRIBUTING.md", "As spec/SOURCES.md#time-stamps says.\n"),
            ("sdk/tests/held.rs", "//! Tests.\nfn f01_no_error_shows_it() {}\n"),
            ("sdk/src/lib.rs", "//! Root (sdk-F1), see ../../spec/SOURCES.md#merge.\n"),
            (
                "spec/claims.toml",
                "[[claim]]\nid = \"a\"\nsource = \"spec/SOURCES.md#merge\"\n[[claim]]\nid = \"b\"\nsource = \"RFC 9110 section 15.5.2\"\n",
            ),
        ],
    );
    assert_eq!(said, "");
}

#[test]
fn a_citation_that_leads_nowhere_or_out_of_the_repository_is_named() {
    let said = said(
        "citation",
        &[
            HAZARDS,
            SOURCES,
            ("ARCHITECTURE.md", "# Map\n\nHeld by `a_test_that_is_gone`.\n"),
            ("README.md", "See spec/SOURCES.md#gone, spec/SOURCES.md and docs/gone.md.\n"),
            (
                "sdk/src/lib.rs",
                "//! Root (sdk-F2, mock-F1).\n//!\n//! It is in contract.md, design.md and the\n//! seed.\n",
            ),
            (
                "spec/claims.toml",
                "# from ../shared/x and anchors/y\n[[claim]]\nid = \"a\"\nsource = \"seed: Responses\"\n[[claim]]\nid = \"b\"\nsource = \"common sense\"\n",
            ),
        ],
    );
    assert_snapshot!(said);
}

#[test]
fn a_test_that_is_gone_is_named_in_every_document() {
    let held = ("sdk/tests/held.rs", "//! Tests.\nfn each_field_has_a_setter() {}\n");
    for document in ["CONTRIBUTING.md", "sdk/README.md"] {
        let text = "`each_field_has_a_setter` and `each_field_has_a_getter` say so; `grant_types` is a field.\n";
        let said = said("citation", &[held, (document, text)]);
        let expected = format!("{document}:1: citation: there is no test `each_field_has_a_getter`\n");
        assert!(said.starts_with(&expected) && said.lines().count() == 2, "{said}");
    }
}
