//! `rehearse`: how the field gets into the contract, and what is said of each check. The rehearsal itself builds the
//! workspace twice and is a long step of the gate.

use authms_spec::Contract;
use xtask::rehearse::{Check, FIELD, Place, add_field, judge};

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
