//! The golden files: written here by insta, embedded in the binary, and one for each case that can fail.

use authms_conformance::{Outcome, Suite, golden_names};
use authms_mock_server::Options;

use crate::harness::{complaints, run_on};

#[tokio::test]
async fn every_case_is_as_its_golden_file_shows_and_no_file_is_left_over() {
    let report = run_on(Options::default()).await;
    let mut owned: Vec<String> = Vec::new();
    for case in Suite::all().cases().iter().filter(|case| case.has_golden()) {
        let result = report.results.iter().find(|result| result.id == case.id).expect("every case has a result");
        if result.transcript.is_empty() {
            continue;
        }
        owned.push(format!("{}/{}", case.operation, case.name()));
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(format!("../../golden/{}", case.operation));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(case.name(), result.transcript));
    }
    assert_eq!(complaints(&report), Vec::<String>::new());
    assert_eq!(report.outcome, Outcome::Conformant);
    // What is embedded is what the binary compares with.
    owned.sort();
    assert_eq!(golden_names(), owned);
}

#[test]
fn every_operation_is_driven_through_the_sdk_as_well() {
    let suite = Suite::all();
    let driven = |operation: &str| {
        suite.cases().iter().any(|case| case.operation == operation && case.claims.contains(&"sdk.agrees"))
    };
    for operation in authms_spec::contract().operations() {
        assert!(driven(&operation.id), "no case calls `{}` through the SDK", operation.id);
    }
}

#[test]
fn every_claim_that_a_case_cites_exists_and_every_claim_is_cited() {
    let suite = Suite::all();
    let cited: Vec<&str> = suite.cases().iter().flat_map(|case| case.claims.iter().copied()).collect();
    for id in &cited {
        assert!(authms_spec::claim::find(id).is_some(), "no claim `{id}`");
    }
    // Judged on every answer, or on every case, and cited by none in particular.
    let general = [
        "schema.status",
        "schema.media_type",
        "schema.extra_fields",
        "envelope.success_code",
        "envelope.error_code",
        "envelope.message",
        "envelope.timestamp",
        "item.auth_methods_encoding",
        "golden.match",
    ];
    for claim in authms_spec::claim::ALL {
        let known = cited.contains(&claim.id) || general.contains(&claim.id);
        assert!(known, "no case judges `{}`", claim.id);
    }
}
