//! The operations: one file for each resource, and the table that assigns a handler to each operation.

mod clients;
#[cfg(test)]
mod dto_tests;
mod insights;
mod secrets;
mod table;
mod tokens;

pub(crate) use table::all;
