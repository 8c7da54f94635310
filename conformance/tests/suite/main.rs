//! The suite on the mock server: golden files, seeded defects, legal variants, and the command line.

mod catalogue;
mod cli;
mod coverage;
mod defect_proxy;
mod defects;
mod deployment;
mod embedded;
mod footprint;
mod golden;
mod harness;
mod legal;
mod once_more;
mod ordinary_conditions;
mod recorder;
mod reports;
mod restoring;
mod scenarios;
mod session;
mod settling;
mod strangers;
mod suspicious;
mod traffic;
