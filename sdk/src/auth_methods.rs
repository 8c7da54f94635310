//! The list of auth methods, which answers encode as JSON inside a string.

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

/// A list that reads from a string holding a JSON array, from an array, and from an empty string.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct AuthMethods(pub(crate) Vec<String>);

#[derive(Deserialize)]
#[serde(untagged)]
enum Spelling {
    Text(String),
    List(Vec<String>),
}

impl<'de> Deserialize<'de> for AuthMethods {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Spelling::deserialize(deserializer).map_err(|_| D::Error::custom("neither a list nor a text"))? {
            Spelling::List(list) => Ok(Self(list)),
            Spelling::Text(text) if text.trim().is_empty() => Ok(Self::default()),
            Spelling::Text(text) => match serde_json::from_str::<Option<Vec<String>>>(&text) {
                Ok(list) => Ok(Self(list.unwrap_or_default())),
                Err(_) => Err(D::Error::custom("a text that holds no list")),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::AuthMethods;

    #[test]
    fn every_spelling_reads_as_a_list() {
        for (json, list) in [
            (r#""[\"client_secret_basic\",\"private_key_jwt\"]""#, vec!["client_secret_basic", "private_key_jwt"]),
            (r#"["client_secret_basic"]"#, vec!["client_secret_basic"]),
            (r#""""#, vec![]),
            (r#""null""#, vec![]),
            ("[]", vec![]),
        ] {
            assert_eq!(serde_json::from_str::<AuthMethods>(json).unwrap().0, list, "{json}");
        }
        for bad in ["7", r#""client_secret_basic""#, r#""[1]""#, "{}"] {
            assert!(serde_json::from_str::<AuthMethods>(bad).is_err(), "{bad}");
        }
    }
}
