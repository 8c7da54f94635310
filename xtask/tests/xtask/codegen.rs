//! The codegen view as the generator sees it, and the file that comes of it.

use std::path::Path;

use authms_spec::{Contract, contract};
use xtask::codegen::{self, CodegenError, view};

/// The text of every generated file.
fn generated(contract: &Contract) -> String {
    let files = codegen::generate(contract).expect("generated code");
    files.into_iter().map(|file| file.text).collect()
}

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
        matches!(error, CodegenError::Stale(_))
            && text.contains("-// by hand")
            && text.contains("hint: run `cargo xtask codegen`"),
        "{text}"
    );
}

#[test]
fn generating_twice_gives_the_same_text_and_a_changed_contract_another() {
    let document = serde_json::to_string(contract().document()).expect("JSON");
    let text = generated(contract());
    assert_eq!(text, generated(contract()));
    let changed = Contract::parse(&document.replace("\"terms_url\"", "\"conditions_url\"")).expect("a contract");
    let other = generated(&changed);
    assert!(other.contains("conditions_url") && !text.contains("conditions_url"));
}

#[test]
fn f03_responses_of_several_shapes_do_not_stop_the_generator() {
    let mut document = contract().document().clone();
    let responses = &mut document["paths"]["/admin/oauth/clients/{client_id}"]["get"]["responses"];
    responses["404"] =
        serde_json::json!({"description": "a page", "content": {"text/html": {"schema": {"type": "string"}}}});
    responses["500"] = serde_json::json!({"description": "nothing"});
    let changed = Contract::parse(&document.to_string()).expect("a contract");
    assert!(generated(&changed).contains("fn get_client"));
}

#[test]
fn f13_the_generators_api_version_goes_and_headers_of_the_contract_stay() {
    let mut document = contract().document().clone();
    let header = serde_json::json!({"name": "X-Trace", "in": "header", "required": true, "schema": {"type": "string"}});
    document["paths"]["/admin/oauth/clients/{client_id}"]["get"]["parameters"] = serde_json::json!([header]);
    let code = generated(&Contract::parse(&document.to_string()).expect("a contract"));
    assert!(!code.contains("api-version"));
    assert_eq!((code.matches("\"X-Trace\"").count(), code.matches(".headers(header_map)").count()), (1, 1));
}

#[test]
fn f08_f09_f10_f11_of_the_generators_runtime_nothing_remains() {
    let code = generated(contract());
    for part in ["progenitor", "ResponseValue", "ClientHooks", "async", "await", "unwrap()", "allow("] {
        assert!(!code.contains(part), "{part}");
    }
}

#[test]
fn a_request_of_an_unknown_kind_is_refused_with_the_operation_and_a_hint() {
    let refused = |change: fn(&mut serde_json::Value)| {
        let mut document = contract().document().clone();
        change(&mut document["paths"]["/admin/oauth/clients"]);
        let changed = Contract::parse(&document.to_string()).expect("a contract");
        let error = codegen::generate(&changed).expect_err("an unknown kind of request");
        assert!(matches!(error, CodegenError::Shape { .. }), "{error}");
        error.to_string()
    };
    let list = refused(|path| {
        path["get"]["parameters"] = serde_json::json!([
            {"name": "tag", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}}
        ]);
    });
    assert!(list.contains("`list_clients`") && list.contains("\"tag\"") && list.contains("hint: "), "{list}");
    let form = refused(|path| {
        let content = path["post"]["requestBody"]["content"].as_object_mut().expect("an object");
        let json = content.remove("application/json").expect("a JSON body");
        content.insert("application/x-www-form-urlencoded".to_owned(), json);
    });
    assert!(form.contains("`create_client`"), "{form}");
}

#[test]
fn f04_every_open_set_of_a_response_has_a_type_in_the_sdk() {
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
