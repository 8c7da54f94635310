//! The golden files: written here by insta, embedded in the binary, and one for each case that can fail.

use authms_conformance::{Outcome, Suite, golden_names};
use authms_mock_server::Options;
use authms_spec::{Claim, claim, operation};

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
        owned.push(format!("{}/{}", case.operation.id, case.name()));
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(format!("../../golden/{}", case.operation.id));
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
    for operation in operation::ALL {
        let mut cases = suite.cases().iter().filter(|case| case.operation == operation);
        let driven = cases.any(|case| case.claims.contains(&claim::SDK_AGREES));
        assert!(driven, "no case calls `{}` through the SDK", operation.id);
    }
}

#[test]
fn every_claim_is_cited_by_a_case() {
    let suite = Suite::all();
    let cited: Vec<Claim> = suite.cases().iter().flat_map(|case| case.claims.iter().copied()).collect();
    // Judged on every response, or on every case, and cited by none in particular.
    let general = [
        claim::SCHEMA_STATUS,
        claim::SCHEMA_MEDIA_TYPE,
        claim::SCHEMA_EXTRA_FIELDS,
        claim::ENVELOPE_SUCCESS_CODE,
        claim::ENVELOPE_ERROR_CODE,
        claim::ENVELOPE_MESSAGE,
        claim::ENVELOPE_TIMESTAMP,
        claim::ITEM_AUTH_METHODS_ENCODING,
        claim::GOLDEN_MATCH,
    ];
    for claim in claim::ALL {
        assert!(cited.contains(&claim) || general.contains(&claim), "no case judges `{}`", claim.id);
    }
}
