//! The parts working together: the suite on the mock server and on a deployment in the weather, and the rehearsal of a
//! change.

use super::task::task;
use crate::{
    ci::{
        error::StepError,
        shell::{Shell, cargo},
    },
    tasks,
};

pub(super) fn conform(shell: &Shell) -> Result<(), StepError> {
    shell.cargo("conform")
}

pub(super) fn rehearse(shell: &Shell) -> Result<(), StepError> {
    task(tasks::rehearse(shell.root()))
}

/// The gate runs the first of these scenarios with the other tests.
pub(super) fn scenarios(shell: &Shell) -> Result<(), StepError> {
    let arguments = ["test", "--package", "authms-conformance", "--test", "suite", "--locked"];
    let mut test = shell.command(cargo(), arguments);
    test.arg("scenarios_keep_every_promise").env("SCENARIOS", "200");
    shell.run(test)
}
