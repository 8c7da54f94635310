//! Reports are read back, hold what their schema says, and are refused with a reason where they cannot be.

use authms_conformance::report::document::Document;
use serde_json::Value;

use super::documents::{conformant, everything, failed, started};
use crate::cli::{run, stderr, stdout};

const SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/report.schema.json");

#[tokio::test]
async fn the_published_schema_is_that_of_the_reports() {
    let printed = stdout(&run(&["report", "--schema"]).await);
    let published = std::fs::read_to_string(SCHEMA).expect("a schema");
    assert!(
        printed == published,
        "run `cargo run -p authms-conformance -- report --schema > conformance/report.schema.json`"
    );
    let schema: Value = serde_json::from_str(&printed).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    for document in [conformant(), everything(), failed(), started()] {
        let value: Value = serde_json::from_str(&document.to_json()).expect("JSON");
        assert!(validator.is_valid(&value), "{value}");
    }
}

#[test]
fn a_report_that_is_read_back_is_the_same() {
    for document in [conformant(), everything(), failed(), started()] {
        let text = document.to_json();
        assert_eq!(Document::parse(&text, "a test").expect("a report").to_json(), text);
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_named_with_its_place_and_a_hint() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.json");
    let name = path.to_str().expect("UTF-8");
    let whole = everything().to_json();
    let table = [
        ("{".to_owned(), "report.json:1:1: not a report: EOF while parsing an object"),
        ("{\"format\": []}".to_owned(), "not a report: it has no `format` that is a number"),
        ("[]".to_owned(), "not a report: it has no `format` that is a number"),
        (whole.replace("\"format\": 2", "\"format\": 3"), "has format 3, and this tool reads format 2"),
        (whole.replace("\"format\": 2", "\"format\": 1"), "run the suite once more"),
        (whole.replace("\"PASS\"", "\"FINE\""), "not a report: unknown variant `FINE`"),
        (whole.replace("\"tool\"", "\"tools\""), "not a report: missing field `tool`"),
    ];
    for (text, said) in table {
        std::fs::write(&path, &text).expect("writes");
        for args in [vec!["report", name, "--text"], vec!["diff", name, name]] {
            let output = run(&args).await;
            let stderr = stderr(&output);
            assert_eq!(output.status.code(), Some(78), "{stderr}");
            assert!(stderr.contains(said) && stderr.contains("\n  hint: "), "{stderr}");
        }
    }
    let output = run(&["report", "/nowhere/report.json"]).await;
    assert_eq!(output.status.code(), Some(78));
    assert!(stderr(&output).contains("cannot read /nowhere/report.json"), "{}", stderr(&output));
}

#[tokio::test]
async fn report_makes_every_form_later_and_never_over_the_report_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let json = folder.path().join("run.json");
    std::fs::write(&json, everything().to_json()).expect("writes");
    let json = json.to_str().expect("UTF-8").to_owned();
    let files = super::files_in(folder.path());
    let flags = super::flags(&files);
    let args: Vec<&str> =
        ["report", &json, "--text", "--github"].into_iter().chain(flags.iter().map(String::as_str)).collect();
    let output = run(&args).await;
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let said = stdout(&output);
    assert!(
        said.contains("verdict: left behind") && said.contains("::error title=") && !said.contains('\u{1b}'),
        "{said}"
    );
    for (flag, path) in files {
        let text = std::fs::read_to_string(path).expect("a file");
        assert!(text.contains("update_client.fail") || text.contains("name=\"fail\""), "{flag}");
    }
    let output = run(&["report", &json, "--html", &json]).await;
    assert_eq!(output.status.code(), Some(64), "{}", stderr(&output));
    assert_eq!(std::fs::read_to_string(&json).expect("a file"), everything().to_json());
}
