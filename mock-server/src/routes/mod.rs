//! The operations. The file of a resource has its DTOs, its handlers, and the lists that give them to the router and to
//! the DTO tests.

mod all;
mod clients;
#[cfg(test)]
mod dto;
#[cfg(test)]
mod dto_tests;
mod insights;
mod secrets;
mod table;
mod tokens;

pub(crate) use all::all;
