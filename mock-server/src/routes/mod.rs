//! The operations: one file for each resource, and the table that gives each operation its handler.

mod clients;
#[cfg(test)]
mod dto_tests;
mod insights;
mod secrets;
mod table;
mod tokens;

pub(crate) use table::all;
