//! Proxies: given by the application, or by the environment, which must not be ignored silently.

use std::ffi::OsString;

use http::Uri;
use hyper_util::client::proxy::matcher::Matcher;
use reqwest::Url;

use crate::setup::{environment::Lookup, url::is_loopback};

/// Parses the URL of a proxy, or says what is wrong without the parser's message, which would repeat the URL and any password
/// in it. The HTTP client ignores a proxy whose scheme it does not know, and would send requests without it.
pub(crate) fn proxy_url(text: &str) -> Result<Url, String> {
    let known = |url: &Url| matches!(url.scheme(), "http" | "https") && url.has_host();
    let hint = "hint: write it as in `http://proxy.example.com:3128`";
    Url::parse(text).ok().filter(known).ok_or_else(|| format!("the proxy is not a valid http or https URL; {hint}"))
}

/// Refuses a proxy of the environment that the HTTP client would ignore although it applies to this base URL. The variables are
/// read as the HTTP client reads them.
pub(crate) fn check_environment(base: &Url, lookup: Lookup<'_>) -> Result<(), String> {
    // A web server sets this for the programs that it runs (CGI): there, a caller could set `HTTP_PROXY` by a header.
    let is_cgi = lookup("REQUEST_METHOD").is_some();
    if is_cgi || is_loopback(base) || is_exempt(base, lookup) {
        return Ok(());
    }
    let own = if base.scheme() == "https" { ["HTTPS_PROXY", "https_proxy"] } else { ["HTTP_PROXY", "http_proxy"] };
    for names in [own, ["ALL_PROXY", "all_proxy"]] {
        let Some((name, value)) = first(names, lookup) else { continue };
        if value.is_empty() {
            continue;
        }
        let hint = "hint: write it as in `http://proxy.example.com:3128`, or set `no_proxy` on the client";
        return if value.to_str().is_some_and(is_proxy) {
            Ok(())
        } else {
            Err(format!("{name} is not a valid http or https proxy; {hint}"))
        };
    }
    Ok(())
}

/// Whether `NO_PROXY` has the host of the base URL.
fn is_exempt(base: &Url, lookup: Lookup<'_>) -> bool {
    let Some((_, exempt)) = first(["NO_PROXY", "no_proxy"], lookup) else { return false };
    let matcher = Matcher::builder().all("http://proxy.invalid").no(exempt.to_string_lossy().into_owned()).build();
    base.as_str().parse::<Uri>().is_ok_and(|uri| matcher.intercept(&uri).is_none())
}

/// Whether the HTTP client would use this proxy, whose scheme may be missing.
fn is_proxy(value: &str) -> bool {
    let matcher = Matcher::builder().all(value.to_owned()).build();
    let used = matcher.intercept(&Uri::from_static("http://service.invalid"));
    used.is_some_and(|proxy| {
        let is_http = matches!(proxy.uri().scheme_str(), Some("http" | "https"));
        is_http && proxy.uri().host().is_some_and(|host| !host.is_empty())
    })
}

/// The first of two variables that is set.
fn first<'a>(names: [&'a str; 2], lookup: Lookup<'_>) -> Option<(&'a str, OsString)> {
    names.into_iter().find_map(|name| Some((name, lookup(name)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "http://proxy.example.com:3128";

    /// What is said about an environment, for a base URL.
    fn said(base: &str, table: &[(&str, &str)]) -> Option<String> {
        let lookup = |name: &str| table.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into());
        check_environment(&base.parse().unwrap(), &lookup).err()
    }

    #[test]
    fn a_proxy_of_the_environment_that_would_be_ignored_is_named_and_not_shown() {
        for garbage in
            ["not a proxy", "http://", "htp://canary:1", "socks5://canary:1080", "http://canary:x y@p", ":3128", "%"]
        {
            for (base, names) in [
                ("https://auth.example.com", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]),
                ("http://auth.example.com", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"]),
            ] {
                for name in names {
                    let error = said(base, &[(name, garbage)]).expect(garbage);
                    assert!(
                        error.starts_with(&format!("{name} is not a valid")) && error.contains("hint: "),
                        "{error}"
                    );
                    assert!(!error.contains("canary"), "{error}");
                }
            }
        }
    }

    #[test]
    fn a_variable_that_does_not_apply_is_not_looked_at() {
        let (base, bad) = ("https://auth.example.com/api", "not a proxy");
        for table in [
            vec![],
            vec![("HTTP_PROXY", bad), ("http_proxy", bad)],
            vec![("HTTPS_PROXY", GOOD), ("https_proxy", bad), ("ALL_PROXY", bad)],
            vec![("HTTPS_PROXY", ""), ("ALL_PROXY", "")],
            vec![("HTTPS_PROXY", ""), ("https_proxy", bad)],
            vec![("ALL_PROXY", bad), ("NO_PROXY", "example.com")],
            vec![("ALL_PROXY", bad), ("no_proxy", "other.example.org, *")],
            vec![("ALL_PROXY", bad), ("REQUEST_METHOD", "GET")],
            vec![("ALL_PROXY", "proxy.example.com")],
            vec![("all_proxy", "https://user:password@proxy.example.com")],
        ] {
            assert_eq!(said(base, &table), None, "{table:?}");
        }
        let elsewhere = [("ALL_PROXY", bad), ("NO_PROXY", "example.org"), ("no_proxy", "*")];
        assert!(said(base, &elsewhere).is_some());
        for here in ["https://localhost:1", "http://127.0.0.1", "http://[::ffff:127.0.0.1]"] {
            assert_eq!(said(here, &[("ALL_PROXY", bad)]), None, "{here}");
        }
    }
}
