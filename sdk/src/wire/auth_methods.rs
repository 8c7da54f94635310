//! The list of auth methods, which responses encode as JSON inside a string.
//!
//! A string that holds the methods themselves, with commas or spaces between them, leaves no doubt and is read as well.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{SeqAccess, Visitor},
};

use crate::types::values::AuthMethod;

/// A list, read from a string that holds it as JSON or as words, from an array, or from an empty string.
#[derive(Debug, Default)]
pub(crate) struct AuthMethods(pub(crate) Vec<AuthMethod>);

impl<'de> Deserialize<'de> for AuthMethods {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Spelling;

        impl<'de> Visitor<'de> for Spelling {
            type Value = AuthMethods;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list, or a string that holds one")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<AuthMethods, E> {
                let text = text.trim();
                if text == "null" {
                    return Ok(AuthMethods::default());
                }
                if text.starts_with(['[', '{', '"']) {
                    // Broken JSON is not a list of words.
                    let list =
                        serde_json::from_str(text).map_err(|_| E::custom("a string that does not hold a list"))?;
                    return Ok(AuthMethods(list));
                }
                let words = text.split(|letter: char| letter == ',' || letter.is_whitespace());
                Ok(AuthMethods(words.filter(|word| !word.is_empty()).map(AuthMethod::from).collect()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<AuthMethods, A::Error> {
                let mut methods = Vec::new();
                while let Some(method) = list.next_element()? {
                    methods.push(method);
                }
                Ok(AuthMethods(methods))
            }
        }

        deserializer.deserialize_any(Spelling)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f23_every_spelling_reads_as_a_list() {
        for (json, list) in [
            (r#""[\"client_secret_basic\",\"private_key_jwt\"]""#, vec!["client_secret_basic", "private_key_jwt"]),
            (r#"["client_secret_basic"]"#, vec!["client_secret_basic"]),
            (r#""""#, vec![]),
            (r#"" ""#, vec![]),
            (r#""null""#, vec![]),
            ("[]", vec![]),
            (r#""client_secret_basic""#, vec!["client_secret_basic"]),
            (r#""client_secret_basic,private_key_jwt""#, vec!["client_secret_basic", "private_key_jwt"]),
            (r#"" client_secret_basic ,\tprivate_key_jwt""#, vec!["client_secret_basic", "private_key_jwt"]),
            (r#""client_secret_basic private_key_jwt""#, vec!["client_secret_basic", "private_key_jwt"]),
        ] {
            let read = serde_json::from_str::<AuthMethods>(json).unwrap().0;
            assert_eq!(read.iter().map(AuthMethod::as_str).collect::<Vec<_>>(), list, "{json}");
        }
        for bad in ["7", r#""[1]""#, r#""[\"client_secret_basic""#, r#""\"client_secret_basic\"""#, r#""{a,b}""#, "{}"]
        {
            assert!(serde_json::from_str::<AuthMethods>(bad).is_err(), "{bad}");
        }
    }
}
