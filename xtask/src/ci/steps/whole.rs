//! The parts working together: the suite on the mock server, and the rehearsal of a change.

use super::task::task;
use crate::{
    ci::{error::StepError, shell::Shell},
    tasks,
};

pub(super) fn conform(shell: &Shell) -> Result<(), StepError> {
    shell.cargo("conform")
}

pub(super) fn rehearse(shell: &Shell) -> Result<(), StepError> {
    task(tasks::rehearse(shell.root()))
}
