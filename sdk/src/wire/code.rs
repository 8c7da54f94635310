//! `code` of an envelope, in any spelling.

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::wire::lenient::{scalar, whole};

/// A number by the contract. Any other value is accepted, so that it does not make the whole response unreadable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    /// A number, as the contract says.
    Number(i64),
    /// The number in a string, or with a fraction of zero.
    Spelled(i64),
    /// Not a number.
    Other,
}

impl Code {
    pub(crate) fn number(self) -> Option<i64> {
        match self {
            Self::Number(code) | Self::Spelled(code) => Some(code),
            Self::Other => None,
        }
    }

    /// Whether it says that the call succeeded.
    pub(crate) fn is_zero(self) -> bool {
        self.number() == Some(0)
    }

    /// The code of a field, unless it is `null` or empty.
    pub(crate) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        <&RawValue>::deserialize(deserializer).map(Self::of)
    }

    /// The code that a JSON value denotes, unless it is `null` or empty.
    pub(crate) fn of(json: &RawValue) -> Option<Self> {
        let json = json.get();
        if let Ok(code) = json.parse() {
            return Some(Self::Number(code));
        }
        match scalar(json) {
            None if json == "null" => None,
            Some(text) if text.trim().is_empty() => None,
            text => Some(text.and_then(|text| whole(&text)).map_or(Self::Other, Self::Spelled)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(json: &str) -> Option<Code> {
        Code::read(&mut serde_json::Deserializer::from_str(json)).unwrap()
    }

    #[test]
    fn f21_a_code_is_read_in_every_spelling() {
        for (json, read) in [
            ("0", Code::Number(0)),
            ("-0", Code::Number(0)),
            ("0.0", Code::Spelled(0)),
            ("\"0\"", Code::Spelled(0)),
            ("\"0.0\"", Code::Spelled(0)),
            ("40100001.0", Code::Spelled(40_100_001)),
            ("\"401001\"", Code::Spelled(401_001)),
            ("0.5", Code::Other),
            ("1e400", Code::Other),
            ("false", Code::Other),
            ("\"E7\"", Code::Other),
            ("{\"a\":[0]}", Code::Other),
        ] {
            assert_eq!(code(json), Some(read), "{json}");
        }
        assert_eq!((code("null"), code("\"\"")), (None, None));
    }
}
