//! Nothing of the contract is left without a case: every operation is called, every claim is judged.

use authms_conformance::Suite;
use authms_spec::{Claim, claim, operation};

#[test]
fn every_operation_is_called_through_the_sdk_as_well() {
    let suite = Suite::all();
    for operation in operation::ALL {
        let mut cases = suite.cases().iter().filter(|case| case.operation == operation);
        let called = cases.any(|case| case.claims.contains(&claim::SDK_AGREES));
        assert!(called, "no case calls `{}` through the SDK", operation.id);
    }
}

#[test]
fn every_claim_is_cited_by_a_case() {
    let suite = Suite::all();
    let cited: Vec<Claim> = suite.cases().iter().flat_map(|case| case.claims.iter().copied()).collect();
    // Judged for every response, or for every case, and cited by none in particular.
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
