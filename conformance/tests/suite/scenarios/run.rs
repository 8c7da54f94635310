//! Runs the program as a process on the deployment of a scenario, and afterwards whatever a person would.

use std::{
    collections::BTreeMap,
    path::Path,
    process::Output,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal as Sent, kill_process};
use serde_json::Value;
use tokio::{process::Command, time::timeout};

use super::{
    place::{Place, files},
    plan::{End, Scenario, Signal},
    promises,
    shown::Shown,
};
use crate::deployment::{Deployment, Front, Role, Stranger};

/// No scenario takes as long, however busy the machine is.
const LONGEST: Duration = Duration::from_secs(240);

/// Runs a scenario; what it has shown, and what it has broken with all that is needed to see why.
pub(crate) async fn run(scenario: &Scenario) -> (Shown, Option<String>) {
    let begin = Instant::now();
    let shown = show(scenario).await;
    println!(
        "{:6.1} s, exit {:?}, {} requests, {} of {} judged, scenario {}: {} {}",
        begin.elapsed().as_secs_f64(),
        shown.code(),
        shown.requests,
        shown.judged(),
        shown.cases().len(),
        scenario.seed,
        scenario.layers().join(", "),
        scenario.flags.join(" "),
    );
    let broken = promises::broken(scenario, &shown);
    let said = (!broken.is_empty())
        .then(|| format!("{scenario}\n  BROKEN         {}\n{shown}", broken.join("\n                 ")));
    (shown, said)
}

async fn show(scenario: &Scenario) -> Shown {
    let token_folder = tempfile::tempdir().expect("a folder");
    let renewed = scenario.token_command.then(|| token_folder.path().join("token"));
    let front = Front::start(Deployment { renewed: renewed.clone(), ..scenario.deployment.clone() }).await;
    let place = Place::new(front.url());
    let before = front.world().clients().await;
    let _stranger = scenario.stranger.map(|pause| Stranger::start(front.world().clone(), scenario.seed, pause));

    let command = program(scenario, &place, &front, renewed.as_deref());
    let output = timeout(LONGEST, until_ended(command, scenario.end, &front)).await;
    let output = output.unwrap_or_else(|_| panic!("{scenario}\nit does not end"));
    let made = front.world().made().await;
    let (requests, refused) = (front.requests(), front.refused());
    let after = without_the_strangers(front.world().clients().await);
    let (working, ledgers) = (files(&place.at("work")), runs(&place));
    front.revive().await;
    let sweep = sweep(scenario, &place, &front).await;
    let swept = without_the_strangers(front.world().clients().await);
    let mut canaries = front.world().secrets().await;
    canaries.extend(front.tokens());
    Shown {
        output,
        requests,
        refused,
        made,
        report: working.get("report.json").and_then(|text| serde_json::from_str(text).ok()),
        working,
        ledgers,
        before,
        after,
        swept,
        sweep,
        ledgers_swept: runs(&place),
        canaries,
    }
}

fn program(scenario: &Scenario, place: &Place, front: &Front, renewed: Option<&Path>) -> Command {
    let binary = env!("CARGO_BIN_EXE_authms-conformance");
    let mut command = match scenario.end {
        // Where the limit is reached, a write fails as on a full disk; without the trap it would end the process.
        End::FullDisk(blocks) => {
            let mut command = place.command("sh");
            command.args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\""), binary]);
            command
        }
        _ => place.command(binary),
    };
    command.args(["run", "--base-url", &place.url, "--json", "report.json"]).args(&scenario.flags);
    match renewed {
        Some(file) => command.args(["--token-command", &format!("cat {}", file.display())]),
        None => command.env("AUTHMS_TOKEN", front.token(Role::Admin)),
    };
    command.env("AUTHMS_USER_TOKEN", front.token(Role::User));
    command.env("AUTHMS_OTHER_TENANT_TOKEN", front.token(Role::OtherAdmin));
    if scenario.lent {
        command.args(["--client-id", "demo-payments", "--bystander-id", "demo-spa"]);
    }
    command
}

/// Lets a process run to its end, and sends it a signal at the request of the scenario.
async fn until_ended(mut command: Command, end: End, front: &Front) -> Output {
    let (signal, request) = match end {
        End::Signal(Signal::Term, request) => (Sent::TERM, request),
        End::Signal(Signal::Int, request) => (Sent::INT, request),
        End::Signal(Signal::Hup, request) => (Sent::HUP, request),
        End::Kill(request) => (Sent::KILL, request),
        End::Itself | End::Dies(_) | End::FullDisk(_) => (Sent::TERM, usize::MAX),
    };
    let child = command.spawn().expect("the program starts");
    let pid = child.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw).expect("a process");
    let mut output = Box::pin(child.wait_with_output());
    tokio::select! {
        ended = &mut output => return ended.expect("its output"),
        () = front.has_seen(request) => kill_process(pid, signal).expect("the process runs"),
    }
    output.await.expect("its output")
}

async fn sweep(scenario: &Scenario, place: &Place, front: &Front) -> Output {
    let mut command = place.command(env!("CARGO_BIN_EXE_authms-conformance"));
    command.args(["sweep", "--base-url", &place.url, "--apply", "--older-than", "0s"]);
    if !scenario.deployment.lags.is_empty() {
        command.args(["--settle", "2"]);
    }
    command.env("AUTHMS_TOKEN", front.lasting_token(Role::Admin));
    let output = timeout(LONGEST, command.output()).await;
    output.unwrap_or_else(|_| panic!("{scenario}\nits sweep does not end")).expect("the program starts")
}

/// The ledgers of runs; the lock of a target stays where it is.
fn runs(place: &Place) -> BTreeMap<String, String> {
    files(&place.at("state")).into_iter().filter(|(name, _)| !name.ends_with(".lock")).collect()
}

fn without_the_strangers(clients: Vec<Value>) -> Vec<Value> {
    let his = |client: &Value| client["name"].as_str().is_some_and(|name| name.starts_with(Stranger::NAME));
    clients.into_iter().filter(|client| !his(client)).collect()
}
