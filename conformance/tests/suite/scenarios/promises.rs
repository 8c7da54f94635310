//! What a run promises on every correct deployment, in any weather, however it ends.

use std::{collections::BTreeSet, os::unix::process::ExitStatusExt as _};

use serde_json::Value;

use super::{
    plan::{End, Scenario},
    shown::Shown,
};
use crate::deployment::{Expiry, Latency, Life, Role, Weather};

/// The promises that a scenario has shown to be broken.
pub(super) fn broken(scenario: &Scenario, shown: &Shown) -> Vec<String> {
    let promises: [fn(&Scenario, &Shown) -> Vec<String>; 9] = [
        exit_code,
        report,
        accuses_nobody,
        judges_what_it_can,
        says_why,
        leaves_nothing,
        changes_nothing,
        tells_no_secret,
        keeps_to_its_files,
    ];
    promises.iter().flat_map(|promise| promise(scenario, shown)).collect()
}

fn when(broken: bool, text: impl Into<String>) -> Vec<String> {
    if broken { vec![text.into()] } else { Vec::new() }
}

/// A token that the run cannot renew says when it expires.
fn expires(scenario: &Scenario) -> bool {
    let told = |expiry: Expiry| matches!(expiry.life, Life::Time(_));
    scenario.deployment.expiry.is_some_and(told) && !scenario.token_command
}

/// The clean-up cannot reach the service, or is not allowed to.
fn cannot_clean_up(scenario: &Scenario) -> bool {
    let expires = scenario.deployment.expiry.is_some_and(|expiry| expiry.role == Role::Admin);
    expires && !scenario.token_command || matches!(scenario.end, End::Dies(_))
}

/// Responses get lost on the way, or come too late for the run.
fn loses_responses(scenario: &Scenario) -> bool {
    let times_out = scenario.flags.iter().any(|flag| flag == "--timeout");
    let is_slow = |latency: Latency| latency.one_in > 0;
    scenario.deployment.weather != Weather::default() || times_out && scenario.deployment.latency.is_some_and(is_slow)
}

/// Tokens of one kind end for good.
fn loses_a_token(scenario: &Scenario) -> bool {
    scenario.deployment.expiry.is_some() && !scenario.token_command
}

/// Whether the scenario ends the run: a signal was sent in time, or the service went down.
fn was_ended(scenario: &Scenario, shown: &Shown) -> bool {
    match scenario.end {
        End::Signal(_, request) | End::Kill(request) | End::Dies(request) => shown.requests >= request,
        End::Itself | End::FullDisk(_) => false,
    }
}

/// Requests that may come while a signal is on its way to the run.
const ON_THE_WAY: usize = 30;

fn exit_code(scenario: &Scenario, shown: &Shown) -> Vec<String> {
    let status = shown.output.status;
    let ended = was_ended(scenario, shown);
    let explained = match (status.code(), scenario.end) {
        // A signal may come when all is done.
        (Some(0), End::Signal(_, request)) => shown.requests < request + ON_THE_WAY,
        (Some(0), _) => true,
        (Some(2), End::Dies(_)) if ended => true,
        (Some(2), _) => loses_responses(scenario) || loses_a_token(scenario),
        (Some(3), _) => cannot_clean_up(scenario),
        (Some(130), End::Signal(..)) => ended,
        // On a busy machine a token may have expired before the first request.
        (Some(78), _) => expires(scenario) && shown.said().contains("token expired"),
        (Some(74), End::FullDisk(_)) => true,
        (None, End::Kill(_)) => status.signal() == Some(9),
        _ => false,
    };
    when(!explained, format!("exit code: {status} after {} requests", shown.requests))
}

fn report(scenario: &Scenario, shown: &Shown) -> Vec<String> {
    let Some(report) = &shown.report else {
        return when(!matches!(scenario.end, End::FullDisk(_)), "report: there is no JSON report, or it is not valid");
    };
    let state = report["state"].as_str().unwrap_or("none");
    match (shown.output.status.code(), scenario.end) {
        (None, _) => when(state != "started", format!("report: after SIGKILL its state is {state}")),
        (Some(_), End::FullDisk(_)) if state == "started" => Vec::new(),
        (Some(code), _) => {
            let ended = matches!(state, "finished" | "failed") && report["exit_code"] == code;
            when(!ended, format!("report: its state is {state}, its exit code {}", report["exit_code"]))
        }
    }
}

/// Nothing fails, not even once.
fn accuses_nobody(_: &Scenario, shown: &Shown) -> Vec<String> {
    let speaks_against = ["FAIL", "WARN", "INCONCLUSIVE"].map(Value::from);
    let accused = shown.cases().iter().filter(|result| speaks_against.contains(&result["verdict"]));
    let text = |result: &Value| {
        format!("verdict: {} {}: {} {}", result["verdict"], result["id"], result["reason"], result["findings"])
    };
    accused.map(text).collect()
}

/// Cases without a verdict are few where nothing ends the run, and where something does, requests were not sent in vain.
fn judges_what_it_can(scenario: &Scenario, shown: &Shown) -> Vec<String> {
    let (judged, all) = (shown.judged(), shown.cases().len());
    let least = if was_ended(scenario, shown) || loses_a_token(scenario) {
        // What comes before the first case and after the last takes 40 requests, and no case needs more than 20.
        (shown.requests - shown.refused).saturating_sub(40) / 20
    } else if loses_responses(scenario) {
        all - all / 4
    } else {
        all
    };
    when(all > 0 && judged < least, format!("verdicts: {judged} of {all} cases after {} requests", shown.requests))
}

