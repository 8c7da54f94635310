//! Reads fields of a response in every spelling that leaves no doubt, so that an odd one does not fail the response.
//!
//! What leaves a doubt still fails: a text that is not a number, or an object in place of a time. To take it for an absent
//! value would hide that something has expired, was deleted, or was counted.

use std::{borrow::Cow, fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{Error, SeqAccess, Unexpected, Visitor, value::SeqAccessDeserializer},
};
use serde_json::value::RawValue;

use crate::types::secret::SecretText;

/// A whole number: `7`, `7.0`, `"7"`, `"7.0"`; an empty text is an unset one.
pub(crate) fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    spelled(deserializer, whole, "a whole number")
}

/// A flag: `true`, `"true"`, `1`, `"1"`, and their opposites; an empty text is an unset one.
pub(crate) fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    let read = |text: &str| match text.trim() {
        text if text.eq_ignore_ascii_case("true") => Some(true),
        text if text.eq_ignore_ascii_case("false") => Some(false),
        text => whole(text).filter(|number| matches!(number, 0 | 1)).map(|number| number == 1),
    };
    spelled(deserializer, read, "true or false")
}

/// A value that a text or a literal spells.
fn spelled<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    read: impl FnOnce(&str) -> Option<T>,
    what: &str,
) -> Result<Option<T>, D::Error> {
    let json = raw(deserializer)?;
    match scalar(json) {
        None if json == "null" => Ok(None),
        Some(text) if text.trim().is_empty() => Ok(None),
        text => match text.and_then(|text| read(&text)) {
            None => Err(D::Error::custom(format_args!("a value that is not {what}"))),
            value => Ok(value),
        },
    }
}

/// A point in time as text; a number is kept as it is written.
pub(crate) fn time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let json = raw(deserializer)?;
    match json.as_bytes().first() {
        Some(b'n') => Ok(None),
        Some(b'"' | b'-' | b'0'..=b'9') => {
            let text = scalar(json).ok_or_else(|| D::Error::custom("a time that is not valid text"))?;
            Ok(Some(text.into_owned()))
        }
        _ => Err(D::Error::custom("a time that is neither text nor a number")),
    }
}

/// A secret, unless it is empty.
pub(crate) fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<SecretText>, D::Error> {
    let secret = Option::<SecretText>::deserialize(deserializer)?;
    Ok(secret.filter(|secret| !secret.0.expose().is_empty()))
}

/// A list of texts; an empty text is an unset list.
pub(crate) fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Vec<T>>, D::Error> {
    deserializer.deserialize_any(List(PhantomData))
}

struct List<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for List<T> {
    type Value = Option<Vec<T>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        if text.is_empty() { Ok(None) } else { Err(E::invalid_type(Unexpected::Other("text"), &self)) }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(Some)
    }
}

/// The JSON of a value: unlike a parsed value, it may be a number of any size, or nest at any depth.
fn raw<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'de str, D::Error> {
    <&RawValue>::deserialize(deserializer).map(RawValue::get)
}

/// The text of a JSON string, or of a number or a flag as it is written; nothing for any other JSON.
pub(crate) fn scalar(json: &str) -> Option<Cow<'_, str>> {
    match json.as_bytes().first()? {
        b'"' => match json.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
            Some(text) if !text.bytes().any(|byte| byte == b'\\' || byte.is_ascii_control()) => Some(text.into()),
            _ => serde_json::from_str::<String>(json).ok().map(Cow::Owned),
        },
        b'n' | b'{' | b'[' => None,
        _ => Some(json.into()),
    }
}

/// The whole number that a text denotes, in any spelling of JSON.
pub(crate) fn whole(text: &str) -> Option<i64> {
    let text = text.trim();
    text.parse().ok().or_else(|| {
        let number: f64 = text.parse().ok()?;
        // 2 to the power of 63: the smallest that does not fit, and an exact float.
        let fits = number.fract() == 0.0 && number.abs() < 9_223_372_036_854_775_808.0;
        fits.then_some(number as i64)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads JSON as the value of a field.
    macro_rules! read {
        ($reader:path, $json:expr) => {
            $reader(&mut serde_json::Deserializer::from_str($json))
        };
    }

    #[test]
    fn f21_a_number_is_read_in_every_spelling() {
        for json in ["7", "7.0", "\"7\"", "\" 7.0 \"", "7e0", "0.7e1", "\"\\u0037\""] {
            assert_eq!(read!(number, json).unwrap(), Some(7), "{json}");
        }
        for json in ["0", "-0", "0.0", "\"0\"", "\"0.0\"", "-0.0e9"] {
            assert_eq!(read!(number, json).unwrap(), Some(0), "{json}");
        }
        assert_eq!(read!(number, "9223372036854775807").unwrap(), Some(i64::MAX));
        assert_eq!(read!(number, "-9223372036854775808").unwrap(), Some(i64::MIN));
    }

    #[test]
    fn f21_what_leaves_a_doubt_is_neither_a_number_nor_a_flag() {
        let deep = format!("{}{}", "[".repeat(5000), "]".repeat(5000));
        let odd = ["\"soon\"", "{}", "[7]", "7.5", "1e400", "\"NaN\"", "\"inf\"", "9223372036854775808", "\"\\ud800\""];
        for json in odd.into_iter().chain([deep.as_str()]) {
            assert!(read!(number, json).is_err() && read!(flag, json).is_err(), "{json}");
        }
        assert!(read!(number, "true").is_err() && read!(flag, "2").is_err());
        for json in ["null", "\"\"", "\" \""] {
            assert_eq!((read!(number, json).unwrap(), read!(flag, json).unwrap()), (None, None), "{json}");
        }
    }

    #[test]
    fn f21_a_flag_is_read_in_every_spelling() {
        for (json, value) in [("true", true), ("\"TRUE\"", true), ("1", true), ("\"1.0\"", true)] {
            assert_eq!(read!(flag, json).unwrap(), Some(value), "{json}");
        }
        for json in ["false", "\"False\"", "0", "\"0\"", "-0.0"] {
            assert_eq!(read!(flag, json).unwrap(), Some(false), "{json}");
        }
    }

    #[test]
    fn f21_a_time_is_text_or_a_number_as_it_is_written() {
        for (json, text) in [("\"now\"", "now"), ("1767268800", "1767268800"), ("1e400", "1e400"), ("-0.5", "-0.5")] {
            assert_eq!(read!(time, json).unwrap().as_deref(), Some(text), "{json}");
        }
        assert_eq!(read!(time, "null").unwrap(), None);
        for json in ["true", "{\"Time\":\"x\",\"Valid\":true}", "[]", "\"\\ud800\""] {
            assert!(read!(time, json).is_err(), "{json}");
        }
    }

    #[test]
    fn f24_an_empty_text_is_an_unset_list_and_an_unset_secret() {
        assert_eq!(read!(list::<_, String>, "\"\"").unwrap(), None);
        assert_eq!(read!(list::<_, String>, "null").unwrap(), None);
        assert_eq!(read!(list::<_, String>, "[\"\"]").unwrap(), Some(vec![String::new()]));
        assert!(read!(list::<_, String>, "\"openid\"").is_err());
        assert!(read!(secret, "\"\"").unwrap().is_none() && read!(secret, "null").unwrap().is_none());
        assert_eq!(read!(secret, "\"s\"").unwrap().map(|secret| secret.0.expose().to_owned()).as_deref(), Some("s"));
    }
}
