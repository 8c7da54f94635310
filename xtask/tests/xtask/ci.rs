//! `ci`: which steps run, what a failure does, and the table at the end.

use std::{collections::BTreeSet, fs, time::Duration};

use insta::assert_snapshot;
use xtask::ci::{Ended, STEPS, Selection, Shell, Step, StepError, Timed, When, render, run, select};

fn names(selection: Selection<'_>) -> Vec<&'static str> {
    select(&STEPS, selection).expect("steps").into_iter().map(|step| step.name).collect()
}

fn step(name: &'static str, work: fn(&Shell) -> Result<(), StepError>) -> Step {
    Step { name, about: "a step of a test", when: When::Change, budget: Duration::from_secs(60), work }
}

#[test]
fn a_choice_or_names_select_steps_in_the_order_of_the_gate() {
    assert_eq!(names(Selection::Fast), ["format", "clippy", "unit"]);
    let (change, long) = (names(Selection::Change), names(Selection::Long));
    assert!(change.contains(&"test") && !change.contains(&"unit") && !change.contains(&"rehearse"), "{change:?}");
    assert!(long.contains(&"rehearse") && !long.contains(&"unit"), "{long:?}");
    let named = ["tidy".to_owned(), "format".to_owned()];
    assert_eq!(names(Selection::Named(&named)), ["format", "tidy"]);
    let error = select(&STEPS, Selection::Named(&["tidi".to_owned()])).expect_err("no such step").to_string();
    assert!(error.contains("`tidi`") && error.contains("cargo xtask ci list"), "{error}");
}

#[test]
fn the_whole_gate_has_a_budget_of_forty_minutes_and_each_name_stands_once() {
    let budget: Duration = select(&STEPS, Selection::Change).expect("steps").iter().map(|step| step.budget).sum();
    assert!(budget <= Duration::from_secs(40 * 60), "{budget:?}");
    assert_eq!(STEPS.iter().map(|step| step.name).collect::<BTreeSet<_>>().len(), STEPS.len());
}

#[test]
fn a_failure_ends_the_run_unless_it_is_to_keep_going() {
    fn mark(shell: &Shell) -> Result<(), StepError> {
        fs::write(shell.root().join("ran"), "").map_err(StepError::new)
    }
    let steps = [step("fails", |_| Err(StepError::new("on purpose"))), step("marks", mark)];
    let steps: Vec<&Step> = steps.iter().collect();
    for keep_going in [false, true] {
        let root = tempfile::tempdir().expect("a folder");
        let shell = Shell::new(root.path().to_owned());
        assert!(!run(&shell, &steps, keep_going).expect("a table"));
        assert_eq!(root.path().join("ran").exists(), keep_going);
        let table = fs::read_to_string(root.path().join("target/ci/times.md")).expect("a table");
        assert!(table.contains("| fails | FAILED |"), "{table}");
        assert_eq!(table.contains("| marks | not run |"), !keep_going, "{table}");
        assert!(run(&shell, &steps[1..], keep_going).expect("a table"));
    }
}

#[test]
fn the_table_names_what_is_over_its_budget() {
    let (short, long) = (step("short", |_| Ok(())), step("long", |_| Ok(())));
    let timed = |step, ended, seconds| Timed { step, ended, took: Duration::from_secs(seconds) };
    assert_snapshot!(render(&[
        timed(&short, Ended::Passed, 7),
        timed(&long, Ended::Failed, 125),
        timed(&short, Ended::NotRun, 0),
    ]));
}
