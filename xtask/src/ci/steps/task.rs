//! A task of xtask as a step: what it says is shown, and a complaint fails the step.

use crate::{
    ci::{error::StepError, terminal::say},
    tasks::{Outcome, TaskError},
};

pub(super) fn task(ended: Result<Outcome, TaskError>) -> Result<(), StepError> {
    let Outcome { text, clean } = ended.map_err(StepError::new)?;
    say(text.trim_end_matches('\n'))?;
    match clean {
        true => Ok(()),
        false => Err(StepError::new("the task has found what is said above")),
    }
}
