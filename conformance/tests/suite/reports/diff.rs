//! What a second run changes, and what of it is worse.

use authms_conformance::{
    Verdict,
    report::{
        diff::{Difference, compare},
        document::Document,
    },
};
use serde_json::json;

use super::{
    assert_80_columns,
    documents::{VERDICTS, case, conformant, everything, failed, finished},
    plain,
};
use crate::cli::{run, stderr, stdout};

fn with(verdict: Verdict) -> Document {
    finished(vec![case("it", verdict)], "partial", 2, json!([]))
}

fn difference(old: Verdict, new: Verdict) -> Difference {
    compare(&with(old), &with(new))
}

#[test]
fn every_change_of_a_verdict_is_new_mended_or_moved() {
    for old in VERDICTS {
        for new in VERDICTS {
            let difference = difference(old, new);
            let found = (difference.new.len(), difference.mended.len(), difference.moved.len());
            let holds = |verdict| verdict < Verdict::Known;
            let expected = match (old, new) {
                _ if old == new => (0, 0, 0),
                (_, Verdict::Fail) => (1, 0, 0),
                (Verdict::Fail, new) if holds(new) => (0, 1, 0),
                _ => (0, 0, 1),
            };
            assert_eq!(found, expected, "{old} to {new}");
            let says_nothing = |verdict: Verdict| verdict.max(Verdict::Unobservable);
            assert_eq!(difference.is_worse(), says_nothing(new) > says_nothing(old), "{old} to {new}");
        }
    }
}

#[test]
fn a_case_that_a_run_may_lack_is_not_missed() {
    let mut lacking = case("it", Verdict::NotRun);
    lacking["required"] = json!(false);
    let new = finished(vec![lacking], "conformant", 0, json!([]));
    assert!(!compare(&with(Verdict::Pass), &new).is_worse());
}

#[test]
fn another_finding_is_told_and_another_broken_claim_is_worse() {
    let with = |claim: &str, actual: &str| {
        let mut failing = case("it", Verdict::Fail);
        failing["findings"][0]["claim"] = json!(claim);
        failing["findings"][0]["actual"] = json!(actual);
        finished(vec![failing], "not-conformant", 1, json!([]))
    };
    let old = with("update.merge", "id: app-0123456789abcdef");
    let same = compare(&old, &with("update.merge", "id: app-fedcba9876543210"));
    assert!(same.is_empty(), "{same:?}");
    let other = compare(&old, &with("update.merge", "id: unset"));
    assert!(other.findings.len() == 1 && !other.is_worse(), "{other:?}");
    let worse = compare(&old, &with("update.applies", "id: unset"));
    assert!(worse.findings.len() == 1 && worse.is_worse(), "{worse:?}");
}

#[test]
fn a_case_that_only_one_run_has_is_named_and_worse_only_if_it_fails() {
    let none = finished(vec![], "conformant", 0, json!([]));
    for verdict in VERDICTS {
        let appeared = compare(&none, &with(verdict));
        assert_eq!(appeared.only_new, ["update_client.it"]);
        assert_eq!(appeared.is_worse(), verdict == Verdict::Fail, "{verdict}");
        let vanished = compare(&with(verdict), &none);
        assert!(vanished.only_old == ["update_client.it"] && !vanished.is_worse());
    }
}

#[test]
fn what_is_left_behind_and_a_stale_deviation_are_worse() {
    let difference = compare(&conformant(), &everything());
    assert_eq!(difference.beside_cases.len(), 3, "{difference:?}");
    let text = authms_conformance::report::diff::text(&difference);
    assert_80_columns(&text);
    insta::assert_snapshot!("a_worse_run", plain(&text));
}

#[tokio::test]
async fn diff_exits_with_1_if_anything_got_worse_and_refuses_what_did_not_finish() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, document: &Document| {
        let path = folder.path().join(name);
        std::fs::write(&path, document.to_json()).expect("writes");
        path.to_str().expect("UTF-8").to_owned()
    };
    let (good, bad, none) = (write("good", &conformant()), write("bad", &everything()), write("none", &failed()));
    let output = run(&["diff", &good, &bad]).await;
    assert_eq!(output.status.code(), Some(1), "{}", stdout(&output));
    let output = run(&["diff", &bad, &good, "--json"]).await;
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let json: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    assert_eq!(json["only_old"].as_array().map(Vec::len), Some(7));
    for args in [["diff", &good, &none], ["diff", &none, &good]] {
        let output = run(&args).await;
        assert_eq!(output.status.code(), Some(78));
        assert!(stderr(&output).contains("of a run that failed: the token is not accepted"), "{}", stderr(&output));
    }
}
