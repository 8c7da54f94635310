//! `code` of an envelope, in any spelling.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor},
};

/// A number by the contract. Any other value is accepted, so that it does not make the whole response unreadable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    /// A number, as the contract says.
    Number(i64),
    /// The number in a string.
    Text(i64),
    /// Not a number.
    Other,
}

impl Code {
    pub(crate) fn number(self) -> Option<i64> {
        match self {
            Self::Number(code) | Self::Text(code) => Some(code),
            Self::Other => None,
        }
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;

        impl<'de> Visitor<'de> for Any {
            type Value = Code;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a code")
            }

            fn visit_i64<E>(self, code: i64) -> Result<Code, E> {
                Ok(Code::Number(code))
            }

            fn visit_u64<E>(self, code: u64) -> Result<Code, E> {
                Ok(i64::try_from(code).map_or(Code::Other, Code::Number))
            }

            fn visit_str<E>(self, text: &str) -> Result<Code, E> {
                Ok(text.trim().parse().map_or(Code::Other, Code::Text))
            }

            fn visit_bool<E>(self, _: bool) -> Result<Code, E> {
                Ok(Code::Other)
            }

            fn visit_f64<E>(self, _: f64) -> Result<Code, E> {
                Ok(Code::Other)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Code, A::Error> {
                IgnoredAny.visit_map(map).map(|_| Code::Other)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Code, A::Error> {
                IgnoredAny.visit_seq(list).map(|_| Code::Other)
            }
        }

        deserializer.deserialize_any(Any)
    }
}
