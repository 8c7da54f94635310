//! The flags that say how far a run may go.

use authms_conformance::{Mode, Subject, Target};
use clap::Args;

use crate::cli::failure::Failure;

#[derive(Debug, Args)]
#[command(next_help_heading = "Mode")]
pub(crate) struct ModeArgs {
    /// Send GET only
    #[arg(long)]
    read_only: bool,
    /// Create nothing; write to the client of --client-id only
    #[arg(long)]
    no_create: bool,
    /// Run every case three times, to find faults that do not always show; 5 times the clients and requests, 4 times the
    /// time
    #[arg(long)]
    thorough: bool,
    /// A client that the run may change; what can be read of it is restored
    #[arg(long, value_name = "ID")]
    client_id: Option<String>,
    /// A second client, only read, to see that updates change no other
    #[arg(long, value_name = "ID")]
    bystander_id: Option<String>,
    /// Keep the clients that the run has created
    #[arg(long)]
    pub(crate) keep: bool,
    /// Run although another run on this target seems to be under way
    #[arg(long)]
    pub(crate) beside: bool,
}

impl ModeArgs {
    /// How far the run may go.
    pub(crate) fn mode(&self) -> Mode {
        match (self.read_only, self.no_create, self.thorough) {
            (true, ..) => Mode::ReadOnly,
            (_, true, _) => Mode::NoCreate,
            (.., true) => Mode::Thorough,
            _ => Mode::Usual,
        }
    }

    /// Whether a client to write to is lent, and a second one.
    pub(crate) fn lends(&self) -> (bool, bool) {
        (self.client_id.is_some(), self.bystander_id.is_some())
    }

    /// The first flag that names a client, if there is one.
    pub(crate) fn about_a_server(&self) -> Option<&'static str> {
        let given = [(self.client_id.is_some(), "--client-id"), (self.bystander_id.is_some(), "--bystander-id")];
        given.into_iter().find_map(|(is, flag)| is.then_some(flag))
    }

    /// No two flags contradict each other. `remote` is whether there is a base URL.
    pub(crate) fn check(&self, remote: bool) -> Result<(), Failure> {
        let contradict = |one: &str, other: &str, hint: &str| {
            Err(Failure::usage(format!("{one} and {other} contradict each other\n  hint: {hint}")))
        };
        let modes = [(self.read_only, "--read-only"), (self.no_create, "--no-create"), (self.thorough, "--thorough")];
        let given: Vec<&str> = modes.into_iter().filter(|(is, _)| *is).map(|(_, flag)| flag).collect();
        if let [one, other, ..] = given.as_slice() {
            return contradict(one, other, "a run has one mode; leave one out");
        }
        if let (Some(one), true) = (given.first().filter(|flag| **flag != "--thorough"), self.keep) {
            return contradict(one, "--keep", "such a run creates nothing that could be kept");
        }
        if self.client_id.is_some() && self.client_id == self.bystander_id {
            return Err(Failure::usage(
                "--client-id and --bystander-id name the same client\n  hint: the bystander must be a second client",
            ));
        }
        if remote && self.no_create && self.client_id.is_none() {
            return Err(Failure::usage(
                "--no-create needs a client that it may write to\n  hint: name one with --client-id, or use --read-only",
            ));
        }
        Ok(())
    }

    /// The target with the clients that the flags lend.
    pub(crate) fn lend(&self, mut target: Target) -> Target {
        if let Some(client_id) = self.client_id.clone() {
            target = target.lending(Subject { client_id, disposable: false });
        }
        if let Some(id) = &self.bystander_id {
            target = target.with_bystander(id);
        }
        target
    }
}
