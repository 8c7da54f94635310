//! The golden files: insta compares and writes them here, and each belongs to a case.

use authms_conformance::Suite;
use authms_mock_server::Options;

use crate::harness::{assert_conformant, golden_folder, run_on};

#[tokio::test]
async fn every_case_records_its_golden_file_and_no_file_is_left_over() {
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
    owned.sort();
    assert_eq!(golden_folder().names().expect("a folder"), owned);
    // Now that insta has written the files, the suite's own comparison must agree with it.
    assert_conformant(&run_on(Options::default()).await, "a second run");
}
