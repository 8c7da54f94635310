//! Known deviations: what they excuse, when they stop to, and what is refused at once.

use std::fmt::Write as _;

use authms_conformance::{Deviations, UseState, Verdict, report::document::Document};
use authms_spec::claim;
use jiff::civil::Date;

use crate::{
    cli::{TOKENS, mock, on, run, stderr, stdout},
    defect_proxy::{DefectProxy, Rewrite},
};

/// An entry with these members in place of, or beside, those of a valid one.
fn entry(members: &[(&str, &str)]) -> String {
    let valid = [
        ("claim", "\"update.applies\""),
        ("operation", "\"update_client\""),
        ("reason", "\"the team knows\""),
        ("owner", "\"the AuthMS team\""),
        ("link", "\"https://issues.example.com/7\""),
        ("opened", "2026-11-01"),
        ("expires", "2026-12-31"),
    ];
    let mut text = "[[deviation]]\n".to_owned();
    for (name, value) in valid {
        let value = members.iter().find(|(other, _)| *other == name).map_or(value, |(_, value)| value);
        if !value.is_empty() {
            let _ = writeln!(text, "{name} = {value}");
        }
    }
    for (name, value) in members.iter().filter(|(name, _)| !valid.iter().any(|(other, _)| other == name)) {
        let _ = writeln!(text, "{name} = {value}");
    }
    text
}

fn today() -> Date {
    "2026-11-26".parse().expect("a date")
}

/// Why a file is refused.
fn refused(text: &str) -> String {
    Deviations::parse(text, "deviations.toml", today()).expect_err(text).to_string()
}

#[test]
fn a_file_that_breaks_a_rule_is_refused_with_its_line_and_a_hint() {
    let with = |name: &'static str, value: &'static str| entry(&[(name, value)]);
    let table = [
        (with("claim", "\"update.nothing\""), 2, "unknown claim `update.nothing`"),
        (with("claim", "\"update.appliess\""), 2, "did you mean `update.applies`?"),
        (with("operation", "\"update_clients\""), 3, "did you mean `update_client`?"),
        (with("case", "\"update_client.writes_names\""), 9, "did you mean `update_client.writes_name`?"),
        (with("links", "\"x\""), 9, "did you mean `link`?"),
        (with("operation", "\"nothing\""), 3, "unknown operation `nothing`"),
        (with("case", "\"update_client.nothing\""), 9, "unknown case `update_client.nothing`"),
        (with("case", "\"get_client.shows_the_client\""), 9, "a case of another operation"),
        (with("claim", "\"auth.challenge\""), 2, "the class of `auth.challenge` is `http`, so it never fails a run"),
        (with("claim", "\"tenant.wall\""), 2, "`tenant.wall` is about tenants"),
        (with("claim", "\"secret.shown_once\""), 2, "`secret.shown_once` is about secrets"),
        (with("claim", "7"), 2, "`claim` is not a text"),
        (with("reason", "\" \""), 4, "`reason` is not a text"),
        (with("link", "\"javascript:alert(1)\""), 6, "`link` is not an http or https URL"),
        (with("link", "\"https://user:password@issues.example.com\""), 6, "`link` is not an http or https URL"),
        (with("opened", "\"soon\""), 7, "`opened` is not a date"),
        (with("opened", "2026-11-01T00:00:00Z"), 7, "`opened` is not a date"),
        (with("opened", "2026-12-01"), 7, "`opened` is in the future"),
        (with("expires", "2027-05-01"), 8, "`expires` is not within 180 days from `opened`"),
        (with("expires", "2026-10-31"), 8, "`expires` is not within 180 days from `opened`"),
        (with("tenant", "\"demo\""), 9, "unknown field `tenant`"),
        (format!("{}\n{}", entry(&[]), entry(&[])), 10, "a second entry for `update.applies` of `update_client`"),
        (format!("{}claim = ", entry(&[])), 9, "not valid TOML"),
        (format!("version = 1\n{}", entry(&[])), 1, "unknown field `version`"),
        ("\ndeviation = 3\n".to_owned(), 2, "`deviation` is not a list of tables"),
        ("deviation = [3]\n".to_owned(), 1, "`deviation` is not a list of tables"),
    ];
    for (text, line, said) in table {
        let error = refused(&text);
        assert!(error.starts_with(&format!("deviations.toml:{line}: ")), "line {line}: {error}\n{text}");
        assert!(error.contains(said) && error.contains("\n  hint: "), "{error}");
    }
}

#[test]
fn the_example_in_the_documentation_is_valid() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../");
    let docs = std::fs::read_to_string(format!("{root}docs/reports.md")).expect("the documentation");
    let example = docs.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    Deviations::parse(example, "docs/reports.md", today()).expect("a valid example");
}

#[test]
fn every_member_but_the_case_is_needed() {
    for name in ["claim", "operation", "reason", "owner", "link", "opened", "expires"] {
        let error = refused(&entry(&[(name, "")]));
        assert!(
            error.starts_with("deviations.toml:1: ") && error.contains(&format!("the entry has no `{name}`")),
            "{error}"
        );
    }
    let whole = entry(&[("case", "\"update_client.writes_name\"")]);
    Deviations::parse(&whole, "deviations.toml", today()).expect("a valid entry");
}

