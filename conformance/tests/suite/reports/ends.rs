//! What the last lines of a report say of a run, and what every form says once.

use authms_conformance::{Verdict, report::document::Document};
use serde_json::{Value, json};

use super::{
    documents::{case, everything, finished},
    every_form, plain,
};

fn form(document: &Document, name: &str) -> String {
    let text = every_form(document).into_iter().find(|(form, _)| *form == name);
    plain(&text.unwrap_or_else(|| panic!("no form {name}")).1)
}

fn changed(document: &Document, change: impl FnOnce(&mut Value)) -> Document {
    let mut value: Value = serde_json::from_str(&document.to_json()).expect("JSON");
    change(&mut value);
    Document::parse(&value.to_string(), "a test").expect("a report")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn an_exit_code_of_0_says_what_it_passes_over_and_the_quiet_form_warns_of_an_end() {
    let warned = finished(vec![case("warn", Verdict::Warn)], "conformant", 0, json!([]));
    assert!(form(&warned, "quiet").contains("exit code 0: conformant, with 1 warning\n"));
    let known: Value = serde_json::from_str(&everything().to_json()).expect("JSON");
    let known = changed(&warned, |it| it["deviations"] = json!([known["deviations"][0]]));
    let text = form(&known, "quiet");
    assert!(text.contains("exit code 0: conformant, apart from 1 known deviation and with 1 warning\n"), "{text}");
    assert!(text.contains("expires on 2026-12-01"), "{text}");
    let partial = finished(vec![case("not_run", Verdict::NotRun)], "partial", 0, json!([]));
    for name in ["quiet", "normal", "markdown", "html"] {
        let text = form(&partial, name);
        assert!(text.contains("exit code 0: partial, but --allow-partial was given"), "{text}");
    }
}

#[test]
fn a_run_that_a_limit_has_cut_says_which_and_claims_no_operation_that_it_did_not_see() {
    let mut cut = case("not_run", Verdict::NotRun);
    cut["reason"] = json!("the request limit was reached (--max-requests 50)");
    cut["claims"] = json!(["a", "b", "c", "d", "e", "f", "g"]);
    let document =
        finished(vec![cut], "partial", 2, json!([{ "outcome": "partial", "text": "1 case was not checked" }]));
    let quiet = form(&document, "quiet");
    assert!(quiet.contains("1 case: the request limit was reached (--max-requests 50)\n"), "{quiet}");
    assert!(quiet.contains("next: raise `--max-requests`, or"), "{quiet}");
    let normal = form(&document, "normal");
    assert!(
        normal.contains("\n0 of 16 operations") && one_line(&normal).contains("a, b, c, d, e and 2 more"),
        "{normal}"
    );
    assert!(one_line(&form(&document, "verbose")).contains("a, b, c, d, e, f, g "));
}

#[test]
fn a_failure_that_could_not_be_looked_for_again_says_so_and_junit_names_its_first_finding() {
    let mut broken = case("fail", Verdict::Fail);
    broken["reproduced"] = Value::Null;
    broken["reason"] = json!("it could not be run again: the service is gone");
    let mut second = broken["findings"][0].clone();
    second["actual"] = json!("the second");
    broken["findings"] = json!([broken["findings"][0], second]);
    let document = finished(vec![broken], "not-conformant", 1, json!([]));
    assert!(form(&document, "normal").contains("  again       it could not be run again"));
    assert!(form(&document, "junit").contains("but name: unset\""), "{}", form(&document, "junit"));
}

#[test]
fn a_failure_says_how_to_keep_its_client_unless_it_is_there() {
    let document = finished(vec![case("fail", Verdict::Fail)], "not-conformant", 1, json!([]));
    let told = |document: &Document, name: &str| form(document, name).contains("--case update_client.fail --keep");
    let kept = changed(&document, |it| it["footprint"]["kept"] = json!(true));
    let lent = changed(&document, |it| it["cases"][0]["on_lent_client"] = json!(true));
    for name in ["normal", "markdown", "junit", "html"] {
        assert!(told(&document, name) && !told(&kept, name) && !told(&lent, name), "{name}");
    }
    let left = changed(&kept, |it| {
        it["footprint"]["left_behind"] = json!([{ "client_id": "app-1", "why": "kept on purpose" }])
    });
    let text = form(&left, "normal");
    assert!(text.contains("2 secrets, kept with them\n  kept (--keep): app-1\n"), "{text}");
}

#[test]
fn warnings_stand_apart_from_what_is_broken_and_equal_ones_once() {
    let warned = ["one", "two", "three"].map(|name| case(name, Verdict::Warn));
    let document = finished(warned.to_vec(), "conformant", 0, json!([]));
    let text = form(&document, "markdown");
    assert_eq!(text.matches("<summary>WARN").count(), 1, "{text}");
    assert!(text.contains("The same in 2 more: update_client.two, update_client.three"), "{text}");
    for name in ["markdown", "html"] {
        let text = form(&document, name);
        assert!(text.contains("Warnings") && !text.contains("What is broken"), "{name}");
    }
}

#[test]
fn what_no_response_shows_is_not_among_what_was_observed_and_prose_has_code() {
    let document = changed(&everything(), |it| {
        it["observations"][0]["verdict"] = json!("UNOBSERVABLE");
        it["observations"][0]["text"] = json!("`jwks` is <b> a `half");
    });
    for (name, title) in [
        ("normal", "what no response shows:\n"),
        ("markdown", "What no response shows"),
        ("html", "What no response shows"),
    ] {
        assert!(form(&document, name).contains(title), "{name}");
    }
    assert!(form(&document, "html").contains("<code>jwks</code> is &lt;b&gt; a `half"));
}
