//! The settings that a server starts with.

use std::net::{IpAddr, Ipv4Addr};

use authms_spec::profile::Profile;

use crate::sources::{Clock, Ids};

/// Settings of a mock server; the defaults suit tests.
///
/// ```
/// use authms_mock_server::{Options, Seed};
///
/// let options = Options { seed: Seed::Empty, ..Options::default() };
/// assert_eq!(options.port, 0);
/// ```
#[derive(Debug, Clone)]
pub struct Options {
    /// Address to listen on; `127.0.0.1` by default.
    pub host: IpAddr,
    /// Port to listen on; 0, the default, chooses a free one.
    pub port: u16,
    /// Paths in front of the contract's paths, such as `/api/v1`. All of them serve the same state;
    /// [`MockServer::url`](crate::MockServer::url) has the first one.
    pub base_paths: Vec<String>,
    /// The clients and tokens at the start.
    pub seed: Seed,
    /// Where the time comes from.
    pub clock: Clock,
    /// Where identifiers come from.
    pub ids: Ids,
    /// How the server settles the points that the contract leaves open.
    pub profile: Profile,
    /// Origins outside loopback whose pages may call the server, such as `https://preview.example.com`.
    pub cors_origins: Vec<String>,
    /// Whether requests and their violations are written to stderr.
    pub log: Log,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            base_paths: vec!["/api/v1".to_owned()],
            seed: Seed::default(),
            clock: Clock::default(),
            ids: Ids::default(),
            profile: Profile::default(),
            cors_origins: Vec::new(),
            log: Log::default(),
        }
    }
}

/// The clients and tokens that a server starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Seed {
    /// `demo-payments` (nearly every field set), `demo-spa` (public) and `demo-legacy` (suspended) in the tenant
    /// `tenant-demo`, and `demo-other` in `tenant-other`.
    #[default]
    Demo,
    /// Nothing.
    Empty,
    /// The clients of [`Seed::Demo`] and this many more in `tenant-demo`, each with a name, one redirect URI and one
    /// secret, for long lists and load tests.
    Many(u32),
}

/// Where a server writes its log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Log {
    /// Nowhere.
    #[default]
    Off,
    /// One line a request on stderr, and one for each violation. Never a body, a header or a token.
    Stderr,
}

/// An invalid base path.
#[derive(Debug, thiserror::Error)]
#[error("`{path}` is not a valid base path: {why}\n  hint: give a path such as `/api/v1`, or `/` to serve at the root")]
pub struct BasePathError {
    /// The path as given.
    pub path: String,
    /// What is wrong with it.
    pub why: &'static str,
}

/// The base path without its trailing slash; empty for the root.
pub(crate) fn base_path(path: &str) -> Result<&str, BasePathError> {
    let refuse = |why| Err(BasePathError { path: path.to_owned(), why });
    let trimmed = path.trim_end_matches('/');
    if trimmed.is_empty() {
        return Ok("");
    }
    if !trimmed.starts_with('/') {
        return refuse("it does not begin with `/`");
    }
    if trimmed.split('/').skip(1).any(|segment| matches!(segment, "" | "." | "..")) {
        return refuse("it has an empty or a dot segment");
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "/-._~".contains(c);
    if !trimmed.chars().all(plain) {
        return refuse("it has characters other than letters, digits and `-._~`");
    }
    Ok(trimmed)
}

#[cfg(test)]
mod tests {
    use super::base_path;

    #[test]
    fn a_base_path_is_plain_segments() {
        for (given, kept) in [("/api/v1", "/api/v1"), ("/api/v1/", "/api/v1"), ("/", ""), ("", "")] {
            assert_eq!(base_path(given).ok(), Some(kept), "{given}");
        }
        for bad in ["api", "/a//b", "/../x", "/{id}", "/a b", "/api?x"] {
            assert!(base_path(bad).is_err(), "{bad}");
        }
    }
}
