//! What keeps the types of answers from being read from a list.

use serde::{Deserialize, Deserializer, de::Error};

/// The first field of each type of an answer: absent from objects, and refused by every entry of a list.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RejectSeq;

impl<'de> Deserialize<'de> for RejectSeq {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(D::Error::custom("a list, although the contract has an object"))
    }
}
