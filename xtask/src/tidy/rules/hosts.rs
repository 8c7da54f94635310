//! No real host stands in the repository.

use crate::tidy::{finding::Finding, problem::Problem, tree::SourceFile};

/// Hosts that may stand there: reserved names, this machine, and where licences and schemas live.
const HOSTS: [&str; 6] = ["example.com", "invalid", "localhost", "127.0.0.1", "spdx.org", "apache.org"];

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

/// The hosts of the http URLs in a line.
fn hosts(line: &str) -> Vec<String> {
    let parts = ["https://", "http://"].into_iter().flat_map(|scheme| line.split(scheme).skip(1));
    let host = |rest: &str| {
        let authority: String =
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-._@:".contains(*c)).collect();
        let host = authority.rsplit('@').next().unwrap_or_default();
        host.split(':').next().unwrap_or_default().trim_end_matches(['.', '-']).to_owned()
    };
    parts.map(host).filter(|host| host.contains('.') || host == "localhost").collect()
}
