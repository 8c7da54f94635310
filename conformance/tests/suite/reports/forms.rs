//! What each form of a report says, and the limits that its readers set.

use authms_conformance::{
    Verdict,
    report::{document::Document, form::Form, github::annotations},
};
use quick_xml::{Reader, events::Event};
use serde_json::{Value, json};

use super::{
    assert_80_columns,
    documents::{case, conformant, everything, failed, finished, started},
    every_form, plain,
};

fn runs() -> [(&'static str, Document); 4] {
    [("conformant", conformant()), ("everything", everything()), ("failed", failed()), ("started", started())]
}

#[test]
fn each_form_says_how_the_run_ended() {
    for (run, document) in runs() {
        for (form, text) in every_form(&document) {
            if matches!(form, "normal" | "verbose" | "markdown" | "github" | "junit") {
                let mut settings = insta::Settings::clone_current();
                settings.set_omit_expression(true);
                settings.bind(|| insta::assert_snapshot!(format!("{form}_{run}"), plain(&text)));
            }
        }
    }
}

#[test]
fn no_line_of_the_terminal_is_wider_than_80_columns() {
    for (_, document) in runs() {
        for (form, text) in every_form(&document) {
            if matches!(form, "quiet" | "normal" | "verbose") {
                assert_80_columns(&text);
            }
        }
    }
}

#[test]
fn the_terminal_says_the_same_without_its_colours() {
    for (form, text) in every_form(&everything()) {
        let plain = plain(&text);
        let colours = matches!(form, "normal" | "verbose" | "quiet");
        assert_eq!(colours, plain != text, "{form}");
        if colours {
            assert!(plain.contains("FAIL  ") && plain.contains("verdict: left behind"), "{plain}");
        }
    }
}

/// Names and attributes of the elements of a file that a reader of XML accepts.
fn elements(xml: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(element) | Event::Empty(element) => {
                let attributes = element.attributes().map(|attribute| {
                    let attribute = attribute.expect("an attribute");
                    let name = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
                    (name, String::from_utf8_lossy(&attribute.value).into_owned())
                });
                let attributes = attributes.collect();
                found.push((String::from_utf8_lossy(element.name().as_ref()).into_owned(), attributes));
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn a_reader_of_junit_sees_what_failed_and_what_was_not_run() {
    let document = everything();
    let xml = Form::Junit.render(&document);
    let elements = elements(&xml);
    let count = |name: &str| elements.iter().filter(|(element, _)| element == name).count();
    let of_verdict = |verdicts: &[Verdict]| verdicts.iter().map(|verdict| document.count(*verdict)).sum::<usize>();
    // One is what was left behind, one the known deviation that does not hold any more.
    assert_eq!(count("failure"), of_verdict(&[Verdict::Fail]) + 2);
    assert_eq!(count("error"), of_verdict(&[Verdict::Inconclusive]));
    assert_eq!(count("skipped"), of_verdict(&[Verdict::NotRun, Verdict::Known, Verdict::Unobservable]));
    let report = quick_junit::Report::deserialize_from_str(&xml).expect("JUnit");
    assert_eq!(report.test_suites.len(), 2);
    assert_eq!(report.failures, count("failure"));
}

#[test]
fn a_failure_in_junit_has_at_most_8_kib() {
    let mut long = case("long", Verdict::Fail);
    long["findings"][0]["actual"] = json!("支付 ".repeat(9_000));
    let document = finished(vec![long], "not-conformant", 1, json!([]));
    let report = quick_junit::Report::deserialize_from_str(&Form::Junit.render(&document)).expect("JUnit");
    let quick_junit::TestCaseStatus::NonSuccess { message, description, .. } =
        &report.test_suites[1].test_cases[0].status
    else {
        panic!("it failed")
    };
    for text in [message, description] {
        let length = text.as_ref().map_or(0, |text| text.as_str().len());
        assert!((1_000..=8 * 1024).contains(&length), "{length}");
    }
}

/// Many cases with much to say.
fn enormous() -> Document {
    let one = |at: usize| {
        let mut case = case(&format!("case_{at}"), Verdict::Fail);
        let findings: Vec<Value> = (0..10)
            .map(|at| {
                let mut finding = case["findings"][0].clone();
                finding["actual"] = json!(format!("{at} {}", "<&\"' ".repeat(100)));
                finding
            })
            .collect();
        case["findings"] = Value::Array(findings);
        case
    };
    finished((0..300).map(one).collect(), "not-conformant", 1, json!([]))
}

#[test]
fn a_page_and_a_summary_stay_under_1_mib() {
    let document = enormous();
    let html = Form::Html.render(&document);
    assert!(html.len() < 1_000_000 && html.contains("more in the JSON report"), "{}", html.len());
    let markdown = Form::Markdown.render(&document);
    assert!(markdown.len() < 1024 * 1024 && markdown.contains("which the JSON report shows"), "{}", markdown.len());
}

#[test]
fn github_shows_ten_annotations_and_says_how_many_more_there_are() {
    let text = annotations(&enormous());
    assert_eq!(text.lines().count(), 10);
    assert!(text.lines().all(|line| line.starts_with("::error title=")), "{text}");
    assert!(text.contains("and 292 more"), "{text}");
    assert_eq!(annotations(&conformant()), "");
}

#[test]
fn the_page_fetches_nothing_and_opens_the_first_failure() {
    let html = Form::Html.render(&everything());
    assert!(html.contains("default-src 'none'"));
    for attribute in ["src=", "href=\"h", "href=\"/", "url(", "@import"] {
        assert!(!html.contains(attribute), "{attribute}");
    }
    let first = html.find("id=\"broken-").expect("a failure");
    assert!(html[first..].starts_with("id=\"broken-update_client.fail\""), "the gravest comes first");
    let tag = &html[first..first + html[first..].find('>').expect("the end of the tag")];
    assert!(tag.ends_with(" open"), "{tag}");
    assert_eq!(html.matches(" open>").count(), 1);
    // What a link leads to is there.
    for link in html.split("href=\"#").skip(1) {
        let id = link.split('"').next().expect("the end of the link");
        assert!(html.contains(&format!("id=\"{id}\"")), "nothing has the id {id}");
    }
}
