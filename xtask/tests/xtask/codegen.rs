//! The codegen view as the generator sees it, and the file that comes of it.

use std::path::Path;

use authms_spec::{Contract, contract};
use xtask::codegen::{self, CodegenError, view};

#[test]
fn the_view_of_the_contract() {
    let view = view::of(contract().document());
    insta::assert_snapshot!(serde_json::to_string_pretty(&view).expect("JSON"));
}

#[test]
fn the_checked_in_file_is_what_the_contract_makes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    codegen::run(&root, true).expect("the file is fresh");
}

#[test]
fn a_stale_file_is_shown_with_its_difference_and_a_hint() {
    let folder = std::env::temp_dir().join(format!("xtask-codegen-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("sdk/src")).expect("a folder");
    std::fs::create_dir_all(folder.join("spec")).expect("a folder");
    std::fs::write(folder.join("spec/claims.toml"), "claim = []\n").expect("a file");
    std::fs::write(folder.join("sdk/src/generated.rs"), "// by hand\n").expect("a file");
    let error = codegen::run(&folder, true).expect_err("it is stale");
    std::fs::remove_dir_all(&folder).expect("the folder");
    let text = error.to_string();
    assert!(
        matches!(error, CodegenError::Stale { file: "sdk/src/generated.rs", .. })
            && text.contains("-// by hand")
            && text.contains("hint: run `cargo xtask codegen`"),
        "{text}"
    );
}

#[test]
fn generating_twice_gives_the_same_text_and_a_changed_contract_another() {
    let document = serde_json::to_string(contract().document()).expect("JSON");
    let text = codegen::generate(contract()).expect("generated code");
    assert_eq!(text, codegen::generate(contract()).expect("generated code"));
    let changed = Contract::parse(&document.replace("\"terms_url\"", "\"conditions_url\"")).expect("a contract");
    let other = codegen::generate(&changed).expect("generated code");
    assert!(other.contains("conditions_url") && !text.contains("conditions_url"));
}

#[test]
fn f03_answers_of_several_shapes_do_not_stop_the_generator() {
    let mut document = contract().document().clone();
    let responses = &mut document["paths"]["/admin/oauth/clients/{client_id}"]["get"]["responses"];
    responses["404"] =
        serde_json::json!({"description": "a page", "content": {"text/html": {"schema": {"type": "string"}}}});
    responses["500"] = serde_json::json!({"description": "nothing"});
    let changed = Contract::parse(&document.to_string()).expect("a contract");
    assert!(codegen::generate(&changed).expect("generated code").contains("fn get_client"));
}

#[test]
fn f13_the_generators_api_version_goes_and_headers_of_the_contract_stay() {
    let mut document = contract().document().clone();
    let header = serde_json::json!({"name": "X-Trace", "in": "header", "required": true, "schema": {"type": "string"}});
    document["paths"]["/admin/oauth/clients/{client_id}"]["get"]["parameters"] = serde_json::json!([header]);
    let code = codegen::generate(&Contract::parse(&document.to_string()).expect("a contract")).expect("generated code");
    assert!(!code.contains("api-version"));
    assert_eq!((code.matches("\"X-Trace\"").count(), code.matches(".headers(header_map)").count()), (1, 1));
}

#[test]
fn f04_every_open_set_of_an_answer_has_a_type_in_the_sdk() {
    let (document, view) = (contract().document(), view::of(contract().document()));
    let mut sets = 0;
    for (name, schema) in document["components"]["schemas"].as_object().expect("schemas") {
        let properties = schema["properties"].as_object().into_iter().flatten();
        let open = properties.filter(|(_, property)| !property["x-known-values"].is_null());
        for (field, _) in open.filter(|_| !name.ends_with("Request")) {
            let property = &view["components"]["schemas"][name]["properties"][field];
            let typed = property["$ref"].is_string() || property["items"]["$ref"].is_string();
            assert!(typed, "{name}.{field}; hint: add its values to OPEN_SETS and a type to sdk/src/open.rs");
            sets += 1;
        }
    }
    assert!(sets > 10, "{sets}");
}
