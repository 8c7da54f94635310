//! Checks JSON values against a schema of the contract, in the one dialect that OpenAPI 3.0 means.
//!
//! OpenAPI 3.0 schemas follow JSON Schema as of Draft 4 (with `exclusiveMinimum: true`, ignored siblings of `$ref`);
//! a newer dialect would silently change verdicts, so the choice stands here and nowhere else.

use std::fmt;

use jsonschema::error::ValidationErrorKind;
use serde_json::{Value, json};

/// A compiled schema of the contract.
///
/// ```
/// let schema = authms_spec::contract().schema("UpdateClientRequest").expect("a schema of the contract");
/// assert!(schema.violations(&serde_json::json!({"name": "Payments"})).is_empty());
/// let found = schema.violations(&serde_json::json!({"scopes": ["openid", 7]}));
/// assert_eq!(found[0].to_string(), "`scopes[1]` must be a string");
/// ```
pub struct Schema {
    validator: jsonschema::Validator,
}

/// One way in which a value breaks its schema. It names the place and the rule, never the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Where, as a path a person reads: `scopes[1]`, empty for the whole value.
    pub path: String,
    /// What was expected there, a fragment that follows the path: `must be a string`.
    pub expected: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            return write!(f, "the body {}", self.expected);
        }
        write!(f, "`{}` {}", self.path, self.expected)
    }
}

impl fmt::Debug for Schema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Schema")
    }
}

impl Schema {
    /// Compiles the schema at a reference such as `#/components/schemas/SimpleResponse` of a document.
    ///
    /// # Errors
    ///
    /// A text that says what is wrong if the reference leads nowhere or the schema is invalid.
    pub fn compile(document: &Value, reference: &str) -> Result<Self, String> {
        let mut components = document["components"].clone();
        rewrite_nullable(&mut components);
        let wrapped = json!({"components": components, "allOf": [{"$ref": reference}]});
        let validator = jsonschema::draft4::new(&wrapped).map_err(|error| error.to_string())?;
        Ok(Self { validator })
    }

    /// Every way in which a value breaks the schema, in the order of the schema.
    #[must_use]
    pub fn violations(&self, value: &Value) -> Vec<Violation> {
        // The cheap question first: nearly every value is valid.
        if self.validator.is_valid(value) {
            return Vec::new();
        }
        self.validator.iter_errors(value).map(|error| describe(&error)).collect()
    }
}

/// JSON Schema has no `nullable`; OpenAPI 3.0 means by it that `null` is one more type.
fn rewrite_nullable(node: &mut Value) {
    match node {
        Value::Object(map) => {
            if map.remove("nullable") == Some(Value::Bool(true))
                && let Some(kind) = map.get("type").cloned()
            {
                map.insert("type".to_owned(), json!([kind, "null"]));
            }
            map.values_mut().for_each(rewrite_nullable);
        }
        Value::Array(items) => items.iter_mut().for_each(rewrite_nullable),
        _ => {}
    }
}

fn describe(error: &jsonschema::ValidationError<'_>) -> Violation {
    let path = readable(error.instance_path().as_str());
    let expected = match error.kind() {
        ValidationErrorKind::Type { kind } => {
            let names = format!("{kind:?}").to_lowercase();
            let name = ["string", "boolean", "integer", "number", "array", "object", "null"]
                .into_iter()
                .filter(|name| names.contains(name))
                .map(with_article)
                .collect::<Vec<_>>()
                .join(" or ");
            format!("must be {name}")
        }
        ValidationErrorKind::Required { property } => format!("lacks {}", property.to_string().replace('"', "`")),
        ValidationErrorKind::MinItems { limit } => format!("must have at least {limit} item(s)"),
        ValidationErrorKind::MinLength { limit } => format!("must have at least {limit} character(s)"),
        ValidationErrorKind::Minimum { limit } => format!("must be at least {limit}"),
        other => format!("breaks the rule `{}` of the contract", other.keyword()),
    };
    Violation { path, expected }
}

fn with_article(name: &str) -> String {
    match name {
        "null" => name.to_owned(),
        "integer" | "array" | "object" => format!("an {name}"),
        _ => format!("a {name}"),
    }
}

/// `/scopes/1` as `scopes[1]`.
fn readable(pointer: &str) -> String {
    let mut path = String::new();
    for token in pointer.split('/').skip(1) {
        let token = token.replace("~1", "/").replace("~0", "~");
        if token.parse::<usize>().is_ok() {
            path.push_str(&format!("[{token}]"));
        } else {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(&token);
        }
    }
    path
}
