//! Times as the contract spells them: RFC 3339.

use jiff::Timestamp;

/// RFC 3339 with seconds and an offset; the parser alone would accept some of ISO 8601 as well.
pub(crate) fn is_rfc3339(text: &str) -> bool {
    let bytes = text.as_bytes();
    let shaped = bytes.len() >= 20
        && bytes[4] == b'-'
        && bytes[7] == b'-'
        && matches!(bytes[10], b'T' | b't')
        && bytes[13] == b':'
        && bytes[16] == b':'
        && (text.ends_with(['Z', 'z']) || has_offset(bytes));
    shaped && text.parse::<Timestamp>().is_ok()
}

/// `+08:00` at the end.
fn has_offset(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len() - 6..];
    matches!(tail[0], b'+' | b'-') && tail[3] == b':'
}

#[cfg(test)]
mod tests {
    use super::is_rfc3339;

    #[test]
    fn fractions_and_offsets_are_optional_but_seconds_and_zone_are_not() {
        for good in ["2026-04-15T10:30:00Z", "2026-04-15T10:30:00.123Z", "2026-04-15T10:30:00+08:00"] {
            assert!(is_rfc3339(good), "{good}");
        }
        for bad in
            ["2026-04-15 10:30:00", "2026-04-15T10:30:00", "2026-04-15", "1776249000", "", "2026-13-15T10:30:00Z", "é"]
        {
            assert!(!is_rfc3339(bad), "{bad}");
        }
    }
}
