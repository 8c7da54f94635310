//! How far a run is: a bar on a terminal, a line now and then where there is none.

use std::{
    convert::Infallible,
    io::IsTerminal as _,
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use authms_conformance::{CaseResult, Verdict, report::text::Detail};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::terminal::warn;

/// How often a run without a terminal shows that it is alive.
const PERIOD: Duration = Duration::from_secs(10);

/// How far a run is.
pub(crate) struct Progress {
    bar: ProgressBar,
    total: usize,
    done: AtomicUsize,
    failed: AtomicUsize,
    started: Instant,
    says_lines: bool,
}

impl Progress {
    /// The progress of a run of so many cases.
    pub(crate) fn of(total: usize, detail: Detail) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let draws = if detail == Detail::Quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(u64::try_from(total).ok(), draws);
        // A template that does not parse would only cost the bar its looks.
        if let Ok(style) = ProgressStyle::with_template("{spinner} {wide_bar} {pos}/{len} cases {msg} {elapsed} ") {
            bar.set_style(style.progress_chars("=> ").tick_chars("|/-\\ "));
        }
        if !bar.is_hidden() {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Self {
            bar,
            total,
            done: AtomicUsize::new(0),
            failed: AtomicUsize::new(0),
            started: Instant::now(),
            says_lines: !terminal && detail != Detail::Quiet,
        }
    }

    /// A case came to its end.
    pub(crate) fn ended(&self, case: &CaseResult) {
        self.done.fetch_add(1, Ordering::Relaxed);
        if case.verdict >= Verdict::Inconclusive {
            let failed = self.failed.fetch_add(1, Ordering::Relaxed) + 1;
            self.bar.set_message(format!("({failed} failed)"));
        }
        self.bar.inc(1);
    }

    /// Says now and then how far the run is, where no bar does. Never ends by itself.
    pub(crate) async fn lines(&self) -> Infallible {
        loop {
            tokio::time::sleep(PERIOD).await;
            if self.says_lines {
                warn(&self.line(self.started.elapsed()));
            }
        }
    }

    fn line(&self, elapsed: Duration) -> String {
        let (done, failed) = (self.done.load(Ordering::Relaxed), self.failed.load(Ordering::Relaxed));
        let failed = if failed == 0 { String::new() } else { format!(", {failed} failed") };
        format!("running for {} s: {done} of {} cases{failed}", elapsed.as_secs(), self.total)
    }

    /// Takes the bar away, before anything else is printed.
    pub(crate) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_far_the_run_is() {
        let progress = Progress::of(7, Detail::Quiet);
        assert_eq!(progress.line(Duration::from_secs(20)), "running for 20 s: 0 of 7 cases");
        progress.done.store(3, Ordering::Relaxed);
        progress.failed.store(1, Ordering::Relaxed);
        assert_eq!(progress.line(Duration::from_secs(30)), "running for 30 s: 3 of 7 cases, 1 failed");
    }
}
