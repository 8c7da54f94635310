//! `rehearse`: how the field gets into the contract, and what is said of each check. The rehearsal itself builds the
//! workspace twice and is a long step of the gate.

use authms_spec::Contract;
use xtask::rehearse::{Check, EDITS, Edit, FIELD, Place, add_field, apply, judge};

const CONTRACT: &str = include_str!("../../../spec/openapi.yaml");

#[test]
fn the_field_stands_in_each_of_its_schemas_and_nowhere_else() {
    let changed = Contract::parse(&add_field(CONTRACT, &FIELD).expect("schemas")).expect("a contract");
    let schemas = changed.document()["components"]["schemas"].as_object().expect("schemas");
    let holding = schemas.iter().filter(|(_, schema)| schema["properties"]["contacts"]["items"]["type"] == "string");
    let mut holding: Vec<&str> = holding.map(|(name, _)| name.as_str()).collect();
    let mut wanted = FIELD.schemas.to_vec();
    holding.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(holding, wanted);
    let gone = CONTRACT.replace("    CloneClientResponse:", "    Cloned:");
    assert_eq!(add_field(&gone, &FIELD).expect_err("no such schema"), "CloneClientResponse");
}

#[test]
fn a_check_that_stays_silent_or_breaks_is_named() {
    let must_pass = Check { arguments: "check", must_name: &[] };
    assert!(judge(&must_pass, true, "").1);
    assert!(!judge(&must_pass, false, "error").1);
    let places = &[Place { file: "store.rs", says: &["lacks `contacts`"] }];
    let must_complain = Check { arguments: "test", must_name: places };
    assert!(judge(&must_complain, false, "Item lacks `contacts`").1);
    for (passed, said) in [(true, "Item lacks `contacts`"), (false, "something else"), (true, "")] {
        let (text, good) = judge(&must_complain, passed, said);
        assert!(!good && text.starts_with("SILENT") && text.contains("store.rs"), "{text}");
    }
}

#[test]
fn each_line_is_written_below_the_one_that_it_follows() {
    let edit = Edit { file: "a.rs", after: "b: u8,", line: "c: u8," };
    assert_eq!(apply(&edit, "{\n    b: u8,\n}\n").expect("the line"), "{\n    b: u8,\n    c: u8,\n}\n");
    for text in ["{}\n", "b: u8,\nb: u8,\n"] {
        assert_eq!(apply(&edit, text).expect_err("not once"), "b: u8,");
    }
    for edit in EDITS {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(edit.file);
        apply(&edit, &std::fs::read_to_string(file).expect("a file")).expect("the line");
    }
}
