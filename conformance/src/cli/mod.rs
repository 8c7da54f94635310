//! The command line: what each subcommand is given, does, and exits with.

pub(crate) mod command_line;
pub(crate) mod diff;
pub(crate) mod failure;
pub(crate) mod flags;
pub(crate) mod list;
pub(crate) mod outputs;
pub(crate) mod plan;
pub(crate) mod progress;
pub(crate) mod report;
pub(crate) mod run;
pub(crate) mod signals;
pub(crate) mod sweep;
pub(crate) mod targets;
pub(crate) mod terminal;
pub(crate) mod write;
