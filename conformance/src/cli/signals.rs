//! What a signal does to a run.

use std::{
    future::Future,
    io::{self, Write as _},
    sync::Arc,
};

use authms_conformance::{Ledger, Stop, StopCause};

use super::{failure::Failure, outputs::Outputs};

/// The first signal stops the run after the requests under way, and the clean-up follows; the second ends the process.
/// Ctrl-C, the end of a CI job and a terminal that is closed are all the same.
/// Either way the outputs say how it ended.
/// `removal` says how to remove what is left.
pub(crate) async fn stop_on_signal(
    mut signals: Signals,
    stop: Stop,
    ledger: Ledger,
    outputs: Arc<Outputs>,
    removal: String,
) {
    let name = signals.next().await;
    say(&format!("\ninterrupted ({name}): cleaning up; a second signal stops at once and leaves the clients behind"));
    stop.now(StopCause::Signal(name));
    let name = signals.next().await;
    // An id is what the server gave.
    let mut left: Vec<String> = ledger.left().iter().map(|id| id.escape_debug().to_string()).collect();
    // A creation without a response yet may be carried out all the same.
    left.extend(ledger.unlisted());
    if left.is_empty() {
        end_at_once(&outputs, &format!("ended at once ({name}): no client of this run is left that it knows of"), 130);
    }
    let left = left.join(", ");
    end_at_once(&outputs, &format!("ended at once ({name}): it has left behind {left}\n{removal}"), 3)
}

fn end_at_once(outputs: &Outputs, why: &str, exit_code: u8) -> ! {
    say(why);
    // There is no one left to tell if this fails.
    let _ = outputs.fail(why, exit_code);
    std::process::exit(exit_code.into())
}

/// Prints on stderr. A closed pipe must not end the run before its clean-up.
fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

impl Signals {
    /// Does what is there to do before the first request. A signal ends it: there is nothing to clean up yet.
    ///
    /// # Errors
    ///
    /// What keeps the work from its end, such as a signal.
    pub(crate) async fn or<T>(&mut self, work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
        tokio::select! {
            // Ctrl-C goes to the commands of a run as well, which fail then: the signal is why.
            biased;
            name = self.next() => Err(Failure::interrupted(name)),
            done = work => done,
        }
    }
}

/// The signals that end a run, from the moment when they are watched.
#[cfg(unix)]
pub(crate) struct Signals([(&'static str, tokio::signal::unix::Signal); 3]);

#[cfg(unix)]
impl Signals {
    pub(crate) fn watch() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        let interrupt = signal(SignalKind::interrupt())?;
        let (terminate, hangup) = (signal(SignalKind::terminate())?, signal(SignalKind::hangup())?);
        Ok(Self([("SIGINT", interrupt), ("SIGTERM", terminate), ("SIGHUP", hangup)]))
    }

    /// The name of the next signal.
    async fn next(&mut self) -> &'static str {
        let [(one, interrupt), (two, terminate), (three, hangup)] = &mut self.0;
        tokio::select! {
            _ = interrupt.recv() => one,
            _ = terminate.recv() => two,
            _ = hangup.recv() => three,
        }
    }
}

/// The signals that end a run.
#[cfg(not(unix))]
pub(crate) struct Signals;

#[cfg(not(unix))]
impl Signals {
    pub(crate) fn watch() -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) -> &'static str {
        match tokio::signal::ctrl_c().await {
            Ok(()) => "Ctrl-C",
            Err(_) => std::future::pending().await,
        }
    }
}
