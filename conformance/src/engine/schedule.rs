//! Which case runs when: independent ones side by side on one thread, and those that failed once more at the end.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::{StreamExt as _, stream::FuturesUnordered};

use super::{
    case_run::{Runner, run_case},
    result::{CaseResult, Unjudged},
};
use crate::{
    case::{definition::Case, definition::Turn, run_state::RunState},
    judging::verdict::{Finding, Verdict},
};

/// How often a thorough run has each case.
const ROUNDS: usize = 3;

/// Runs all cases, as many at a time as the limits allow, and returns their results in the order of the cases. `each`
/// sees every result as soon as there is one; a case that is run once more is seen again.
pub(crate) async fn schedule(
    cases: &[&Case],
    state: &RunState,
    runner: &Runner<'_>,
    mut each: impl FnMut(&CaseResult),
) -> Vec<CaseResult> {
    let mut results: Vec<Option<CaseResult>> = cases.iter().map(|_| None).collect();
    let mut queue = Queue::new(cases, state.lent().now().is_some(), runner.options.limits.concurrency);
    let mut running = FuturesUnordered::new();
    loop {
        while let Some(index) = queue.next() {
            running.push(async move { (index, in_rounds(cases[index], state, runner).await) });
        }
        let Some((index, mut result)) = running.next().await else { break };
        queue.finished(index);
        if result.verdict == Verdict::Fail {
            runner.session.hold_clients_back(true);
        }
        runner.options.deviations.excuse(&mut result);
        each(&result);
        results[index] = Some(result);
    }
    let mut results: Vec<CaseResult> = results.into_iter().flatten().collect();
    let (fresh, mut unresponsive) = (state.again(), BTreeSet::new());
    let mut again: Vec<(&&Case, &mut CaseResult)> = cases.iter().zip(&mut results).collect();
    // Those without a verdict come first, so that no second run uses up the clients of a first one; then those that few
    // others could stand for.
    let failed = times_broken(again.iter().map(|(_, result)| &**result));
    again.sort_by_key(|(_, result)| (!is_open(result), broken(result).iter().map(|claim| failed[*claim]).min()));
    runner.session.hold_clients_back(false);
    let (mut stopped, mut is_broken) = (Vec::new(), runner.session.distrusts().is_some());
    for (case, result) in again {
        // One wait for each operation shows that it does not respond.
        let waits = result.unjudged == Some(Unjudged::Weather) && is_open(result);
        if waits && unresponsive.contains(case.operation.id) {
            continue;
        }
        if let Some(mut settled) = once_more(case, result, &fresh, runner).await {
            is_broken |= settled.reproduced == Some(true);
            if is_unrepeated(&settled) {
                *result = settled;
                stopped.push(result);
                continue;
            }
            runner.options.deviations.excuse(&mut settled);
            each(&settled);
            *result = settled;
        } else if waits {
            unresponsive.insert(case.operation.id);
        }
    }
    for result in stopped {
        // A service that has broken nothing twice may have had a bad moment, in which the clients of the run were used up.
        if !is_broken {
            result.findings = weighed(&result.findings, &BTreeSet::new());
            result.verdict = Verdict::Inconclusive;
        }
        runner.options.deviations.excuse(result);
        each(result);
    }
    results
}

/// Runs a case, and in a thorough run again as long as nothing is found: a fault that shows now and then shows sooner.
async fn in_rounds(case: &Case, state: &RunState, runner: &Runner<'_>) -> CaseResult {
    let mut result = run_case(case, state, runner).await;
    let rounds = if runner.options.mode.is_thorough() { ROUNDS } else { 1 };
    for _ in 1..rounds {
        if !matches!(result.verdict, Verdict::Pass | Verdict::Observed | Verdict::Unobservable) {
            break;
        }
        let again = run_case(case, state, runner).await;
        let (requests, milliseconds) = (result.requests + again.requests, result.milliseconds + again.milliseconds);
        let graver = if again.verdict > result.verdict { again } else { result };
        result = CaseResult { requests, milliseconds, ..graver };
    }
    result
}

/// The cases that wait, and what those that run take up.
struct Queue<'c> {
    cases: &'c [&'c Case],
    waiting: Vec<usize>,
    /// Whether there is one client for all cases that work on the run's client, so that only one may run.
    one_client: bool,
    on_it: usize,
    slots: usize,
    taken: usize,
}

