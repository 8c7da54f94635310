//! Any API document, read down to what can be compared: operations, parameters, statuses, and flattened fields.
//!
//! Swagger 2.0 and OpenAPI 3.0 are read into the same shape. Schemas are followed and flattened, so that their names,
//! which differ from document to document, play no part: `201 data.redirect_uris[]` is a field, wherever it is written.

use std::collections::{BTreeMap, BTreeSet};

use authms_spec::{
    PathOperation, path_operations,
    yaml::{self, Parsed},
};
use serde_json::{Map, Value};

/// Deeper nesting than this is a cycle, or a document that nobody wrote by hand.
const DEEPEST: usize = 12;

/// Why a document cannot be read. Place and remedy are part of the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {what}\n  hint: {hint}")]
pub struct DocumentError {
    /// The file as it was named.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub hint: &'static str,
}

/// What is said of a field or a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// JSON type; `array` for lists, whose entries are fields of their own under `[]`.
    pub kind: String,
    /// Whether it must be there.
    pub required: bool,
    /// `format`, `default` and bounds, as `name=value`.
    pub more: BTreeSet<String>,
}

/// One operation.
#[derive(Debug, Clone, Default)]
pub struct Operation {
    /// `operationId`, if there is one.
    pub id: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// By `query page`, `path client_id`.
    pub parameters: BTreeMap<String, Facts>,
    /// By `request name`, `200 data.id`.
    pub fields: BTreeMap<String, Facts>,
    /// Documented statuses.
    pub statuses: BTreeSet<String>,
    /// Whether a caller must authenticate.
    pub secured: bool,
}

/// A document.
#[derive(Debug, Clone)]
pub struct Document {
    /// `info.version`.
    pub version: String,
    /// By `GET /admin/oauth/clients`.
    pub operations: BTreeMap<String, Operation>,
    /// How callers authenticate, such as `http bearer`.
    pub security: BTreeSet<String>,
}

impl Document {
    /// Reads a document from text; `file` is what errors name.
    ///
    /// # Errors
    ///
    /// [`DocumentError`] if the text is neither YAML nor JSON, is neither Swagger 2.0 nor OpenAPI 3.0, or a reference in it
    /// leads nowhere or in a circle.
    pub fn parse(file: &str, text: &str) -> Result<Self, DocumentError> {
        let parsed = yaml::parse(text).map_err(|error| DocumentError {
            file: file.to_owned(),
            line: error.line,
            what: format!("this is neither YAML nor JSON: {}", error.what),
            hint: "name a Swagger 2.0 or OpenAPI 3.0 document",
        })?;
        Reader { file, parsed: &parsed }.read()
    }
}

struct Reader<'r> {
    file: &'r str,
    parsed: &'r Parsed,
}

