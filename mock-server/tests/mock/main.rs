//! The mock server as its users meet it: over HTTP, and as a program.

mod binary;
mod cors;
mod harness;
mod operations;
mod profiles;
mod refusals;
mod updates;
