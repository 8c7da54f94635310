//! Reads the headers of a response.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, HeaderName, header};

/// Headers in which services send a request's id; the first that is present counts.
const REQUEST_ID: [HeaderName; 2] =
    [HeaderName::from_static("x-request-id"), HeaderName::from_static("x-correlation-id")];

/// The service's id for the request.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    REQUEST_ID.iter().find_map(|name| headers.get(name))?.to_str().ok()
}

/// `Retry-After`, in seconds or until a date (RFC 9110 section 10.2.3): the longest wait that any of its values asks for. A
/// fraction is rounded up, and what cannot be read hides nothing else.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let date = headers.get(header::DATE).and_then(|value| value.to_str().ok()).and_then(date);
    // Both dates by the service's clock, if the response has a `Date`.
    let now = date.unwrap_or_else(SystemTime::now);
    let values = headers.get_all(header::RETRY_AFTER).iter().map(|value| String::from_utf8_lossy(value.as_bytes()));
    values.filter_map(|value| longest(&value.replace('"', ""), now)).max()
}

/// The longest wait of a list. A date holds a comma itself.
fn longest(list: &str, now: SystemTime) -> Option<Duration> {
    let until = |text: &str| date(text).map(|until| until.duration_since(now).unwrap_or_default());
    let parts: Vec<&str> = list.split(',').collect();
    let single = parts.iter().filter_map(|part| seconds(part.trim()).or_else(|| until(part)));
    let dates = parts.windows(2).filter_map(|parts| until(&parts.join(",")));
    single.chain(dates).max()
}

fn date(text: &str) -> Option<SystemTime> {
    httpdate::parse_http_date(text.trim()).ok()
}

/// A number of seconds: `7`, `+7`; `6.5` is 7.
fn seconds(text: &str) -> Option<Duration> {
    let text = text.strip_prefix('+').unwrap_or(text);
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) {
        return None;
    }
    // A number that does not fit is longer than any limit.
    let whole: u64 = whole.parse().unwrap_or(u64::MAX);
    Some(Duration::from_secs(whole.saturating_add(fraction.bytes().any(|byte| byte != b'0').into())))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn asked_by(values: &[&str]) -> Option<u64> {
        let mut headers = HeaderMap::new();
        headers.insert(header::DATE, HeaderValue::from_static("Tue, 24 Nov 2026 10:00:00 GMT"));
        for value in values {
            headers.append(header::RETRY_AFTER, HeaderValue::from_bytes(value.as_bytes()).unwrap());
        }
        retry_after(&headers).map(|wait| wait.as_secs())
    }

    fn asked(value: &str) -> Option<u64> {
        asked_by(&[value])
    }

    #[test]
    fn retry_after_is_seconds_or_a_date_and_never_less_than_it_says() {
        assert_eq!((asked("7"), asked("0"), asked(" 120 ")), (Some(7), Some(0), Some(120)));
        assert_eq!(asked("99999999999999999999"), Some(u64::MAX));
        assert_eq!(asked("Tue, 24 Nov 2026 10:00:07 GMT"), Some(7));
        assert_eq!(asked("Tuesday, 24-Nov-26 10:00:07 GMT"), Some(7));
        assert_eq!(asked("Tue Nov 24 10:00:07 2026"), Some(7));
        assert_eq!(asked("Tue, 24 Nov 2026 09:00:00 GMT"), Some(0));
        for odd in ["", "soon", "-1", "3600s", ".", "1.", "+", "++7", "1.5.2", "1e3", "24 Nov 2026 10:00:07 GMT"] {
            assert_eq!(asked(odd), None, "{odd}");
        }
    }

    #[test]
    fn retry_after_is_read_in_other_spellings_and_a_fraction_is_rounded_up() {
        for (value, seconds) in [
            ("+7", 7),
            ("\"7\"", 7),
            ("10.0", 10),
            ("1.5", 2),
            ("0.001", 1),
            ("18446744073709551615.1", u64::MAX),
            ("\"Tue, 24 Nov 2026 10:00:07 GMT\"", 7),
        ] {
            assert_eq!(asked(value), Some(seconds), "{value}");
        }
    }

    #[test]
    fn the_longest_of_several_values_of_retry_after_counts_wherever_it_stands() {
        let date = "Tue, 24 Nov 2026 10:00:20 GMT";
        for (left, right, seconds) in [
            ("1", "20", 20),
            ("1.5", "0", 2),
            ("soon", "20", 20),
            ("\u{e9}", "20", 20),
            ("", "20", 20),
            (date, "5", 20),
            (date, "30", 30),
            (date, "Tue, 24 Nov 2026 10:00:07 GMT", 20),
            (date, "soon", 20),
        ] {
            for (first, second) in [(left, right), (right, left)] {
                assert_eq!(asked_by(&[first, second]), Some(seconds), "{first} and {second}");
                for comma in [",", ", ", " , "] {
                    assert_eq!(asked(&[first, second].join(comma)), Some(seconds), "{first}{comma}{second}");
                }
            }
        }
        assert_eq!((asked_by(&[]), asked_by(&["soon", "later"]), asked("soon, later")), (None, None, None));
    }
}