impl<'c> Queue<'c> {
    fn new(cases: &'c [&'c Case], one_client: bool, slots: usize) -> Self {
        let mut waiting: Vec<usize> = (0..cases.len()).collect();
        waiting.sort_by_key(|index| cases[*index].turn);
        Self { cases, waiting, one_client, on_it: 0, slots: slots.max(1), taken: 0 }
    }

    /// The first case that may run beside those that run, which then takes up its part.
    fn next(&mut self) -> Option<usize> {
        let position = self.waiting.iter().position(|index| self.may_run(self.cases[*index]))?;
        let index = self.waiting.remove(position);
        self.taken += self.cases[index].at_once;
        self.on_it += usize::from(self.is_on_one_client(self.cases[index]));
        Some(index)
    }

    fn finished(&mut self, index: usize) {
        self.taken -= self.cases[index].at_once;
        self.on_it -= usize::from(self.is_on_one_client(self.cases[index]));
    }

    fn may_run(&self, case: &Case) -> bool {
        let has_room = self.taken == 0 || self.taken + case.at_once <= self.slots;
        let is_its_turn = case.turn != Turn::Last || self.taken == 0;
        has_room && is_its_turn && !(self.is_on_one_client(case) && self.on_it > 0)
    }

    fn is_on_one_client(&self, case: &Case) -> bool {
        self.one_client && case.touches.is_on_the_lent_client()
    }
}

/// Whether a case ended without a verdict for a reason that another try may not meet.
fn is_open(result: &CaseResult) -> bool {
    may_pass(result.unjudged) && result.verdict != Verdict::Fail
}

/// Whether a case failed and the run left nothing for another try, although it goes on.
fn is_unrepeated(result: &CaseResult) -> bool {
    result.verdict == Verdict::Fail && result.unjudged == Some(Unjudged::Stopped)
}

fn may_pass(unjudged: Option<Unjudged>) -> bool {
    matches!(unjudged, Some(Unjudged::Weather | Unjudged::Moved))
}

/// Runs a case again that failed or was kept from a verdict, on clients that no case has used, but for the one that the run was
/// lent; `None` if that says nothing new.
async fn once_more(case: &Case, first: &CaseResult, fresh: &RunState, runner: &Runner<'_>) -> Option<CaseResult> {
    let mut result = first.clone();
    if is_open(first) {
        let again = run_case(case, fresh, runner).await;
        if may_pass(again.unjudged) {
            return None;
        }
        result = CaseResult { attempts: result.attempts + 1, ..again };
    }
    if result.verdict == Verdict::Fail {
        let again = run_case(case, fresh, runner).await;
        result = match again.verdict {
            Verdict::Fail if !broken_alike(&result, &again).is_empty() => reproduced(result, &again),
            Verdict::NotRun => not_run_again(result, &again, runner.options.stop.cause().is_some()),
            _ => not_reproduced(result, &again),
        };
    }
    (result.attempts > first.attempts || result.reason != first.reason).then_some(result)
}

/// How many cases have broken each claim.
fn times_broken<'r>(results: impl Iterator<Item = &'r CaseResult>) -> BTreeMap<String, usize> {
    let claims = results.flat_map(|result| broken(result).into_iter().map(str::to_owned).collect::<Vec<_>>());
    claims.fold(BTreeMap::new(), |mut times, claim| {
        *times.entry(claim).or_default() += 1;
        times
    })
}

/// The claims that a case has broken.
fn broken(result: &CaseResult) -> BTreeSet<&str> {
    let failures = result.findings.iter().filter(|finding| finding.verdict == Verdict::Fail);
    failures.map(|finding| finding.claim.as_str()).collect()
}

/// The claims that both runs of a case have broken.
fn broken_alike<'r>(first: &'r CaseResult, again: &'r CaseResult) -> BTreeSet<&'r str> {
    broken(first).intersection(&broken(again)).copied().collect()
}

/// The findings of a first run, of which those that did not show again say nothing certain about the service.
fn weighed(findings: &[Finding], again: &BTreeSet<&str>) -> Vec<Finding> {
    let weigh = |finding: &Finding| match finding.verdict {
        Verdict::Fail if !again.contains(finding.claim.as_str()) => {
            Finding { verdict: Verdict::Inconclusive, ..finding.clone() }
        }
        _ => finding.clone(),
    };
    findings.iter().map(weigh).collect()
}

fn reproduced(first: CaseResult, again: &CaseResult) -> CaseResult {
    let findings = weighed(&first.findings, &broken_alike(&first, again));
    CaseResult { findings, reproduced: Some(true), attempts: first.attempts + 1, ..first }
}

