//! A DTO as the DTO tests see it: the name of its schema in the contract, and the schema that schemars gives it.

use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::Value;

/// A DTO of this server.
pub(super) struct Dto {
    pub(super) name: &'static str,
    pub(super) schema: Value,
    pub(super) is_request: bool,
}

impl Dto {
    /// The DTO of a request body.
    pub(super) fn request<T: JsonSchema>(name: &'static str) -> Self {
        Self { name, schema: generate::<T>(SchemaSettings::draft07().for_deserialize()), is_request: true }
    }

    /// The DTO of a response body, or of a part of it.
    pub(super) fn response<T: JsonSchema>(name: &'static str) -> Self {
        Self { name, schema: generate::<T>(SchemaSettings::draft07().for_serialize()), is_request: false }
    }
}

fn generate<T: JsonSchema>(settings: SchemaSettings) -> Value {
    let settings = settings.with(|settings| settings.inline_subschemas = true);
    SchemaGenerator::new(settings).into_root_schema_for::<T>().to_value()
}