/// A case without a verdict names what has kept it from one, and that is in the scenario.
fn says_why(scenario: &Scenario, shown: &Shown) -> Vec<String> {
    let ended = was_ended(scenario, shown);
    let causes = [
        ("the run was interrupted", ended),
        ("token", loses_a_token(scenario)),
        ("respon", loses_responses(scenario) || ended),
    ];
    let explained =
        |why: &Value| causes.iter().any(|(word, has)| *has && why.as_str().is_some_and(|why| why.contains(word)));
    let unexplained = shown.cases().iter().filter(|case| case["verdict"] == "NOT_RUN" && !explained(&case["reason"]));
    unexplained.map(|case| format!("verdict: NOT_RUN {} because {}", case["id"], case["reason"])).collect()
}

fn ids(clients: &[Value]) -> BTreeSet<&str> {
    clients.iter().filter_map(|client| client["client_id"].as_str()).collect()
}

fn leaves_nothing(scenario: &Scenario, shown: &Shown) -> Vec<String> {
    let before = ids(&shown.before);
    let left: Vec<&str> = ids(&shown.after).difference(&before).copied().collect();
    let may_leave = matches!(shown.output.status.code(), None | Some(3));
    let mut broken = when(!may_leave && !left.is_empty(), format!("left behind without a word: {left:?}"));
    let report = shown.working.get("report.json").map(String::as_str).unwrap_or_default();
    // A client whose creation has no response yet is in the ledger under the name that it was given.
    let listed = |id: &&&str| {
        let client = shown.after.iter().find(|client| client["client_id"] == **id);
        let run = client.and_then(|client| client["name"].as_str()).and_then(|name| name.split('-').nth(1));
        let names = |text: &str| text.contains(**id) || run.is_some_and(|run| text.contains(run));
        names(report) || shown.ledgers.values().any(|text| names(text))
    };
    let unlisted: Vec<&&str> = left.iter().filter(|id| !listed(id)).collect();
    broken.extend(when(!unlisted.is_empty(), format!("left behind and in no list: {unlisted:?}")));
    let swept: Vec<&str> = ids(&shown.swept).difference(&before).copied().collect();
    broken.extend(when(!swept.is_empty(), format!("left behind after the sweep: {swept:?}")));
    broken.extend(when(
        !matches!(shown.sweep.status.code(), Some(0)),
        format!("sweep: {} with {} clients left before it", shown.sweep.status, left.len()),
    ));
    broken.extend(when(
        !shown.ledgers_swept.is_empty(),
        format!("ledger: still there after the sweep: {:?}", shown.ledgers_swept.keys()),
    ));
    let clean = may_leave || scenario.end != End::Itself || shown.ledgers.is_empty();
    broken.extend(when(!clean, format!("ledger: still there after a clean end: {:?}", shown.ledgers.keys())));
    broken
}

/// A client that was lent has another time of its last update; nothing else of what was there differs.
fn changes_nothing(scenario: &Scenario, shown: &Shown) -> Vec<String> {
    let comparable = |client: &Value| {
        let mut client = client.clone();
        if scenario.lent && client["client_id"] == "demo-payments" {
            client.as_object_mut().expect("a client").remove("updated_at");
        }
        client
    };
    let now: Vec<Value> = shown.after.iter().map(comparable).collect();
    let lost = |client: &&Value| {
        // What cannot be put back is named, with the update that would.
        let named = scenario.lent && client["client_id"] == "demo-payments" && may_name(shown);
        !now.contains(&comparable(client)) && !named
    };
    let changed = shown.before.iter().filter(lost);
    changed.map(|client| format!("changed or removed: {}", client["client_id"])).collect()
}

/// Whether the run could not put a client back, or had no time to.
fn may_name(shown: &Shown) -> bool {
    matches!(shown.output.status.code(), None | Some(3))
}

fn tells_no_secret(_: &Scenario, shown: &Shown) -> Vec<String> {
    let outputs = [("stdout", &shown.output.stdout), ("stderr", &shown.output.stderr)];
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut places: Vec<(String, String)> =
        outputs.iter().map(|(name, bytes)| ((*name).to_owned(), text(bytes))).collect();
    places.push(("stdout of the sweep".to_owned(), text(&shown.sweep.stdout)));
    places.push(("stderr of the sweep".to_owned(), text(&shown.sweep.stderr)));
    places.extend(shown.working.clone());
    places.extend(shown.ledgers.clone());
    let tells = |text: &str| shown.canaries.iter().any(|canary| text.contains(canary.as_str()));
    places.iter().filter(|(_, text)| tells(text)).map(|(name, _)| format!("a secret or a token in {name}")).collect()
}

fn keeps_to_its_files(_: &Scenario, shown: &Shown) -> Vec<String> {
    let other: Vec<&String> = shown.working.keys().filter(|name| *name != "report.json").collect();
    when(!other.is_empty(), format!("further files in the working directory: {other:?}"))
}
