//! What a run promises on every correct deployment, in any weather, however it ends.

use std::{collections::BTreeSet, os::unix::process::ExitStatusExt as _};

use serde_json::Value;

use super::{
    plan::{End, Scenario},
    shown::Shown,
};
use crate::deployment::{Expiry, Life, Role, Weather};

/// The promises that a scenario has shown to be broken.
pub(super) fn broken(scenario: &Scenario, shown: &Shown) -> Vec<String> {
    let promises: [fn(&Scenario, &Shown) -> Vec<String>; 7] =
        [exit_code, report, accuses_nobody, leaves_nothing, changes_nothing, tells_no_secret, keeps_to_its_files];
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

/// Whether a case may stay without a verdict: tokens end for good, responses are lost, or the run does not end by itself.
fn may_lack_verdicts(scenario: &Scenario) -> bool {
    let deployment = &scenario.deployment;
    let times_out = scenario.flags.iter().any(|flag| flag == "--timeout");
    let loses_responses = deployment.weather != Weather::default()
        || times_out && deployment.latency.is_some_and(|latency| latency.one_in > 0);
    let expires = deployment.expiry.is_some() && !scenario.token_command;
    expires || loses_responses || scenario.end != End::Itself
}

fn exit_code(scenario: &Scenario, shown: &Shown) -> Vec<String> {
    let status = shown.output.status;
    let explained = match (status.code(), scenario.end) {
        (Some(0), _) => true,
        (Some(2), _) => may_lack_verdicts(scenario),
        (Some(3), _) => cannot_clean_up(scenario),
        (Some(130), End::Signal(..)) => true,
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
