//! The base URL: what is accepted, and whether it leads to this machine.

use reqwest::Url;
use url::Host;

/// Longest host name and longest part between its dots (RFC 1035 section 2.3.4), in bytes.
const LONGEST_NAME: usize = 253;
const LONGEST_LABEL: usize = 63;

/// Parses a base URL, or says what is wrong with it without repeating it.
pub(crate) fn base_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text)
        .map_err(|error| format!("the base URL is not a valid URL: {error}; hint: begin with https://"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("the base URL is neither http nor https; hint: begin with https://".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() || url.query().is_some() || url.fragment().is_some() {
        let hint = "hint: leave out user, query and fragment";
        return Err(format!("the base URL carries more than scheme, host, port and path; {hint}"));
    }
    match url.host() {
        Some(Host::Domain(name)) if !is_name(name) => {
            Err("the host of the base URL is not a valid name; hint: write it as in https://auth.example.com"
                .to_owned())
        }
        _ => Ok(url),
    }
}

/// Whether a resolver could know a name. A host name has no underscores (RFC 952), but private networks use them.
fn is_name(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    let is_label = |label: &str| {
        let known = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        known && (1..=LONGEST_LABEL).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    name.len() <= LONGEST_NAME && name.split('.').all(is_label)
}

/// `*.localhost` does not count: RFC 6761 section 6.3 keeps it on this machine, but not every resolver does.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.strip_suffix('.').unwrap_or(name) == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        // `::ffff:127.0.0.1` is an IPv4 address written as an IPv6 address (RFC 4291 section 2.5.5.2).
        Some(Host::Ipv6(ip)) => ip.is_loopback() || ip.to_ipv4_mapped().is_some_and(|ip| ip.is_loopback()),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, Ipv6Addr};

    use proptest::prelude::*;

    use super::*;

    fn leads_here(host: &str) -> bool {
        is_loopback(&base_url(&format!("http://{host}:4010/api/v1")).unwrap())
    }

    /// A text with some of its letters in upper case.
    fn cased(text: &str, upper: &[bool]) -> String {
        let pairs = text.chars().zip(upper.iter().cycle());
        pairs.map(|(letter, upper)| if *upper { letter.to_ascii_uppercase() } else { letter }).collect()
    }

    proptest! {
        #[test]
        fn f12_every_spelling_of_an_ipv4_address_is_read_alike(number: u32, loopback: bool, upper: [bool; 8]) {
            let number = if loopback { 0x7f00_0000 | number & 0x00ff_ffff } else { number };
            let ip = Ipv4Addr::from_bits(number);
            let [a, b, c, d] = ip.octets();
            let mapped = ip.to_ipv6_mapped();
            let [.., high, low] = mapped.segments();
            for host in [
                ip.to_string(),
                format!("{number}"),
                format!("0x{number:x}"),
                format!("0{number:o}"),
                format!("{a}.{}", number & 0x00ff_ffff),
                format!("{a}.{b}.{}", number & 0xffff),
                format!("0x{a:X}.0{b:o}.{c}.{d}."),
                format!("[::ffff:{ip}]"),
                format!("[::FFFF:{high:x}:{low:x}]"),
                format!("[0:0:0:0:0:ffff:{high:04x}:{low:04X}]"),
                format!("[0000:0000:0000:0000:0000:FfFf:{ip}]"),
            ] {
                prop_assert_eq!(leads_here(&host), ip.is_loopback(), "{}", host);
            }
            for host in ["[::1]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", &cased("localhost", &upper), &cased("localhost.", &upper)] {
                prop_assert!(leads_here(host), "{}", host);
            }
        }

        #[test]
        fn f12_no_other_ipv6_address_leads_here(bits: u128) {
            let ip = Ipv6Addr::from_bits(bits);
            let mapped = ip.to_ipv4_mapped().is_some_and(|ip| ip.is_loopback());
            prop_assert_eq!(leads_here(&format!("[{ip}]")), ip.is_loopback() || mapped);
        }

        #[test]
        fn a_base_url_is_read_or_refused_and_never_repeated(text in ".{0,40}") {
            let url = format!("https://canary:{text}");
            if let Err(error) = base_url(&url) {
                prop_assert!(!error.contains("canary"), "{}", error);
            }
        }
    }

    #[test]
    fn names_that_look_like_this_machine_are_not_taken_for_it() {
        for host in ["localhost.example.com", "a.localhost", "127.0.0.1.example.com", "0.0.0.0", "[::]", "[::2]"] {
            assert!(!leads_here(host), "{host}");
        }
    }

    #[test]
    fn a_host_that_no_resolver_could_know_is_refused() {
        let long = "a".repeat(64);
        let longer = vec!["a".repeat(60); 5].join(".");
        for host in ["a..b", "-a.example.com", "a-.example.com", "a*.example.com", "a,b", &long, &longer, "."] {
            assert!(base_url(&format!("https://{host}/api")).is_err(), "{host}");
        }
        let longest = "a".repeat(63);
        for host in ["auth", "auth.example.com.", "my_service", "xn--bcher-kva.example", "bücher.example", &longest] {
            base_url(&format!("https://{host}/api")).unwrap();
        }
    }
}
