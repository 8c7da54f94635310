//! What a registry and its readers need of a package: the fields of its manifest, and the files beside its code.

use cargo_metadata::{Metadata, Package};
use url::{Host, Url};

/// Files that a package must hold.
const FILES: [&str; 4] = ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "README.md"];

/// Most keywords, and the longest, that a registry takes.
const KEYWORDS: (usize, usize) = (5, 20);

/// Everything that keeps a package from being published as it should be, from its manifest and the list of its files.
///
/// # Errors
///
/// If there is no such package in the workspace.
pub fn missing(metadata: &Metadata, package: &str, files: &[&str]) -> Result<Vec<String>, String> {
    let found = metadata.workspace_packages().into_iter().find(|member| member.name == package);
    let package = found.ok_or_else(|| format!("there is no package `{package}` in the workspace"))?;
    let lacking = fields(package).into_iter().filter(|(_, fine)| !fine);
    let manifest = lacking.map(|(field, _)| format!("{field} in Cargo.toml"));
    let files = FILES.iter().filter(|file| !files.contains(*file)).map(|file| format!("{file} in the package"));
    Ok(manifest.chain(files).collect())
}

/// Each field with whether it is as it should be.
fn fields(package: &Package) -> [(&'static str, bool); 7] {
    let is_text = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let keywords = &package.keywords;
    let fit = keywords.iter().all(|word| (1..=KEYWORDS.1).contains(&word.len()));
    let is_published = package.publish.as_ref().is_none_or(|registries| !registries.is_empty());
    let address = package.repository.as_deref().and_then(|text| Url::parse(text).ok());
    [
        ("`description`", is_text(&package.description)),
        ("`license`", is_text(&package.license)),
        ("`rust-version`", package.rust_version.is_some()),
        ("1 to 5 `keywords` of at most 20 characters", (1..=KEYWORDS.0).contains(&keywords.len()) && fit),
        ("1 to 5 `categories`", (1..=5).contains(&package.categories.len())),
        ("`[package.metadata.docs.rs]`", package.metadata.pointer("/docs/rs").is_some()),
        (
            "`repository`, which must not be a placeholder once `publish` allows a registry",
            address.is_some_and(|address| !is_published || !is_placeholder(&address)),
        ),
    ]
}

/// Hosts for examples (RFC 2606) stand for an address that is not known yet.
fn is_placeholder(address: &Url) -> bool {
    let Some(Host::Domain(name)) = address.host() else { return true };
    ["example.com", "example.org", "example.net"].contains(&name)
        || name.ends_with(".invalid")
        || name.ends_with(".example")
}
