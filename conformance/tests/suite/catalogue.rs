//! What every case says of itself.

use std::collections::BTreeSet;

use authms_conformance::Suite;

#[test]
fn every_case_has_an_id_of_its_own_and_a_description_of_one_sentence() {
    let suite = Suite::all();
    let mut ids = BTreeSet::new();
    for case in suite.cases() {
        assert!(ids.insert(&case.id), "two cases are called `{}`", case.id);
        let text = &case.description;
        let one_sentence = text.ends_with('.') && !text.contains(". ") && text.len() <= 120;
        let begins = text.starts_with(|c: char| c.is_uppercase() || c == '`');
        assert!(one_sentence && begins, "`{}` is not described by one sentence: {text}", case.id);
    }
}
