//! How far a run is: a bar on a terminal, a line now and then where there is none.

use std::{
    collections::BTreeMap,
    convert::Infallible,
    io::IsTerminal as _,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use authms_conformance::{CaseResult, Verdict, report::text::Detail};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::terminal::warn;

/// How often a run without a terminal shows that it is alive.
const PERIOD: Duration = Duration::from_secs(10);

/// The cases that ended, with their last verdicts, and how many of them were run once more.
#[derive(Default)]
struct Seen {
    verdicts: BTreeMap<String, Verdict>,
    again: usize,
}

/// How far a run is.
pub(crate) struct Progress {
    bar: ProgressBar,
    total: usize,
    seen: Mutex<Seen>,
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
            seen: Mutex::default(),
            started: Instant::now(),
            says_lines: !terminal && detail != Detail::Quiet,
        }
    }

    /// A case came to its end, maybe for the second time.
    pub(crate) fn ended(&self, case: &CaseResult) {
        self.see(&case.id, case.verdict);
        let [done, failed, again] = self.counts();
        self.bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
        let notes = notes(failed, again);
        self.bar.set_message(if notes.is_empty() { notes } else { format!("({notes})") });
    }

    fn see(&self, id: &str, verdict: Verdict) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let before = seen.verdicts.insert(id.to_owned(), verdict);
        seen.again += usize::from(before.is_some());
    }

    /// The cases that ended, those of them that failed, and those that were run once more.
    fn counts(&self) -> [usize; 3] {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let failed = seen.verdicts.values().filter(|verdict| **verdict >= Verdict::Inconclusive).count();
        [seen.verdicts.len(), failed, seen.again]
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
        let [done, failed, again] = self.counts();
        let notes = notes(failed, again);
        let comma = if notes.is_empty() { "" } else { ", " };
        format!("running for {} s: {done} of {} cases{comma}{notes}", elapsed.as_secs(), self.total)
    }

    /// Takes the bar away, before anything else is printed.
    pub(crate) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

fn notes(failed: usize, again: usize) -> String {
    let notes = [(failed, "failed"), (again, "run once more")];
    let notes = notes.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
    notes.collect::<Vec<String>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_far_the_run_is_and_counts_no_case_twice() {
        let progress = Progress::of(2, Detail::Quiet);
        let line = || progress.line(Duration::from_secs(20));
        assert_eq!(line(), "running for 20 s: 0 of 2 cases");
        progress.see("one", Verdict::Fail);
        progress.see("two", Verdict::Pass);
        assert_eq!(line(), "running for 20 s: 2 of 2 cases, 1 failed");
        progress.see("one", Verdict::Fail);
        assert_eq!(line(), "running for 20 s: 2 of 2 cases, 1 failed, 1 run once more");
    }
}
