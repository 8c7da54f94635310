//! The contract's schemas, compiled once for a whole run.

use std::collections::HashMap;

use authms_spec::{OperationObject, Schema, contract};

/// Knows every operation's answers.
pub(crate) struct Schemas {
    schemas: HashMap<(String, u16), Schema>,
}

impl Default for Schemas {
    fn default() -> Self {
        let mut schemas = HashMap::new();
        for operation in contract().operations() {
            for status in operation.statuses() {
                if let Some(schema) = contract().response_schema(operation, status) {
                    schemas.insert((operation.id.clone(), status), schema);
                }
            }
        }
        Self { schemas }
    }
}

impl Schemas {
    /// The operation with an id.
    #[must_use]
    pub(crate) fn operation(&self, id: &str) -> Option<&'static OperationObject> {
        contract().operation(id)
    }

    /// The schema of an operation's answer, if it has a body.
    #[must_use]
    pub(crate) fn schema(&self, operation: &str, status: u16) -> Option<&Schema> {
        self.schemas.get(&(operation.to_owned(), status))
    }

    /// The names of the properties that an answer may have, at the top and under `data`.
    #[must_use]
    pub(crate) fn known_fields(&self, operation: &str, status: u16) -> Option<KnownFields> {
        let reference = contract().operation(operation)?.responses.get(&status)?.as_deref()?;
        let envelope = contract().document().pointer(reference.strip_prefix('#')?)?;
        let top = envelope["properties"].as_object()?.keys().cloned().collect();
        let properties = &envelope["properties"];
        let carried = properties["data"]["$ref"].as_str().or_else(|| properties["items"]["items"]["$ref"].as_str());
        let data = carried.and_then(|reference| {
            let schema = contract().document().pointer(reference.strip_prefix('#')?)?;
            Some(schema["properties"].as_object()?.keys().cloned().collect())
        });
        Some(KnownFields { top, data: data.unwrap_or_default() })
    }
}

/// The documented property names of one answer.
#[derive(Debug)]
pub(crate) struct KnownFields {
    /// Of the envelope.
    pub top: Vec<String>,
    /// Of the object under `data`, or of an entry under `items`.
    pub data: Vec<String>,
}
