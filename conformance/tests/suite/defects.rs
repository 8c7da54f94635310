//! Proof that the cases can fail: each defect is put in front of the mock server, and exactly the named claims turn red.

use std::collections::BTreeSet;

use authms_conformance::Outcome;
use authms_mock_server::Options;
use authms_spec::{Claim, Class, claim};

use crate::{
    defect_proxy::Rewrite,
    harness::{complaints, side_by_side, try_through},
};

mod auth;
mod clients;
mod envelope;
mod fields;
mod lists;
mod refusals;
mod secrets;
mod tokens;
mod tools;
mod update;

/// One thing that a server does wrong, and the claims that must notice.
struct Defect {
    name: String,
    claims: Vec<Claim>,
    rewrite: Rewrite,
}

fn defect(name: impl Into<String>, claims: &[Claim], rewrite: Rewrite) -> Defect {
    Defect { name: name.into(), claims: claims.to_vec(), rewrite }
}

fn all() -> Vec<Defect> {
    [
        auth::defects(),
        clients::defects(),
        envelope::defects(),
        fields::defects(),
        lists::defects(),
        refusals::defects(),
        secrets::defects(),
        tokens::defects(),
        update::defects(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Claims that no defect here breaks, each with the reason.
const UNBROKEN: [(Claim, &str); 1] =
    [(claim::DELETE_NO_BODY, "HTTP libraries cut the body of a 204 off, on both sides")];

/// What differs from the claims that a defect names; `None` if exactly those turn red.
async fn mismatch(Defect { name, claims, rewrite }: Defect) -> Option<String> {
    let report = match try_through(rewrite, Options::default()).await {
        Ok(report) => report,
        Err(error) => return Some(format!("{name}: the run does not begin: {error}")),
    };
    let expected: BTreeSet<&str> = claims.iter().map(|claim| claim.id).collect();
    let found: BTreeSet<&str> = report.broken_claims().into_iter().collect();
    if expected != found {
        let missing: Vec<_> = expected.difference(&found).collect();
        let surplus: Vec<_> = found.difference(&expected).collect();
        let about = |line: &&str| surplus.iter().any(|claim| line.contains(**claim));
        let complaints = complaints(&report).join("\n");
        let detail = complaints.lines().find(about).unwrap_or_default();
        return Some(format!("{name}: not noticed by {missing:?}, also red {surplus:?}\n{detail}"));
    }
    let fails = claims.iter().any(|claim| claim.class.may_fail());
    let failed = report.reasons.iter().any(|reason| reason.outcome == Outcome::NotConformant);
    (fails != failed).then(|| format!("{name}: the outcome is {}", report.outcome))
}

async fn assert_each_is_noticed(defects: Vec<Defect>) {
    let mismatches: Vec<String> = side_by_side(defects, mismatch).await.into_iter().flatten().collect();
    assert!(mismatches.is_empty(), "{}", mismatches.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_defect_of_access_is_noticed_by_exactly_its_claims() {
    assert_each_is_noticed(auth::defects()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_defect_of_a_response_is_noticed_by_exactly_its_claims() {
    assert_each_is_noticed(envelope::defects()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_defect_of_a_field_is_noticed_by_exactly_its_claims() {
    assert_each_is_noticed(fields::defects()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_defect_of_an_update_is_noticed_by_exactly_its_claims() {
    assert_each_is_noticed([update::defects(), refusals::defects()].into_iter().flatten().collect()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_defect_of_another_operation_is_noticed_by_exactly_its_claims() {
    let others = [clients::defects(), lists::defects(), secrets::defects(), tokens::defects()];
    assert_each_is_noticed(others.into_iter().flatten().collect()).await;
}

#[test]
fn every_claim_that_is_judged_has_a_defect_that_breaks_it() {
    let broken: Vec<Claim> = all().into_iter().flat_map(|defect| defect.claims).collect();
    for claim in claim::ALL.iter().filter(|claim| claim.class != Class::Observed) {
        let excused = UNBROKEN.iter().any(|(unbroken, _)| unbroken == claim);
        assert!(excused != broken.contains(claim), "no defect breaks `{}`, or its excuse is stale", claim.id);
    }
}

#[test]
fn the_readme_says_how_many_defects_there_are() {
    let readme = include_str!("../../../README.md");
    // In tens, so that the few defects of a new operation do not change it.
    let said = format!("more than {} seeded defects", (all().len() - 1) / 10 * 10);
    assert!(readme.contains(&said), "README.md does not say \"{said}\"");
}
