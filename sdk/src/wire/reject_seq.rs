//! Rejects a list where the contract has an object.

use serde::{Deserialize, Deserializer, de::Error};

/// The first field of each type of a response. It is absent from objects, and fails for every entry of a list. A second one
/// without a default fails for the empty list.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RejectSeq;

impl<'de> Deserialize<'de> for RejectSeq {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(D::Error::custom("a list, although the contract has an object"))
    }
}
