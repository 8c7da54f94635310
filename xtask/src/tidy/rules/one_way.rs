//! Dependencies between the rooms run one way.

use std::path::Path;

use cargo_metadata::{MetadataCommand, Package};

use crate::tidy::{finding::Finding, problem::Problem, tree::SourceFile};

/// The packages, and which of the others each may depend on.
const ROOMS: [(&str, &[&str]); 5] = [
    ("authms-spec", &[]),
    ("authms-sdk", &[]),
    ("authms-mock-server", &["authms-spec"]),
    ("authms-conformance", &["authms-spec", "authms-sdk", "authms-mock-server"]),
    ("xtask", &["authms-spec"]),
];

pub(in crate::tidy) fn check(root: &Path, files: &[SourceFile]) -> Result<Vec<Finding>, cargo_metadata::Error> {
    let manifest = root.join("Cargo.toml");
    if !manifest.is_file() {
        return Ok(Vec::new());
    }
    let metadata = MetadataCommand::new().manifest_path(manifest).no_deps().exec()?;
    let packages = metadata.workspace_packages();
    Ok(packages.into_iter().flat_map(|package| forbidden(package, files)).collect())
}

fn forbidden(package: &Package, files: &[SourceFile]) -> Vec<Finding> {
    let rooms = ROOMS.into_iter().filter(|(name, _)| package.name == *name);
    let allowed: Vec<&str> = rooms.flat_map(|(_, allowed)| allowed).copied().collect();
    let names = package.dependencies.iter().map(|dependency| dependency.name.as_str());
    // A package may name itself, to switch a feature on for its tests.
    let forbidden = names
        .filter(|name| ROOMS.iter().any(|(room, _)| room == name) && package.name != *name && !allowed.contains(name));
    let manifest = files.iter().find(|file| {
        file.path.ends_with("/Cargo.toml") && package.manifest_path.as_str().replace('\\', "/").ends_with(&file.path)
    });
    forbidden
        .map(|name| {
            let text = manifest.map_or("", |file| file.text.as_str());
            let line = text.lines().position(|line| line.starts_with(name)).map_or(1, |at| at + 1);
            let path = manifest.map_or(package.name.as_str(), |file| file.path.as_str());
            let problem = Problem::OneWay { package: package.name.to_string(), dependency: name.to_owned() };
            Finding::new(path, line, problem)
        })
        .collect()
}
