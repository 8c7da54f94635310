//! What a signal does to a run.

use authms_conformance::{Stop, StopCause};

/// The first Ctrl-C stops the run after the request under way and puts the client back; the second ends the process.
pub(crate) async fn stop_on_signal(stop: Stop) {
    if tokio::signal::ctrl_c().await.is_err() {
        return;
    }
    eprintln!("\ninterrupted: putting the client back (press Ctrl-C again to leave it as it is)");
    stop.now(StopCause::Signal("SIGINT"));
    if tokio::signal::ctrl_c().await.is_ok() {
        eprintln!("ended at once: the client was not restored");
        std::process::exit(130);
    }
}
