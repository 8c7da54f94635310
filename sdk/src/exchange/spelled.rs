//! Finds the texts of a field in bytes that need not be valid JSON.

use zeroize::Zeroizing;

/// A text that follows the name of a field.
pub(crate) struct Spelled<'a> {
    /// With both quotes if it is whole, and with the first one otherwise.
    quoted: &'a [u8],
    is_whole: bool,
}

/// The texts of a field, at any depth, in the order of the bytes; also the first of a list, which is whole if it is the only one.
pub(crate) fn texts<'a>(body: &'a [u8], field: &str) -> Vec<Spelled<'a>> {
    let name = format!("\"{field}\"").into_bytes();
    let places = body.windows(name.len()).enumerate().filter(|(_, found)| *found == name.as_slice());
    places.filter_map(|(at, _)| after(body.get(at + name.len()..)?)).collect()
}

/// The text after a name and a colon.
fn after(name: &[u8]) -> Option<Spelled<'_>> {
    let value = name.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start();
    let (in_list, value) = match value.strip_prefix(b"[") {
        Some(list) => (true, list.trim_ascii_start()),
        None => (false, value),
    };
    let inside = value.strip_prefix(b"\"")?;
    let mut escaped = false;
    let end = inside.iter().position(|byte| {
        let ends = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        ends
    });
    let Some((quoted, rest)) = end.and_then(|end| value.split_at_checked(end + 2)) else {
        return Some(Spelled { quoted: value, is_whole: false });
    };
    // In `{"secret":"s-1{"code":500}` a text was cut, and its quote belongs to what follows: `code` stands behind it.
    let rest = rest.trim_ascii_start();
    let is_whole =
        if in_list { rest.starts_with(b"]") } else { matches!(rest.first(), None | Some(b',' | b'}' | b']')) };
    Some(Spelled { quoted, is_whole })
}

impl Spelled<'_> {
    /// The text, if all of it is there and valid.
    pub(crate) fn whole(&self) -> Option<Zeroizing<String>> {
        serde_json::from_slice(self.quoted).ok().filter(|_| self.is_whole).map(Zeroizing::new)
    }

    /// The text as far as it is there, as it is written if it is not valid.
    pub(crate) fn read(&self) -> Zeroizing<String> {
        let mut closed = Zeroizing::new(self.quoted.to_vec());
        closed.push(b'"');
        let valid = serde_json::from_slice(self.quoted).or_else(|_| serde_json::from_slice(&closed));
        let written = || String::from_utf8_lossy(self.quoted).trim_matches('"').to_owned();
        Zeroizing::new(valid.unwrap_or_else(|_| written()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::generated::MINTED;

    #[test]
    fn f27_each_secret_of_a_body_is_found_whole_or_broken_off() {
        let found = |body: &str| {
            let found = MINTED.iter().flat_map(|field| {
                texts(body.as_bytes(), field).into_iter().map(|text| text.read()).collect::<Vec<_>>()
            });
            found.collect::<Vec<_>>()
        };
        for field in MINTED {
            for body in ["{\"$\":\"a\\\"b\"}", "{\"data\":{\"$\" : [ \"a\\\"b\", 1]}", "[{\"$\":\"a\\\"b"] {
                assert_eq!(found(&body.replace('$', field)), [Zeroizing::new("a\"b".to_owned())], "{body}");
            }
            for body in ["{\"$\":7}", "{\"$\":null}", "$", "{\"$", "\"$\":", "{\"message\":\"$\"}"] {
                assert!(found(&body.replace('$', field)).is_empty(), "{body}");
            }
        }
    }
}
