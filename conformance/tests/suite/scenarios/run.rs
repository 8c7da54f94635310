//! Runs the program as a process on the deployment of a scenario, and afterwards whatever a person would.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    path::Path,
    process::Output,
    time::Duration,
};

use rustix::process::{Pid, Signal as Sent, kill_process};
use serde_json::Value;
use tokio::{process::Command, time::timeout};

use super::{
    place::{Place, files},
    plan::{End, Scenario, Signal},
    promises,
};
use crate::deployment::{Front, Role, Stranger};

/// No scenario takes as long, however busy the machine is.
const LONGEST: Duration = Duration::from_secs(240);

/// What a scenario has shown.
pub(crate) struct Shown {
    pub(crate) output: Output,
    /// The requests that had come when the process ended.
    pub(crate) requests: usize,
    /// How many of them the rate limit refused.
    pub(crate) refused: usize,
    /// The clients that were made, those of the stranger aside.
    pub(crate) made: usize,
    pub(crate) report: Option<Value>,
    /// The files in the working directory and in the folder for state, with their text.
    pub(crate) working: BTreeMap<String, String>,
    pub(crate) ledgers: BTreeMap<String, String>,
    /// The clients at the beginning, at the end, and after the sweep, those of the stranger aside.
    pub(crate) before: Vec<Value>,
    pub(crate) after: Vec<Value>,
    pub(crate) swept: Vec<Value>,
    pub(crate) sweep: Output,
    pub(crate) ledgers_swept: BTreeMap<String, String>,
    /// Tokens and secrets.
    pub(crate) canaries: BTreeSet<String>,
}

/// Runs a scenario; what it has shown, and what it has broken with all that is needed to see why.
pub(crate) async fn run(scenario: &Scenario) -> (Shown, Option<String>) {
    let shown = show(scenario).await;
    let broken = promises::broken(scenario, &shown);
    let said = (!broken.is_empty())
        .then(|| format!("{scenario}\n  BROKEN         {}\n{shown}", broken.join("\n                 ")));
    (shown, said)
}

impl Shown {
    pub(crate) fn said(&self) -> String {
        [&self.output.stdout, &self.output.stderr].map(|bytes| String::from_utf8_lossy(bytes)).join("\n")
    }

    /// The exit code; `None` after SIGKILL.
    pub(crate) fn code(&self) -> Option<i32> {
        self.output.status.code()
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        writeln!(f, "--- {}, {} requests", self.output.status, self.requests)?;
        writeln!(f, "--- stdout\n{}--- stderr\n{}", text(&self.output.stdout), text(&self.output.stderr))?;
        writeln!(f, "--- ledgers\n{:?}\n--- sweep: {}", self.ledgers, self.sweep.status)?;
        write!(f, "{}{}", text(&self.sweep.stdout), text(&self.sweep.stderr))
    }
}

async fn show(scenario: &Scenario) -> Shown {
    let token_folder = tempfile::tempdir().expect("a folder");
    let renewed = scenario.token_command.then(|| token_folder.path().join("token"));
    let front =
        Front::start(crate::deployment::Deployment { renewed: renewed.clone(), ..scenario.deployment.clone() }).await;
    let place = Place::new(front.url());
    let before = front.world().clients().await;
    let stranger = scenario.stranger.map(|pause| Stranger::start(front.world().clone(), scenario.seed, pause));
    let others = || stranger.as_ref().map(Stranger::clients).unwrap_or_default();

    let command = program(scenario, &place, &front, renewed.as_deref());
    let output = timeout(LONGEST, until_ended(command, scenario.end, &front)).await;
    let output = output.unwrap_or_else(|_| panic!("{scenario}\nit does not end"));
    let made = front.world().made().await - others().len();
    let (requests, refused) = (front.requests(), front.refused());
    let after = without(front.world().clients().await, &others());
    let (working, ledgers) = (files(&place.at("work")), runs(&place));
    front.revive().await;
    let sweep = sweep(&place, &front).await;
    let swept = without(front.world().clients().await, &others());
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

async fn sweep(place: &Place, front: &Front) -> Output {
    let mut command = place.command(env!("CARGO_BIN_EXE_authms-conformance"));
    command.args(["sweep", "--base-url", &place.url, "--apply", "--older-than", "0s"]);
    command.env("AUTHMS_TOKEN", front.lasting_token(Role::Admin));
    timeout(LONGEST, command.output()).await.expect("it ends").expect("the program starts")
}

/// The ledgers of runs; the lock of a target stays where it is.
fn runs(place: &Place) -> BTreeMap<String, String> {
    files(&place.at("state")).into_iter().filter(|(name, _)| !name.ends_with(".lock")).collect()
}

fn without(clients: Vec<Value>, others: &BTreeSet<String>) -> Vec<Value> {
    let own = |client: &Value| client["client_id"].as_str().is_some_and(|id| !others.contains(id));
    clients.into_iter().filter(own).collect()
}
