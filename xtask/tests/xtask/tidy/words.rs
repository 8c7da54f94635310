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

#[test]
fn refused_forms_are_found_in_the_words_of_a_name() {
    let code = "//! Root.\nfn refuses_what_is_no_client() {}\nenum AnswerKind {}\nconst FIRST_ANSWER: u8 = 1;\n";
    let said = said("words", &[("sdk/src/lib.rs", code)]);
    for (line, name) in [(2, "refuses_what_is_no_client"), (3, "AnswerKind"), (4, "FIRST_ANSWER")] {
        assert!(said.contains(&format!("sdk/src/lib.rs:{line}: words: `{name}` is a form")), "{name}: {said}");
    }
}

#[test]
fn names_of_the_standard_library_and_names_in_texts_are_left_alone() {
    let code = "//! Root.\nfn f() { if there_is_no_body(\"first_answer\").is_none() {} }\n";
    assert_eq!(said("words", &[("sdk/src/lib.rs", code)]), "");
}

#[test]
fn an_entry_that_excuses_nothing_is_named_with_its_line() {
    let list = r#"
citations = []
[[words]]
id = "hurry"
pattern = "hurr(y|ied)"
instead = "haste"
[[allow]]
file = "docs/*"
form = "hurry"
reason = "the documents are in a hurry"
[[allow]]
file = "xtask/tidy.toml"
form = "*"
reason = "the list itself"
[[allow]]
file = "README.md"
form = "hurry"
reason = "it is not"
"#;
    let files =
        [("xtask/tidy.toml", list), ("docs/a.md", "No hurry.\n"), ("b.md", "Hurried.\n"), ("README.md", "Slow.\n")];
    let idle = "the entry that allows `hurry` in README.md excuses nothing";
    assert_eq!(said("allow", &files), format!("xtask/tidy.toml:15: allow: {idle}\n  hint: delete it\n"));
    let refused = said("words", &files);
    assert!(refused.starts_with("b.md:1: words: `Hurried`") && refused.lines().count() == 2, "{refused}");
}
