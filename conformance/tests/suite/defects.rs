//! Proof that the cases can fail: each defect is put in front of the mock server, and exactly the named claims turn red.

use std::collections::BTreeSet;

use authms_conformance::Outcome;
use authms_mock_server::Options;
use authms_spec::{Class, claim};

use crate::{
    harness::{complaints, run_through},
    proxy::Twist,
};

mod auth;
mod envelope;
mod fields;
mod group;
mod update;

/// One thing that a server does wrong, and the claims that must notice.
pub(crate) struct Defect {
    pub(crate) name: String,
    pub(crate) claims: Vec<&'static str>,
    pub(crate) twist: Twist,
}

pub(crate) fn defect(name: impl Into<String>, claims: &[&'static str], twist: Twist) -> Defect {
    Defect { name: name.into(), claims: claims.to_vec(), twist }
}

fn all() -> Vec<Defect> {
    [fields::defects(), update::defects(), auth::defects(), envelope::defects(), group::defects()]
        .into_iter()
        .flatten()
        .collect()
}

/// Claims that no defect here breaks, each with the reason.
const UNBROKEN: [(&str, &str); 2] = [
    ("delete.no_body", "HTTP libraries cut the body of a 204 off, on both sides"),
    ("sdk.decodes", "it would take an answer that the contract allows and the SDK cannot read; none is known"),
];

async fn survivors(defects: Vec<Defect>) -> Vec<String> {
    let mut wrong = Vec::new();
    for Defect { name, claims, twist } in defects {
        let report = run_through(twist, Options::default()).await;
        let (expected, found): (BTreeSet<&str>, BTreeSet<&str>) =
            (claims.into_iter().collect(), report.broken_claims().into_iter().collect());
        if expected != found {
            let missing: Vec<_> = expected.difference(&found).collect();
            let surplus: Vec<_> = found.difference(&expected).collect();
            let about = |line: &&str| surplus.iter().any(|claim| line.contains(**claim));
            let complaints = complaints(&report).join("\n");
            let detail = complaints.lines().find(about).unwrap_or_default();
            wrong.push(format!("{name}: not noticed by {missing:?}, also red {surplus:?}\n{detail}"));
        }
        let fails = expected.iter().any(|id| claim::find(id).is_some_and(|claim| claim.class.may_fail()));
        if fails != (report.outcome == Outcome::NotConformant) {
            wrong.push(format!("{name}: the outcome is {}", report.outcome));
        }
    }
    wrong
}

#[tokio::test]
async fn each_field_defect_is_killed_by_its_claims() {
    let survivors = survivors(fields::defects()).await;
    assert!(survivors.is_empty(), "{}", survivors.join("\n"));
}

#[tokio::test]
async fn each_update_defect_is_killed_by_its_claims() {
    let survivors = survivors(update::defects()).await;
    assert!(survivors.is_empty(), "{}", survivors.join("\n"));
}

#[tokio::test]
async fn each_auth_defect_is_killed_by_its_claims() {
    let survivors = survivors(auth::defects()).await;
    assert!(survivors.is_empty(), "{}", survivors.join("\n"));
}

#[tokio::test]
async fn each_envelope_defect_is_killed_by_its_claims() {
    let survivors = survivors(envelope::defects()).await;
    assert!(survivors.is_empty(), "{}", survivors.join("\n"));
}

#[tokio::test]
async fn each_defect_of_the_group_is_killed_by_its_claims() {
    let survivors = survivors(group::defects()).await;
    assert!(survivors.is_empty(), "{}", survivors.join("\n"));
}

#[test]
fn every_claim_that_is_judged_has_a_defect_that_breaks_it() {
    let broken: BTreeSet<&str> = all().into_iter().flat_map(|defect| defect.claims).collect();
    for claim in claim::ALL.iter().filter(|claim| claim.class != Class::Observed) {
        let excused = UNBROKEN.iter().any(|(id, _)| *id == claim.id);
        assert!(excused != broken.contains(claim.id), "no defect breaks `{}`, or its excuse is stale", claim.id);
    }
}

#[test]
fn the_readme_says_how_many_defects_there_are() {
    let readme = include_str!("../../../README.md");
    let said = format!("{} seeded defects", all().len());
    assert!(readme.contains(&said), "README.md does not say \"{said}\"");
}
