//! The fields of an object schema, as the contract lists them.

use std::fmt;

use serde_json::Value;

/// One property of an object schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its type.
    pub field_type: FieldType,
    /// Whether the schema requires it.
    pub required: bool,
    /// Its `format`, such as `password`, if it has one.
    pub format: Option<String>,
    /// The values that are known to occur (`x-known-values`); others may occur too.
    pub known_values: Vec<String>,
}

/// The types that occur in this contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldType {
    /// A string.
    String,
    /// A boolean.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// A list of strings.
    Strings,
    /// An object.
    Object,
    /// A list of objects.
    Objects,
    /// Anything else.
    Other,
}

impl FieldType {
    /// Reads the type of a schema. A reference is one to an object: the contract names only object schemas.
    #[must_use]
    pub fn of(schema: &Value) -> Self {
        if schema.get("$ref").is_some() {
            return Self::Object;
        }
        match schema["type"].as_str() {
            Some("string") => Self::String,
            Some("boolean") => Self::Boolean,
            Some("integer") => Self::Integer,
            Some("object") => Self::Object,
            Some("array") => match Self::of(&schema["items"]) {
                Self::String => Self::Strings,
                Self::Object => Self::Objects,
                _ => Self::Other,
            },
            _ => Self::Other,
        }
    }
}

impl fmt::Display for FieldType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::String => "string",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Strings => "array of string",
            Self::Object => "object",
            Self::Objects => "array of object",
            Self::Other => "another type",
        })
    }
}

/// The fields of an object schema, sorted by name.
pub(crate) fn of(schema: &Value) -> Vec<Field> {
    let texts = |value: &Value| -> Vec<String> {
        value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let required = texts(&schema["required"]);
    let properties = schema["properties"].as_object().into_iter().flatten();
    let fields = properties.map(|(name, property)| Field {
        name: name.clone(),
        field_type: FieldType::of(property),
        required: required.contains(name),
        format: property["format"].as_str().map(str::to_owned),
        known_values: texts(&property["x-known-values"]),
    });
    fields.collect()
}
