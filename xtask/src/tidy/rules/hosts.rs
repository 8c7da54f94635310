//! No real host stands in the repository.

use std::sync::LazyLock;

use regex::Regex;
use url::Url;

use crate::tidy::{finding::Finding, problem::Problem, tree::SourceFile};

/// Hosts that may stand there: reserved names, this machine, and where licences and schemas live.
const HOSTS: [&str; 6] = ["example.com", "invalid", "localhost", "127.0.0.1", "spdx.org", "apache.org"];

/// A URL up to its host. A port or a path may hold placeholders that make it invalid.
static AUTHORITY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"https?://(?:[\w.:-]+@)?[\w.-]+").expect("a constant that the tests of this rule compile")
});

pub(in crate::tidy) fn check(file: &SourceFile) -> Vec<Finding> {
    if !file.ends_with(&[".rs", ".toml", ".md", ".yaml", ".yml"]) {
        return Vec::new();
    }
    let lines = file.text.lines().enumerate();
    let hosts = lines.flat_map(|(at, line)| hosts(line).into_iter().map(move |host| (at + 1, host)));
    hosts
        .filter(|(_, host)| !HOSTS.iter().any(|known| host == known || host.ends_with(&format!(".{known}"))))
        .map(|(line, host)| Finding::new(&file.path, line, Problem::Host(host)))
        .collect()
}

/// The hosts of the http URLs in a line: names with a dot, since others are placeholders.
fn hosts(line: &str) -> Vec<String> {
    let urls =
        AUTHORITY.find_iter(line).filter_map(|found| Url::parse(found.as_str().trim_end_matches(['.', '-'])).ok());
    let hosts = urls.filter_map(|url| url.host_str().map(str::to_owned));
    hosts.filter(|host| host.contains('.') || host == "localhost").collect()
}