#[test]
fn no_entry_excuses_a_claim_about_secrets_or_tenants() {
    for claim in claim::ALL {
        let text = entry(&[("claim", &format!("{:?}", claim.id))]);
        let refused = Deviations::parse(&text, "deviations.toml", today()).is_err();
        let speaks_of = |word: &str| claim.id.contains(word) || claim.text.to_lowercase().contains(word);
        assert_eq!(refused, !claim.class.may_fail() || speaks_of("secret") || speaks_of("tenant"), "{}", claim.id);
    }
}

/// Runs the cases of an update on a server that does not write `logo_url`, with a file of known deviations.
async fn run_with(entries: &str) -> (Option<i32>, String, Document) {
    let cases = ["--case", "update_client.writes_logo_url", "--case", "update_client.writes_name"];
    run_of(entries, &cases).await
}

/// Runs these cases on such a server.
async fn run_of(entries: &str, cases: &[&str]) -> (Option<i32>, String, Document) {
    let local = mock().await;
    let rewrite = Rewrite::request(|request| request.change(|body| body.retain(|name, _| name != "logo_url")));
    let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
    let folder = tempfile::tempdir().expect("a folder");
    let (file, json) = (folder.path().join("deviations.toml"), folder.path().join("report.json"));
    std::fs::write(&file, entries).expect("writes");
    let paths = ["--deviations", file.to_str().expect("UTF-8"), "--json", json.to_str().expect("UTF-8")];
    let output = run(&on(proxy.url(), &[&TOKENS[..], &paths, cases].concat())).await;
    let document = Document::read(&json).unwrap_or_else(|error| panic!("{error}\n{}", stderr(&output)));
    proxy.shutdown().await;
    local.shutdown().await;
    (output.status.code(), stdout(&output), document)
}

/// A day so many days from today, for a run, which has no other today.
fn day(from_today: i32) -> String {
    let today = jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date();
    let span = jiff::Span::new().days(from_today);
    today.checked_add(span).expect("a date").to_string()
}

fn entry_until(days: i32, members: &[(&str, &str)]) -> String {
    let (opened, expires) = (day(days.min(0) - 10), day(days));
    let dates = [("opened", opened.as_str()), ("expires", expires.as_str())];
    entry(&[members, &dates[..]].concat())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_declared_failure_is_known_and_the_run_conformant() {
    let (code, text, document) = run_with(&entry_until(30, &[])).await;
    assert_eq!(code, Some(0), "{text}");
    assert_eq!((document.count(Verdict::Known), document.count(Verdict::Fail)), (1, 0), "{text}");
    assert!(text.contains("1 KNOWN") && text.contains("the team knows"), "{text}");
    assert_eq!(document.deviations[0].warning, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_entry_warns_for_14_days_and_then_fails() {
    for (left, code, warns) in [(15, 0, false), (14, 0, true), (0, 0, true), (-1, 1, false)] {
        let (ended, text, document) = run_with(&entry_until(left, &[])).await;
        let entry = &document.deviations[0];
        assert_eq!(ended, Some(code), "{left}: {text}");
        assert_eq!((entry.warning.is_some(), entry.problem.is_some()), (warns, code == 1), "{left}: {text}");
        assert_eq!(document.count(Verdict::Fail), usize::from(code == 1), "{text}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_entry_that_does_not_hold_fails_where_its_claim_was_judged_and_nowhere_else() {
    let known = entry_until(30, &[]);
    let table = [
        // The claim holds in the case that the entry names.
        (entry_until(30, &[("case", "\"update_client.writes_name\"")]), UseState::Passing, true),
        // The claim holds everywhere that it was judged, and that is not everywhere.
        (entry_until(30, &[("claim", "\"update.merge\"")]), UseState::NotJudged, false),
        // The case was not run.
        (entry_until(30, &[("case", "\"update_client.writes_website\"")]), UseState::NotJudged, false),
        // No case of the operation was run.
        (entry_until(30, &[("operation", "\"get_client\"")]), UseState::NotJudged, false),
        // It was judged nowhere, so that its end is only a warning.
        (entry_until(-1, &[("operation", "\"get_client\"")]), UseState::NotJudged, false),
    ];
    for (text, state, fails) in table {
        let (code, said, document) = run_with(&format!("{known}{text}")).await;
        let entry = &document.deviations[1];
        assert_eq!((entry.state, entry.problem.is_some()), (state, fails), "{text}\n{said}");
        assert_eq!(code, Some(i32::from(fails)), "{said}");
        if fails {
            assert!(said.contains("PROBLEM") && said.contains("1 known deviation is outdated"), "{said}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_entry_is_void_only_once_every_case_that_judges_its_claim_has_come_to_its_end() {
    let of = |claim: &str| entry_until(30, &[("claim", claim), ("operation", "\"get_client\"")]);
    let whole = ["--operation", "get_client"];
    let one = ["--case", "get_client.odd_ids_are_refused_in_the_error_shape"];
    let cut_short = [&whole[..], &["--max-requests", "12"]].concat();
    for claim in ["\"client.unknown\"", "\"schema.response\"", "\"envelope.error_code\""] {
        for (cases, state) in
            [(&whole[..], UseState::Passing), (&one, UseState::NotJudged), (&cut_short, UseState::NotJudged)]
        {
            let (_, said, document) = run_of(&of(claim), cases).await;
            assert_eq!(document.deviations[0].state, state, "{claim} {cases:?}: {said}");
            let next = "next: remove the outdated entry, or renew it with a new end date";
            assert_eq!(said.contains(next), state == UseState::Passing, "{said}");
        }
    }
}
