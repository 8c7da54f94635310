//! The contract's schemas, compiled once.

use std::{collections::HashMap, sync::LazyLock};

use authms_spec::{Operation, Payload, Schema, contract, operation};

/// The schema of an operation's response, if it has a body.
#[must_use]
pub(crate) fn schema_of(operation: Operation, status: u16) -> Option<&'static Schema> {
    static SCHEMAS: LazyLock<HashMap<&str, Schema>> = LazyLock::new(|| {
        let responses = operation::ALL.iter().flat_map(|operation| operation.responses);
        let names = responses.filter_map(|(_, schema)| *schema);
        names.filter_map(|name| Some((name, contract().schema(name)?))).collect()
    });
    SCHEMAS.get(operation.response(status)?)
}

/// The documented property names of one response.
#[derive(Debug)]
pub(crate) struct KnownFields {
    /// Of the envelope.
    pub(crate) top: Vec<&'static str>,
    /// Of the object under `data`, or of an entry under `items`.
    pub(crate) data: Vec<&'static str>,
}

impl KnownFields {
    /// The properties that a response may have; `None` if it has no body.
    #[must_use]
    pub(crate) fn of(operation: Operation, status: u16) -> Option<Self> {
        let envelope = operation.response(status)?;
        let payload = operation.payload.filter(|_| status == operation.success).map(Payload::schema);
        Some(Self {
            top: contract().properties(envelope),
            data: payload.map(|schema| contract().properties(schema)).unwrap_or_default(),
        })
    }
}
