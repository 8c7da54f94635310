//! Where the generated files stand, below the workspace.

use std::collections::BTreeSet;

use authms_spec::contract;

pub(super) const WIRE: &str = "sdk/src/wire/generated.rs";
pub(super) const TYPES: &str = "sdk/src/types/generated.rs";
pub(super) const FACTS: &str = "spec/src/generated.rs";

/// The list of case files of a tag.
pub(super) fn cases(tag: &str) -> String {
    format!("conformance/src/cases/{tag}/mod.rs")
}

/// The path of every file that [`run`](super::run()) makes.
#[must_use]
pub fn paths() -> BTreeSet<String> {
    let lists = contract().operations().iter().map(|operation| cases(&operation.tag));
    [WIRE, TYPES, FACTS].map(str::to_owned).into_iter().chain(lists).collect()
}
