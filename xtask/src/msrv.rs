//! `msrv`: whether a package's dependencies compile with the Rust version that it promises.

use std::collections::{BTreeSet, VecDeque};

use cargo_metadata::{DependencyKind, Metadata};

/// Every dependency of a package, direct or not, that says it needs a newer Rust than the package promises; on all
/// targets, with the features that the metadata was made with, without what only its tests use.
///
/// # Errors
///
/// If there is no such package, it promises no version, or the metadata has no dependencies in it.
pub fn too_new(metadata: &Metadata, package: &str) -> Result<Vec<String>, String> {
    let found = metadata.workspace_packages().into_iter().find(|member| member.name == package);
    let root = found.ok_or_else(|| format!("there is no package `{package}` in the workspace"))?;
    let promised = root.rust_version.as_ref().ok_or_else(|| format!("`{package}` states no rust-version"))?;
    let resolve = metadata.resolve.as_ref().ok_or("the metadata has no dependencies in it")?;
    let (mut seen, mut open) = (BTreeSet::new(), VecDeque::from([&root.id]));
    while let Some(id) = open.pop_front() {
        if seen.insert(id) {
            let node = resolve.nodes.iter().filter(|node| node.id == *id);
            let used = node
                .flat_map(|node| &node.deps)
                .filter(|dependency| dependency.dep_kinds.iter().any(|kind| kind.kind != DependencyKind::Development));
            open.extend(used.map(|dependency| &dependency.pkg));
        }
    }
    let packages = metadata.packages.iter().filter(|package| seen.contains(&package.id));
    let too_new = packages.filter_map(|package| {
        let needed = package.rust_version.as_ref().filter(|needed| *needed > promised)?;
        Some(format!("{} {} needs Rust {needed}, {} promises {promised}", package.name, package.version, root.name))
    });
    Ok(too_new.collect())
}
