//! `circle`: planted circles are found and the shortest is named; what only looks like one is left alone.

use insta::assert_snapshot;

use super::tree::said;

#[test]
fn the_shortest_circle_of_files_that_hang_together_is_named() {
    let said = said(
        "circle",
        &[
            ("sdk/src/lib.rs", "//! Root.\nmod a; mod b; mod c; mod far;\n"),
            ("sdk/src/a.rs", "//! A.\nuse crate::b::B;\npub struct A(B);\n"),
            ("sdk/src/b.rs", "//! B.\nuse crate::c::C;\npub struct B(C);\n"),
            ("sdk/src/c.rs", "//! C.\nuse crate::{a::A, far::Far};\npub struct C(A, Far);\n"),
            ("sdk/src/far.rs", "//! Far.\npub struct Far(crate::c::C);\n"),
        ],
    );
    assert_snapshot!(said);
}

#[test]
fn a_circle_is_found_however_the_import_is_written() {
    let imports = [
        "use crate::b::make;",
        "use super::b::make;",
        "use super::*; fn f() { make(); }",
        "fn f() { crate::b::make(); }",
        "fn f() { println!(\"{}\", super::b::make()); }",
        "fn f() -> super::b::Made { todo!() }",
        "use crate::b as other; fn f() { other::make(); }",
        "use crate::b; fn f() { b::make(); }",
        "mod inside { fn f() { super::super::b::make(); } }",
        "fn f() { crate::exported!(); }",
    ];
    for import in imports {
        let said = said(
            "circle",
            &[
                ("sdk/src/lib.rs", "//! Root.\nmod a; mod b;\npub use b::{Made, make};\n"),
                ("sdk/src/a.rs", &format!("//! A.\n{import}\npub struct A;\n")),
                (
                    "sdk/src/b.rs",
                    "//! B.\nuse crate::a::A;\npub struct Made(A);\npub fn make() {}\n#[macro_export]\nmacro_rules! exported { () => {} }\n",
                ),
            ],
        );
        assert!(
            said.contains("2 files import each other") && said.contains("sdk/src/b.rs:2 (`crate::a::A`)"),
            "{import}: {said}"
        );
    }
}

#[test]
fn a_circle_between_folders_is_found_through_their_re_exports() {
    let said = said(
        "circle",
        &[
            ("mock-server/src/main.rs", "//! Root.\nmod http; mod store;\n"),
            ("mock-server/src/http/mod.rs", "//! Http.\nmod state;\npub use state::State;\n"),
            ("mock-server/src/http/state.rs", "//! State.\nuse crate::store::Store;\npub struct State(Store);\n"),
            ("mock-server/src/store/mod.rs", "//! Store.\nmod clients;\npub use clients::*;\n"),
            ("mock-server/src/store/clients.rs", "//! Clients.\nuse crate::http::State;\npub struct Store(State);\n"),
        ],
    );
    assert!(
        said.contains("mock-server/src/http/state.rs:2 (`crate::store::Store`) -> mock-server/src/store/clients.rs:2"),
        "{said}"
    );
}

#[test]
fn re_exports_tests_and_the_other_root_are_not_circles() {
    let said = said(
        "circle",
        &[
            (
                "sdk/src/lib.rs",
                "//! Root.\nmod a; mod exchange; pub mod prelude { pub use crate::a::A; }\npub use a::A;\npub use exchange::{Headers, run};\n",
            ),
            ("sdk/src/main.rs", "//! Program.\nmod local;\nfn main() { local::start(); }\n"),
            ("sdk/src/local.rs", "//! Local.\npub fn start() { sdk::run(); }\n"),
            (
                "sdk/src/a.rs",
                "//! A.\npub struct A;\n#[cfg(test)]\nmod tests { use crate::Headers; }\n#[cfg(test)]\nuse crate::run;\n",
            ),
            (
                "sdk/src/exchange/mod.rs",
                "//! Exchange.\nmod headers; mod run;\npub use headers::Headers;\npub use run::run;\n",
            ),
            ("sdk/src/exchange/headers.rs", "//! Headers.\nuse crate::A;\npub struct Headers(A);\n"),
            (
                "sdk/src/exchange/run.rs",
                "//! Run.\nuse super::Headers;\nuse crate::prelude;\npub fn run() -> (super::Headers, prelude::A) {}\n",
            ),
        ],
    );
    assert_eq!(said, "");
}

#[test]
fn a_circle_is_found_through_paths_of_files_and_raw_names() {
    let said = said(
        "circle",
        &[
            ("sdk/src/lib.rs", "//! Root.\n#[path = \"wire/../other/b.rs\"]\nmod b;\nmod r#type;\nmod group;\n"),
            ("sdk/src/other/b.rs", "//! B.\nmod child;\npub struct B(crate::r#type::A);\n"),
            (
                "sdk/src/other/child.rs",
                "//! Child.\nuse crate::group::inner::moved::Moved;\npub struct Child(Moved);\n",
            ),
            ("sdk/src/type.rs", "//! A.\nuse crate::b::B;\npub struct A(B);\n"),
            ("sdk/src/group.rs", "//! Group.\npub mod inner { #[path = \"far.rs\"] pub mod moved; }\n"),
            ("sdk/src/group/inner/far.rs", "//! Far.\nuse crate::b::child::Child;\npub struct Moved(Child);\n"),
        ],
    );
    assert!(said.contains("sdk/src/other/b.rs:3 (`crate::type::A`) -> sdk/src/type.rs:2 (`crate::b::B`)"), "{said}");
    assert!(
        said.contains("sdk/src/group/inner/far.rs:2 (`crate::b::child::Child`) -> sdk/src/other/child.rs:2"),
        "{said}"
    );
}

#[test]
fn only_conditions_that_need_a_test_make_test_code() {
    let conditions = [
        ("#[cfg(test)]", true),
        ("#[cfg(all(test, not(windows)))]", true),
        ("#[cfg(all(unix, any(test, test)))]", true),
        ("#[cfg(any(test, unix))]", false),
        ("#[cfg(not(test))]", false),
        ("#[cfg(feature = \"test\")]", false),
    ];
    for (condition, is_test) in conditions {
        let inside = condition.replacen('#', "#!", 1);
        for a in [
            format!("//! A.\n{condition}\nuse crate::b::B;\npub struct A;\n"),
            format!("//! A.\npub struct A;\nmod inside {{ {inside} use crate::b::B; }}\n"),
            format!("//! A.\n{inside}\nuse crate::b::B;\npub struct A;\n"),
        ] {
            let said = said(
                "circle",
                &[
                    ("sdk/src/lib.rs", "//! Root.\nmod a; mod b;\n"),
                    ("sdk/src/a.rs", &a),
                    ("sdk/src/b.rs", "//! B.\npub struct B(crate::a::A);\n"),
                ],
            );
            assert_eq!(said.is_empty(), is_test, "{a}: {said}");
        }
    }
}

#[test]
fn a_file_that_is_a_module_of_itself_ends() {
    let root = "//! Root.\n#[path = \"lib.rs\"]\nmod again;\n";
    assert_eq!(said("circle", &[("sdk/src/lib.rs", root)]), "");
}
