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

/// `Retry-After`, in seconds or until a date (RFC 9110 section 10.2.3).
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let asked = text(header::RETRY_AFTER)?;
    if !asked.is_empty() && asked.bytes().all(|byte| byte.is_ascii_digit()) {
        // A number that does not fit is longer than any limit.
        return Some(Duration::from_secs(asked.parse().unwrap_or(u64::MAX)));
    }
    let until = httpdate::parse_http_date(asked).ok()?;
    // Both dates by the service's clock, if the response has a `Date`.
    let now = text(header::DATE).and_then(|date| httpdate::parse_http_date(date).ok()).unwrap_or_else(SystemTime::now);
    Some(until.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(value: &str) -> Option<u64> {
        let headers = [(header::RETRY_AFTER, value), (header::DATE, "Tue, 24 Nov 2026 10:00:00 GMT")];
        let headers = headers.map(|(name, value)| (name, value.parse().unwrap()));
        retry_after(&HeaderMap::from_iter(headers)).map(|wait| wait.as_secs())
    }

    #[test]
    fn retry_after_is_seconds_or_a_date_and_never_less_than_it_says() {
        assert_eq!((asked("7"), asked("0"), asked(" 120 ")), (Some(7), Some(0), Some(120)));
        assert_eq!(asked("99999999999999999999"), Some(u64::MAX));
        assert_eq!(asked("Tue, 24 Nov 2026 10:00:07 GMT"), Some(7));
        assert_eq!(asked("Tue, 24 Nov 2026 09:00:00 GMT"), Some(0));
        for odd in ["", "soon", "-1", "1.5", "3600s"] {
            assert_eq!(asked(odd), None, "{odd}");
        }
    }
}
