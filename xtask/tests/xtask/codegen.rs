//! The codegen view as the generator sees it, and the files that come of it.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

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
fn the_checked_in_files_are_what_the_contract_makes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    codegen::run(&root, true).expect("the files are fresh");
}

/// A folder with the generated files, each with this text.
fn folder_with(text: &str) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().expect("a folder");
    let files = codegen::generate(contract()).expect("generated code");
    let mut files: Vec<PathBuf> = files.iter().map(|file| folder.path().join(&file.path)).collect();
    files.push(folder.path().join("spec/src/generated.rs"));
    let tags = ["clients", "insights", "secrets", "tokens"];
    files.extend(tags.map(|tag| folder.path().join(format!("conformance/src/cases/{tag}/mod.rs"))));
    for file in &files {
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    }
    fs::write(folder.path().join("spec/claims.toml"), "claim = []\n").expect("a file");
    fs::write(folder.path().join("spec/openapi.yaml"), contract().document().to_string()).expect("a file");
    (folder, files)
}

#[test]
fn a_stale_file_is_shown_with_its_difference_and_a_hint() {
    let (folder, files) = folder_with("// by hand\n");
    let error = codegen::run(folder.path(), true).expect_err("it is stale");
    let text = error.to_string();
    assert!(
        matches!(error, CodegenError::Stale(_))
            && text.contains("-// by hand")
            && text.contains("hint: run `cargo xtask codegen`"),
        "{text}"
    );
    assert!(files.len() > 1 && text.starts_with("sdk/src/"), "{text}");
}