/// A failure that could not be looked for again says nothing certain, if the weather or the end of the run kept the case
/// from it. It stands if the service does not let the case run; where no client is left, other cases decide.
fn not_run_again(first: CaseResult, again: &CaseResult, is_stopped: bool) -> CaseResult {
    let why = again.reason.as_deref().unwrap_or("no reason is known");
    let why = format!("it could not be run again: {why}");
    let reason = Some(first.reason.as_ref().map_or(why.clone(), |ended| format!("{ended}; {why}")));
    let requests = first.requests + again.requests;
    if may_pass(again.unjudged) || is_stopped {
        let findings = weighed(&first.findings, &BTreeSet::new());
        return CaseResult { findings, verdict: Verdict::Inconclusive, reason, requests, ..first };
    }
    CaseResult { reason, requests, unjudged: again.unjudged, ..first }
}

/// A failure that did not show again says nothing certain about the service.
fn not_reproduced(first: CaseResult, again: &CaseResult) -> CaseResult {
    let (client, verdict) = (first.client_of_rerun(), again.verdict);
    let findings = weighed(&first.findings, &BTreeSet::new());
    let others = broken(again).into_iter().collect::<Vec<_>>().join("`, `");
    let of = if others.is_empty() { String::new() } else { format!(" for another reason: `{others}`") };
    let reason = format!("it failed, and when it was run once more on {client}, it ended with {verdict}{of}");
    CaseResult {
        findings,
        reason: Some(reason),
        verdict: Verdict::Inconclusive,
        reproduced: Some(false),
        attempts: first.attempts + 1,
        requests: first.requests + again.requests,
        ..first
    }
}

#[cfg(test)]
mod tests {
    use authms_spec::{claim::CLIENT_UNKNOWN, operation::GET_CLIENT};

    use super::*;
    use crate::case::{definition::case, step::Touches};

    fn a_case(touches: Touches) -> Case {
        case!(GET_CLIENT, "nothing", "It does nothing.", touches = touches, claims = [CLIENT_UNKNOWN], async |_run| {})
    }

    /// What runs side by side, step by step: at each step as many as may, until the first of them has ended.
    fn steps(cases: &[Case], one_client: bool, slots: usize) -> Vec<Vec<usize>> {
        let cases: Vec<&Case> = cases.iter().collect();
        let (mut queue, mut running, mut steps) = (Queue::new(&cases, one_client, slots), Vec::new(), Vec::new());
        loop {
            while let Some(index) = queue.next() {
                running.push(index);
            }
            if running.is_empty() {
                return steps;
            }
            steps.push(running.clone());
            queue.finished(running.remove(0));
        }
    }

    #[test]
    fn as_many_cases_run_as_there_are_slots_each_once_and_in_their_order() {
        let cases = [const { Touches::Nothing }; 4].map(a_case);
        assert_eq!(steps(&cases, false, 2), [vec![0, 1], vec![1, 2], vec![2, 3], vec![3]]);
        assert_eq!(steps(&cases, false, 0), [[0], [1], [2], [3]], "one at least");
    }

    #[test]
    fn of_the_cases_on_the_lent_client_only_one_runs_and_the_others_do_not_wait_for_it() {
        let cases = [Touches::Subject, Touches::ReadsSubject, Touches::Scratch, Touches::OwnClients].map(a_case);
        assert_eq!(steps(&cases, true, 4)[..2], [vec![0, 2, 3], vec![2, 3, 1]]);
        assert_eq!(steps(&cases, false, 4)[0], [0, 1, 2, 3], "each has a client of its own");
    }

    #[test]
    fn a_case_that_races_takes_two_slots_and_runs_even_if_there_is_one() {
        let cases = || [a_case(Touches::Nothing), a_case(Touches::Nothing).racing(), a_case(Touches::Nothing)];
        assert_eq!(steps(&cases(), false, 2), [vec![0, 2], vec![2], vec![1]]);
        assert_eq!(steps(&cases(), false, 1), [[0], [1], [2]]);
        assert_eq!(steps(&cases(), false, 3)[0], [0, 1]);
    }

    #[test]
    fn early_cases_come_first_and_the_last_ones_when_nothing_else_runs() {
        let cases = [a_case(Touches::Nothing).last(), a_case(Touches::Nothing), a_case(Touches::Nothing).early()];
        assert_eq!(steps(&cases, false, 4), [vec![2, 1], vec![1], vec![0]]);
    }
}
