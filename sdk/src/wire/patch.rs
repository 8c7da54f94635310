//! A field of an update on the wire: a value or `null`. An omitted field is the `None` of the `Option` around it.

use serde::{Serialize, Serializer};

/// The content of a given field.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Patch<T> {
    /// A value, an empty one included.
    Value(T),
    /// `null`.
    Null,
}

impl<T: Serialize> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(serializer),
            Self::Null => serializer.serialize_unit(),
        }
    }
}
