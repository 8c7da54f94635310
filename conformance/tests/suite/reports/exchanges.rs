//! Each finding leads to the exchange that shows it, and observations are values too.

use authms_conformance::{
    Verdict,
    report::{
        document::Document,
        text::{self, Detail},
    },
};
use authms_mock_server::Options;
use authms_spec::claim;
use serde_json::{Value, json};

use crate::{
    defect_proxy::Rewrite,
    harness::{run_on, run_through},
};

#[tokio::test]
async fn every_finding_names_an_exchange_that_the_report_has() {
    let rewrite = Rewrite::response(|_, response| {
        if response.status < 300 && !response.body.is_empty() {
            response.change(|body| {
                body["message"] = json!(7);
                body["a_long_field"] = json!("x".repeat(2000));
            });
        }
    });
    let report = run_through(rewrite, Options::default()).await;
    let mut document = Document::started();
    document.finish(report, 1);
    let json: Value = serde_json::from_str(&document.to_json()).expect("JSON");
    let (mut shown, mut whole) = (0, 0);
    for case in json["cases"].as_array().expect("a list") {
        let exchanges = case["exchanges"].as_array().expect("a list");
        for finding in case["findings"].as_array().expect("a list").iter().filter(|it| !it["exchange"].is_null()) {
            let named: Vec<&Value> = exchanges.iter().filter(|it| it["index"] == finding["exchange"]).collect();
            let [exchange] = named[..] else { panic!("{}: {finding}", case["id"]) };
            let response = exchange["response"].as_str().expect("a text");
            assert!(exchange["request"].is_string() && exchange["curl"].is_string(), "{exchange}");
            shown += 1;
            whole += usize::from(response.contains(&"x".repeat(2000)));
        }
    }
    assert!(shown > 30 && whole > 30, "{shown} findings, {whole} with the whole response");
    let text = text::summary(&document, Detail::Normal);
    let length = text.matches('x').count();
    assert!(text.contains("xxxxx"), "{text}");
    for response in text.split("response").skip(1) {
        assert!(response.matches('x').count() < 1000, "{length}: {response}");
    }
}

#[tokio::test]
async fn every_observation_is_a_value_too_such_as_the_effect_on_each_field() {
    let report = run_on(Options::default()).await;
    let mut document = Document::started();
    document.finish(report, 0);
    for seen in document.observations.iter().filter(|seen| seen.verdict == Verdict::Observed) {
        assert!(seen.value.is_some(), "{seen:?}");
    }
    for claim in [claim::SILENT_NULL, claim::SILENT_EMPTY_STRING] {
        let seen = document.observations.iter().find(|it| it.claim == claim.id).expect("an observation");
        assert_eq!(seen.operation, "update_client");
        let effects = seen.value.as_ref().and_then(Value::as_object).expect("a value");
        assert!(effects.len() > 5, "{effects:?}");
        for (field, effect) in effects {
            let effect = effect.as_str().expect("a text");
            assert!(seen.text.contains(field) && seen.text.contains(effect), "{field}: {effect} | {}", seen.text);
        }
    }
}