#[test]
fn a_broken_generated_file_does_not_keep_codegen_from_writing_it_anew() {
    // Nor from being built: xtask contains neither the SDK nor the constants of the contract.
    let manifest = include_str!("../../Cargo.toml");
    assert!(!manifest.contains("authms-sdk") && manifest.contains("authms-spec.workspace = true"));
    assert!(
        include_str!("../../../Cargo.toml").contains(r#"authms-spec = { path = "spec", default-features = false }"#)
    );
    let (folder, _) = folder_with("fn broken( {");
    codegen::run(folder.path(), false).expect("written");
    codegen::run(folder.path(), true).expect("fresh");
}

#[test]
fn a_contract_that_is_not_valid_is_an_error_with_its_line() {
    let (folder, files) = folder_with("// by hand\n");
    let broken = "openapi: 3.0.3\npaths:\n  /a:\n    get:\n      responses: {}\n";
    fs::write(folder.path().join("spec/openapi.yaml"), broken).expect("a file");
    let error = codegen::run(folder.path(), false).expect_err("it is not valid").to_string();
    assert!(error.starts_with("spec/openapi.yaml: line 4: ") && error.contains("hint: "), "{error}");
    let first = fs::read_to_string(&files[0]).expect("a file");
    assert_eq!(first, "// by hand\n", "nothing is written");
}

#[test]
fn a_failed_write_leaves_no_temporary_file() {
    let (folder, files) = folder_with("// by hand\n");
    // A folder stands where the last file belongs.
    let last = files.last().expect("a file");
    fs::remove_file(last).expect("the file");
    fs::create_dir_all(last.join("in_the_way")).expect("a folder");
    let error = codegen::run(folder.path(), false).expect_err("it cannot be written").to_string();
    assert!(error.contains("mod.rs"), "{error}");
    let left = walk(folder.path());
    assert!(left.iter().all(|file| !file.to_string_lossy().ends_with(".tmp")), "{left:?}");
}

/// Every file below a folder.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
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

/// The contract with a property added to a schema.
fn with(schemas: &[&str], name: &str, property: &serde_json::Value) -> Contract {
    let mut document = contract().document().clone();
    for schema in schemas {
        document["components"]["schemas"][schema]["properties"][name] = property.clone();
    }
    Contract::parse(&document.to_string()).expect("a contract")
}

#[test]
fn f21_a_new_field_of_a_response_is_read_as_leniently_as_the_others() {
    for (name, property, field) in [
        ("uses", serde_json::json!({"type": "integer"}), "\"lenient::number\")]\n        pub(crate) uses: Option<i64>"),
        (
            "shared",
            serde_json::json!({"type": "boolean"}),
            "\"lenient::flag\")]\n        pub(crate) shared: Option<bool>",
        ),
        (
            "used_at",
            serde_json::json!({"type": "string"}),
            "\"lenient::time\")]\n        pub(crate) used_at: Option<String>",
        ),
    ] {
        let mut document = with(&["OAuthTokenItem"], name, &property).document().clone();
        // Also if the contract promises it.
        document["components"]["schemas"]["OAuthTokenItem"]["required"] = serde_json::json!([name]);
        let code = generated(&Contract::parse(&document.to_string()).expect("a contract"));
        assert!(code.contains(field), "{field}");
    }
    let code = generated(&with(&["OAuthTokenListResponse"], "trace_id", &serde_json::json!({"type": "integer"})));
    assert!(code.contains("&[\"message\", \"timestamp\", \"trace_id\"]") && !code.contains("pub(crate) trace_id"));
}

#[test]
fn a_new_field_of_the_contract_gets_its_setters_and_is_shown() {
    let schemas = ["UpdateClientRequest", "CreateClientRequest", "OAuthClientItem", "CreateClientResponse"];
    let contacts = serde_json::json!({
        "type": "array", "items": {"type": "string"}, "description": "People to write to (RFC 7591 section 2)."
    });
    let code = generated(&with(&schemas, "contacts", &contacts));
    for part in [
        "/// Replaces `contacts`: people to write to (RFC 7591 section 2).",
        "pub fn clear_contacts(mut self) -> Self {",
        "Field::Contacts => self.body.contacts = Some(Patch::Null)",
        "(\"contacts\", self.contacts.is_some())",
        "self.body.contacts = Some(contacts.into_iter().map(Into::into).collect());",
        "pub contacts: Vec<String>",
    ] {
        assert!(code.contains(part), "{part}");
    }
    let shown = code.matches("contacts: self.contacts.unwrap_or_default()").count();
    assert_eq!(shown, 2, "a client is read, and made of what a creation shows");
    let number = generated(&with(&schemas, "limit", &serde_json::json!({"type": "integer"})));
    assert!(number.contains("pub fn limit(mut self, limit: i64) -> Self") && !number.contains("fn clear_limit"));
}

#[test]
fn a_field_without_a_public_type_is_refused_with_its_schema() {
    let refused = |schemas: &[&str], property: serde_json::Value| {
        let error = codegen::generate(&with(schemas, "policy", &property)).expect_err("no type");
        assert!(matches!(error, CodegenError::Field { .. }), "{error}");
        error.to_string()
    };
    let number = refused(&["OAuthClientItem"], serde_json::json!({"type": "number"}));
    assert!(
        number.contains("`OAuthClientItem`") && number.contains("`policy`") && number.contains("hint: "),
        "{number}"
    );
    let object = serde_json::json!({"type": "array", "items": {"type": "integer"}});
    assert!(refused(&["UpdateClientRequest"], object).contains("`UpdateClientRequest`"));
}

#[test]
fn f08_f09_f10_f11_of_the_generators_runtime_nothing_remains() {
    let code: String = generated(contract()).lines().filter(|line| !line.trim_start().starts_with("//")).collect();
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
fn f04_every_open_set_has_a_type_in_the_sdk() {
    let (document, view) = (contract().document(), view::of(contract().document()));
    let mut sets = 0;
    for (name, schema) in document["components"]["schemas"].as_object().expect("schemas") {
        let properties = schema["properties"].as_object().into_iter().flatten();
        let open = properties.filter(|(_, property)| !property["x-known-values"].is_null());
        for (field, property) in open {
            let viewed = &view["components"]["schemas"][name]["properties"][field];
            let typed = match name.ends_with("Request") {
                true => view::open_set(property).is_some(),
                false => viewed["$ref"].is_string() || viewed["items"]["$ref"].is_string(),
            };
            assert!(typed, "{name}.{field}; hint: add its values to OPEN_SETS and a type to sdk/src/types/values.rs");
            sets += 1;
        }
    }
    assert!(sets > 10, "{sets}");
}

#[test]
fn ids_that_make_the_same_constant_are_refused_with_both() {
    let claim = |id: &str| format!("[[claim]]\nid = \"{id}\"\ntext = \"t\"\nsource = \"s\"\nclass = \"contract\"\n");
    let error = codegen::files(contract(), &(claim("a.b_c") + &claim("a_b.c"))).expect_err("one constant");
    assert!(error.to_string().starts_with("`a.b_c` and `a_b.c` make the same constant `A_B_C`"), "{error}");
    codegen::files(contract(), &(claim("a.b_c") + &claim("a_b.d"))).expect("two constants");
    let document = contract().document().to_string().replace("\"get_client\"", "\"list_clients\"");
    let twice = Contract::parse(&document).expect("a contract");
    let error = codegen::files(&twice, "claim = []").expect_err("two operations of one id");
    assert!(error.to_string().contains("the same constant `LIST_CLIENTS`"), "{error}");
}

#[test]
fn what_the_constants_cannot_say_is_refused() {
    let refused = |change: fn(&mut serde_json::Value)| {
        let mut document = contract().document().clone();
        change(&mut document);
        let changed = Contract::parse(&document.to_string()).expect("a contract");
        codegen::files(&changed, "claim = []").expect_err("a fact would be lost").to_string()
    };
    let header = refused(|document| {
        let trace = serde_json::json!([{"name": "X-Trace", "in": "header", "schema": {"type": "string"}}]);
        document["paths"]["/admin/oauth/clients"]["post"]["parameters"] = trace;
    });
    assert!(header.starts_with("`create_client`: a parameter stands neither"), "{header}");
    let body = refused(|document| {
        let schema = serde_json::json!({"type": "object"});
        document["paths"]["/admin/oauth/clients"]["post"]["requestBody"]["content"]["application/json"]["schema"] =
            schema;
    });
    assert!(body.starts_with("`create_client`: the request body"), "{body}");
    let payload = refused(|document| {
        let data = &mut document["components"]["schemas"]["CreateClientDetailResponse"]["properties"]["data"];
        *data = serde_json::json!({"allOf": [{"$ref": "#/components/schemas/CreateClientResponse"}]});
    });
    assert!(payload.starts_with("`create_client`: neither `data` nor `items`"), "{payload}");
}

#[test]
fn an_operation_whose_tag_names_no_folder_is_refused() {
    for tags in [
        serde_json::json!([]),
        serde_json::json!(["../admin"]),
        serde_json::json!(["OAuth clients"]),
        serde_json::json!(["shared"]),
    ] {
        let mut document = contract().document().clone();
        document["paths"]["/admin/oauth/clients"]["get"]["tags"] = tags;
        let changed = Contract::parse(&document.to_string()).expect("a contract");
        let error = codegen::files(&changed, "claim = []").expect_err("no folder");
        assert!(matches!(&error, CodegenError::Tag { operation, .. } if operation == "list_clients"), "{error}");
    }
}

#[test]
fn the_list_of_generated_files_names_each_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let report = codegen::run(&root, true).expect("up to date");
    let made: BTreeSet<String> =
        report.lines().filter_map(|line| line.split_once(' ')).map(|(path, _)| path.to_owned()).collect();
    assert_eq!(codegen::paths(), made);
}
