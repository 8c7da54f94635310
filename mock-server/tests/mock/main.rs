//! Tests of the mock server over HTTP and as a program.

mod binary;
mod cors;
mod harness;
mod operations;
mod profiles;
mod refusals;
mod updates;
