//! Reads the parts that every envelope has, as far as a response is readable.

use std::fmt;

use serde::{
    Deserializer as _,
    de::{IgnoredAny, MapAccess, Visitor},
};
use serde_json::value::RawValue;

use crate::{exchange::decoding::json, wire::code::Code};

/// The parts that every envelope has, as far as they are readable.
#[derive(Default)]
pub(crate) struct Head {
    pub(crate) code: Option<Code>,
    pub(crate) message: Option<String>,
    /// Whether it has `data` or `items`.
    pub(crate) carries: bool,
    /// Whether it has a field that no envelope of a call without a result has.
    is_foreign: bool,
    /// Whether it was read to its end.
    whole: bool,
}

/// Reads the parts before the first fault, so that a malformed part or a truncated end does not hide `code` and `message`.
pub(crate) fn head(body: &[u8]) -> Head {
    let mut head = Head::default();
    let text = String::from_utf8_lossy(json(body));
    let mut deserializer = serde_json::Deserializer::from_str(&text);
    head.whole = deserializer.deserialize_map(&mut head).and_then(|()| deserializer.end()).is_ok();
    head
}

/// Whether a truncated response with the status of a success says that the call was carried out. Only its beginning is read.
pub(crate) fn says_done(body: &[u8]) -> bool {
    head(body.get(..4096).unwrap_or(body)).says_done()
}

impl Head {
    /// Whether it says that the call was carried out.
    pub(crate) fn says_done(&self) -> bool {
        match self.code {
            Some(code) => code.is_zero(),
            None => self.whole && self.carries,
        }
    }

    /// Whether it is an envelope that says that a call without a result was carried out: its code is 0, or absent (Go omits
    /// zero) while it has nothing but the fields of an envelope.
    pub(crate) fn is_acknowledgement(&self) -> bool {
        self.whole && self.code.map_or(!self.is_foreign, Code::is_zero)
    }

    /// A code that says that the call failed.
    pub(crate) fn failure(&self) -> Option<Code> {
        self.code.filter(|code| !code.is_zero())
    }
}

impl<'de> Visitor<'de> for &mut Head {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an envelope")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "code" => {
                    let code = Code::of(map.next_value::<&RawValue>()?);
                    // If there are two codes, the one that is not 0 counts.
                    self.code = self.failure().or(code);
                }
                // Text only: anything else, such as a number beyond the range of `f64`, says nothing.
                "message" => self.message = serde_json::from_str(map.next_value::<&RawValue>()?.get()).ok(),
                other => {
                    self.carries |= matches!(other, "data" | "items");
                    self.is_foreign |= !matches!(other, "data" | "timestamp");
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}
