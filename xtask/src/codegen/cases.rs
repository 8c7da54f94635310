//! The contract to `conformance/src/cases/<tag>/mod.rs`: the case files of the operations with a tag.
//!
//! An operation without a case file does not compile, and a new one needs no list to be edited.

use std::{collections::BTreeMap, fmt::Write as _};

use authms_spec::Contract;

use super::{
    error::CodegenError,
    output::{Generated, HEAD},
    paths,
};

/// Folders beside those of the tags, whose `mod.rs` is written by hand.
const BY_HAND: [&str; 2] = ["matrix", "shared"];

/// One file for each tag of the contract.
///
/// # Errors
///
/// [`CodegenError::Tag`] if an operation has no tag, or one that cannot name a folder of its own.
pub(super) fn lists(contract: &Contract) -> Result<Vec<Generated>, CodegenError> {
    let mut tags: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for operation in contract.operations() {
        let tag = operation.tag.as_str();
        if syn::parse_str::<syn::Ident>(tag).is_err() || BY_HAND.contains(&tag) {
            return Err(CodegenError::Tag { operation: operation.id.clone(), tag: operation.tag.clone() });
        }
        tags.entry(&operation.tag).or_default().push(&operation.id);
    }
    Ok(tags.into_iter().map(|(tag, operations)| list(tag, &operations)).collect())
}

fn list(tag: &str, operations: &[&str]) -> Generated {
    let mut text = format!(
        "{HEAD}//! The cases of the operations with the tag `{tag}`, one file for each, in the contract's order.\n\n"
    );
    for operation in operations {
        let _ = writeln!(text, "mod {operation};");
    }
    text.push_str("\nuse crate::case::definition::Case;\n\npub(super) fn cases() -> Vec<Case> {\n    [\n");
    for operation in operations {
        let _ = writeln!(text, "        {operation}::cases(),");
    }
    text.push_str("    ]\n    .into_iter()\n    .flatten()\n    .collect()\n}\n");
    Generated { path: paths::cases(tag), text }
}
