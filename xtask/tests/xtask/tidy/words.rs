//! `words`: forms that are refused, and the good English that looks like them.

use insta::assert_snapshot;

use super::tree::said;

#[test]
fn refused_forms_are_found_in_comments_texts_and_names_and_over_line_ends() {
    let said = said(
        "words",
        &[
            (
                "sdk/src/lib.rs",
                "//! Answers with a page.\n\n/// What is\n/// no client, and what a newcomer needs.\nfn f(answer: &str) { panic!(\"`x` is no number\") }\n",
            ),
            ("README.md", "If the path is none, it breaks nobody.\n"),
            ("spec/openapi.yaml", "description: The answer.\n"),
            ("spec/claims.toml", "# how it was come by, and no other's\n"),
        ],
    );
    assert_snapshot!(said);
}

#[test]
fn good_english_is_left_alone() {
    let text = "There is no body. It is no longer there, there are no more, and no fewer. There is none.\nIt is none of these. Where it is\n\nno heading follows.\n";
    assert_eq!(said("words", &[("README.md", text), ("a.snap", "an answer\n")]), "");
}
