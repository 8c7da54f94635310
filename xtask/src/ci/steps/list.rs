//! The gate at a glance: every step with its budget.

use std::time::Duration;

use super::{code, contract, dependencies, fuzz, nightly, release, text, whole};
use crate::ci::{
    error::StepError,
    shell::Shell,
    step::{
        Step,
        When::{self, Change, Fast, Long, OnlyFast},
    },
};

/// Every step, in the order in which they run: quick ones and those that others build on come first.
pub const STEPS: [Step; 22] = [
    step("format", "Rust is formatted", Fast, 1, code::format),
    step("toml", "TOML is formatted (taplo)", Change, 1, text::toml),
    step("typos", "spelling (typos)", Change, 1, text::typos),
    step("deny", "dependencies: licences, sources, duplicates, advisories", Change, 1, dependencies::deny),
    step("shear", "every declared dependency is used (cargo-shear)", Change, 1, dependencies::shear),
    step("msrv", "no dependency of the SDK needs a newer Rust than promised", Change, 1, dependencies::msrv),
    step("weight", "the SDK brings few crates, and each feature only its own", Change, 1, dependencies::weight),
    step("contract", "the contract is sound and breaks no released version", Change, 1, contract::contract),
    step("codegen", "generated code and provenance are what their sources make", Change, 1, contract::codegen),
    step("vendor", "every difference from the vendor's document is explained", Change, 1, contract::vendor),
    step("tidy", "the repository keeps its invariants", Change, 1, text::tidy),
    step("clippy", "clippy, in every target with every feature", Fast, 6, code::clippy),
    step("unit", "unit tests", OnlyFast, 6, code::unit),
    step("test", "every test, as `cargo test --workspace` runs them", Change, 10, code::test),
    step("features", "the SDK builds and passes its tests with each set of features", Change, 7, code::features),
    step("docs", "the documentation builds without a warning", Change, 2, code::docs),
    step("conform", "the mock server passes the suite (README)", Change, 1, whole::conform),
    step(
        "package",
        "the SDK's package is complete and builds alone, with a compatible API",
        Change,
        3,
        release::package,
    ),
    step("nightly", "the lowest versions that the SDK allows, and its docs with badges", Long, 5, nightly::nightly),
    step(
        "rehearse",
        "the checks name each place that lacks a new field, and pass once it has it",
        Long,
        10,
        whole::rehearse,
    ),
    step("scenarios", "200 runs in all weathers accuse nobody and leave nothing", Long, 20, whole::scenarios),
    step("fuzz", "a fuzzer finds no response that the SDK fails to read or to keep quiet about", Long, 12, fuzz::fuzz),
];

const fn step(
    name: &'static str,
    about: &'static str,
    when: When,
    minutes: u64,
    work: fn(&Shell) -> Result<(), StepError>,
) -> Step {
    Step { name, about, when, budget: Duration::from_secs(60 * minutes), work }
}
