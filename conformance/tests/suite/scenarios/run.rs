//! Runs the program as a process on the deployment of a scenario, and afterwards whatever a person would.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::{Output, Stdio},
    time::Duration,
};

use rustix::process::{Pid, Signal as Sent, kill_process};
use serde_json::Value;
use tempfile::TempDir;
use tokio::{process::Command, time::timeout};

use super::{
    plan::{End, Scenario, Signal},
    promises,
};
use crate::deployment::{Front, Role, Stranger};

/// No scenario takes as long, however busy the machine is.
const LONGEST: Duration = Duration::from_secs(240);

/// What a scenario has shown.
pub(super) struct Shown {
    pub(super) output: Output,
    /// The requests that had come when the process ended.
    pub(super) requests: usize,
    pub(super) report: Option<Value>,
    /// The files in the working directory and in the folder for state, with their text.
    pub(super) working: BTreeMap<String, String>,
    pub(super) ledgers: BTreeMap<String, String>,
    /// The clients at the beginning, at the end, and after the sweep, those of the stranger aside.
    pub(super) before: Vec<Value>,
    pub(super) after: Vec<Value>,
    pub(super) swept: Vec<Value>,
    pub(super) sweep: Output,
    pub(super) ledgers_swept: BTreeMap<String, String>,
    /// Tokens and secrets.
    pub(super) canaries: BTreeSet<String>,
}

/// Where a run works, and what it is told.
struct Place {
    folder: TempDir,
    url: String,
}

impl Place {
    fn new(url: String) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["work", "state", "home"] {
            fs::create_dir(folder.path().join(name)).expect("a new folder");
        }
        Self { folder, url }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.at("work")).env("XDG_STATE_HOME", self.at("state")).env("HOME", self.at("home"));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        for name in ["AUTHMS_TOKEN", "AUTHMS_USER_TOKEN", "AUTHMS_OTHER_TENANT_TOKEN", "GITHUB_ACTIONS"] {
            command.env_remove(name);
        }
        command
    }
}

/// Runs a scenario; what it has broken, with all that is needed to see why.
pub(super) async fn run(scenario: &Scenario) -> Option<String> {
    let shown = show(scenario).await;
    let broken = promises::broken(scenario, &shown);
    (!broken.is_empty()).then(|| {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        format!(
            "{scenario}\n  BROKEN         {}\n--- stdout\n{}\n--- stderr\n{}\n--- ledgers\n{:?}\n--- sweep ({})\n{}\n{}",
            broken.join("\n                 "),
            text(&shown.output.stdout),
            text(&shown.output.stderr),
            shown.ledgers,
            shown.sweep.status,
            text(&shown.sweep.stdout),
            text(&shown.sweep.stderr),
        )
    })
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
    let requests = front.requests();
    let after = without(front.world().clients().await, &others());
    let (working, ledgers) = (files(&place.at("work")), files(&place.at("state")));
    front.revive().await;
    let sweep = sweep(&place, &front).await;
    let swept = without(front.world().clients().await, &others());
    let mut canaries = front.world().secrets().await;
    canaries.extend(front.tokens());
    Shown {
        output,
        requests,
        report: working.get("report.json").and_then(|text| serde_json::from_str(text).ok()),
        working,
        ledgers,
        before,
        after,
        swept,
        sweep,
        ledgers_swept: files(&place.at("state")),
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

fn without(clients: Vec<Value>, others: &BTreeSet<String>) -> Vec<Value> {
    let own = |client: &Value| client["client_id"].as_str().is_some_and(|id| !others.contains(id));
    clients.into_iter().filter(own).collect()
}

/// Every file below a folder, by its path there.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(&below).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("it is below").display().to_string();
                found.insert(name, String::from_utf8_lossy(&fs::read(&path).unwrap_or_default()).into_owned());
            }
        }
    }
    found
}