impl Reader<'_> {
    fn error(&self, at: &str, what: impl Into<String>, hint: &'static str) -> DocumentError {
        DocumentError { file: self.file.to_owned(), line: self.parsed.nearest_line(at), what: what.into(), hint }
    }

    fn read(&self) -> Result<Document, DocumentError> {
        let value = &self.parsed.value;
        let version = value["openapi"].as_str().or(value["swagger"].as_str()).unwrap_or_default();
        if !version.starts_with("3.0.") && version != "2.0" {
            let what = match version {
                "" => "this is not an API document: it has neither `swagger` nor `openapi`".to_owned(),
                other => format!("this is OpenAPI {other}, which is not read"),
            };
            return Err(self.error("", what, "give Swagger 2.0 or OpenAPI 3.0"));
        }
        if !value["paths"].is_object() {
            return Err(self.error("", "there is no `paths` object", "give a whole document"));
        }
        let mut operations = BTreeMap::new();
        for found in path_operations(value) {
            operations.insert(found.title(), self.operation(&found)?);
        }
        let info = value["info"]["version"].as_str().unwrap_or_default().to_owned();
        Ok(Document { version: info, operations, security: security(value) })
    }

    fn operation(&self, found: &PathOperation<'_>) -> Result<Operation, DocumentError> {
        let (raw, at) = (found.operation, &found.pointer());
        let texts = |value: &Value| {
            value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let mut operation = Operation {
            id: raw["operationId"].as_str().map(str::to_owned),
            tags: texts(&raw["tags"]),
            secured: raw
                .get("security")
                .or(self.parsed.value.get("security"))
                .and_then(Value::as_array)
                .is_some_and(|list| !list.is_empty()),
            ..Operation::default()
        };
        for parameter in found.parameters() {
            let parameter = self.resolve(parameter, at)?;
            let (place, name) =
                (parameter["in"].as_str().unwrap_or_default(), parameter["name"].as_str().unwrap_or_default());
            if place == "body" {
                self.flatten(&parameter["schema"], "request", true, at, &mut operation.fields, 0)?;
                continue;
            }
            // Swagger says the type beside the name, OpenAPI in a schema.
            let schema = parameter.get("schema").unwrap_or(parameter);
            let required = parameter["required"].as_bool().unwrap_or_default();
            operation.parameters.insert(format!("{place} {name}"), facts(schema, required));
        }
        if let Some(body) = raw.get("requestBody") {
            let body = self.resolve(body, at)?;
            if let Some(schema) = body.pointer("/content/application~1json/schema") {
                self.flatten(schema, "request", true, at, &mut operation.fields, 0)?;
            }
        }
        for (status, response) in raw["responses"].as_object().into_iter().flatten() {
            operation.statuses.insert(status.clone());
            let response = self.resolve(response, at)?;
            let schema = response.get("schema").or_else(|| response.pointer("/content/application~1json/schema"));
            if let Some(schema) = schema {
                self.flatten(schema, status, true, at, &mut operation.fields, 0)?;
            }
        }
        Ok(operation)
    }

    fn resolve<'v>(&'v self, node: &'v Value, at: &str) -> Result<&'v Value, DocumentError> {
        let mut node = node;
        for _ in 0..DEEPEST {
            let Some(reference) = node.get("$ref").and_then(Value::as_str) else { return Ok(node) };
            let target = reference.strip_prefix('#').and_then(|pointer| self.parsed.value.pointer(pointer));
            node = target.ok_or_else(|| {
                self.error(at, format!("the reference `{reference}` leads nowhere"), "correct it, or add what it names")
            })?;
        }
        Err(self.error(at, "a reference leads in a circle", "break the circle"))
    }

    fn flatten(
        &self,
        schema: &Value,
        place: &str,
        required: bool,
        at: &str,
        fields: &mut BTreeMap<String, Facts>,
        depth: usize,
    ) -> Result<(), DocumentError> {
        if depth > DEEPEST {
            return Err(self.error(at, format!("the schema at `{place}` contains itself"), "break the circle"));
        }
        let schema = self.resolve(schema, at)?;
        let parts = schema["allOf"].as_array();
        fields.entry(place.to_owned()).or_insert_with(|| facts(schema, required));
        for part in parts.into_iter().flatten() {
            self.flatten(part, place, required, at, fields, depth + 1)?;
        }
        let needed: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for (name, property) in schema["properties"].as_object().into_iter().flat_map(Map::iter) {
            let separator = if place.contains(' ') { '.' } else { ' ' };
            let place = format!("{place}{separator}{name}");
            self.flatten(property, &place, needed.contains(&name.as_str()), at, fields, depth + 1)?;
        }
        if let Some(items) = schema.get("items") {
            self.flatten(items, &format!("{place}[]"), true, at, fields, depth + 1)?;
        }
        Ok(())
    }
}

fn facts(schema: &Value, required: bool) -> Facts {
    let object = schema.get("properties").is_some() || schema.get("allOf").is_some();
    let kind = schema["type"].as_str().unwrap_or(if object { "object" } else { "any" });
    let more = [
        "format",
        "default",
        "minItems",
        "maxItems",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "pattern",
        "enum",
    ];
    let said = |name: &&str| schema.get(*name).map(|value| format!("{name}={value}"));
    Facts { kind: kind.to_owned(), required, more: more.iter().filter_map(said).collect() }
}

fn security(value: &Value) -> BTreeSet<String> {
    let schemes = value.get("securityDefinitions").or_else(|| value.pointer("/components/securitySchemes"));
    let describe = |scheme: &Value| {
        let text = |name: &str| scheme[name].as_str().unwrap_or_default().to_owned();
        match text("type").as_str() {
            "apiKey" => format!("apiKey {} {}", text("in"), text("name")),
            "http" => format!("http {}", text("scheme")),
            other => other.to_owned(),
        }
    };
    schemes.and_then(Value::as_object).into_iter().flat_map(Map::values).map(describe).collect()
}
