//! The flags that several subcommands take, one file for each thing that they say something about.

pub(crate) mod connection;
pub(crate) mod deviations;
pub(crate) mod limits;
pub(crate) mod mode;
pub(crate) mod select;
pub(crate) mod tokens;
