//! Runs steps one after the other, and says what each took.

use std::{
    fs, io,
    path::Path,
    time::{Duration, Instant},
};

use super::{
    shell::Shell,
    step::Step,
    table::{Ended, Timed, render},
    terminal::say,
};

/// Where the table of times is written, below the repository.
const TIMES: &str = "target/ci/times.md";

/// Runs the steps and returns whether all passed. A failure ends the run, unless it is to keep going; a step over its
/// budget is only named. The table of times is printed and written to `target/ci/times.md`.
///
/// # Errors
///
/// If that file or stdout cannot be written; with [`io::ErrorKind::BrokenPipe`] if nobody reads stdout any more.
pub fn run(shell: &Shell, steps: &[&Step], keep_going: bool) -> io::Result<bool> {
    let mut ended: Vec<Timed<'_>> = Vec::new();
    for &step in steps {
        let failed = ended.iter().any(|timed| timed.ended == Ended::Failed);
        ended.push(match failed && !keep_going {
            true => Timed { step, ended: Ended::NotRun, took: Duration::ZERO },
            false => one(shell, step)?,
        });
    }
    let table = render(&ended);
    say(format!("\n{table}"))?;
    for timed in ended.iter().filter(|timed| timed.is_over_budget()) {
        let name = timed.step.name;
        say(format!("!! `{name}` is over its budget: make it faster, or raise the budget with a reason"))?;
    }
    let failed: Vec<&str> =
        ended.iter().filter(|timed| timed.ended == Ended::Failed).map(|timed| timed.step.name).collect();
    if !failed.is_empty() {
        say(format!("failed: {}; hint: `cargo xtask ci {}` runs it again", failed.join(", "), failed.join(" ")))?;
    }
    write(&shell.root().join(TIMES), &table)?;
    Ok(failed.is_empty())
}

fn one<'s>(shell: &Shell, step: &'s Step) -> io::Result<Timed<'s>> {
    say(format!("\n== {}: {}", step.name, step.about))?;
    let begin = Instant::now();
    let ended = match (step.work)(shell) {
        Ok(()) => Ended::Passed,
        Err(error) => {
            say(format!("{}: {error}", step.name))?;
            Ended::Failed
        }
    };
    Ok(Timed { step, ended, took: begin.elapsed() })
}

fn write(path: &Path, table: &str) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(path, table)
}
