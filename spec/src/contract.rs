//! The contract as a value: the document, its operations and the schemas behind them.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::LazyLock,
};

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{
    facts::Payload,
    field::{self, Field, FieldType},
    paths::{PathOperation, is_idempotent, path_operations},
    schema::Schema,
    yaml,
};

/// The text of `openapi.yaml`, as published.
const TEXT: &str = include_str!("../openapi.yaml");

/// An OpenAPI 3.0 document with what the rest of the workspace asks of it.
#[derive(Debug)]
pub struct Contract {
    parsed: yaml::Parsed,
    hash: String,
    operations: Vec<OperationObject>,
}

/// One operation as a document describes it, OpenAPI's *Operation Object*. What the embedded contract says of its operations
/// stands in the constants of [`crate::operation`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationObject {
    /// The `operationId`, such as `update_client`.
    pub id: String,
    /// HTTP method in capitals (RFC 9110 section 9).
    pub method: String,
    /// Path template below the base path, such as `/admin/oauth/clients/{client_id}`.
    pub path: String,
    /// The first of its tags; empty if it has none.
    pub tag: String,
    /// Path and query parameters, in the order of the document.
    pub parameters: Vec<ParameterObject>,
    /// Reference of the request body's schema, if the operation takes a body.
    pub request: Option<String>,
    /// By documented status: the reference of the response's schema, or none where there is no body.
    pub responses: BTreeMap<u16, Option<String>>,
}

/// One path or query parameter of an [`OperationObject`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParameterObject {
    /// Its name.
    pub name: String,
    /// Where it stands: `path` or `query`.
    pub place: String,
    /// Whether it must be given.
    pub required: bool,
    /// Its type.
    pub field_type: FieldType,
}

impl OperationObject {
    /// The documented statuses, ascending.
    #[must_use]
    pub fn statuses(&self) -> Vec<u16> {
        self.responses.keys().copied().collect()
    }

    /// The documented status of success.
    #[must_use]
    pub fn success(&self) -> Option<u16> {
        self.responses.keys().copied().find(|status| (200..300).contains(status))
    }

    /// Whether sending it twice is as good as once (RFC 9110 section 9.2.2).
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        is_idempotent(&self.method)
    }
}

/// Why a text is not a contract that the workspace can work from.
#[derive(Debug, thiserror::Error)]
pub enum ContractError {
    /// The text is not valid YAML or JSON.
    #[error("not readable as YAML: {0}")]
    Yaml(#[from] yaml::YamlError),
    /// The text is YAML, but some part of it is missing or dangling.
    #[error("line {line}: {what}")]
    Shape {
        /// Line, counted from 1.
        line: usize,
        /// What is wrong, a lowercase fragment.
        what: String,
    },
}

/// The contract of this workspace, parsed once.
#[must_use]
pub fn contract() -> &'static Contract {
    static CONTRACT: LazyLock<Contract> =
        LazyLock::new(|| Contract::parse(TEXT).expect("the embedded contract is checked by a test"));
    &CONTRACT
}

impl Contract {
    /// Parses an OpenAPI 3.0 document.
    ///
    /// # Errors
    ///
    /// [`ContractError::Yaml`] if the text is not valid YAML; [`ContractError::Shape`] if an operation lacks an
    /// `operationId`, a reference leads nowhere, or a status is not a number.
    pub fn parse(text: &str) -> Result<Self, ContractError> {
        let parsed = yaml::parse(text)?;
        let hash = Sha256::digest(canonical_json(&parsed.value)).iter().map(|byte| format!("{byte:02x}")).collect();
        let operations = read_operations(&parsed)?;
        Ok(Self { parsed, hash, operations })
    }

    /// The whole document as JSON.
    #[must_use]
    pub fn document(&self) -> &Value {
        &self.parsed.value
    }

    /// The document with the lines of its values.
    #[must_use]
    pub fn parsed(&self) -> &yaml::Parsed {
        &self.parsed
    }

    /// `info.version` of the document, or an empty text.
    #[must_use]
    pub fn version(&self) -> &str {
        self.parsed.value["info"]["version"].as_str().unwrap_or_default()
    }

    /// SHA-256 of the document's canonical JSON, 64 hexadecimal digits. Comments and layout do not change it.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// All operations, ordered by path and method.
    #[must_use]
    pub fn operations(&self) -> &[OperationObject] {
        &self.operations
    }

    /// The operation with an `operationId`.
    #[must_use]
    pub fn operation(&self, id: &str) -> Option<&OperationObject> {
        self.operations.iter().find(|operation| operation.id == id)
    }

    /// Compiles a schema by its name under `components/schemas`; `None` if there is none of that name.
    #[must_use]
    pub fn schema(&self, name: &str) -> Option<Schema> {
        self.parsed.value.pointer(&format!("/components/schemas/{name}"))?;
        Schema::compile(self.document(), &format!("#/components/schemas/{name}")).ok()
    }

    /// What a success of an operation carries inside its envelope; `None` if it has no body.
    ///
    /// ```
    /// use authms_spec::{Payload, contract};
    ///
    /// let list = contract().operation("list_clients").expect("an operation of the contract");
    /// assert_eq!(contract().payload(list), Some(Payload::Items("OAuthClientItem")));
    /// ```
    #[must_use]
    pub fn payload<'a>(&'a self, operation: &OperationObject) -> Option<Payload<'a>> {
        let reference = operation.responses.get(&operation.success()?)?.as_deref()?;
        let envelope = self.document().pointer(reference.strip_prefix('#')?)?;
        let named = |pointer: &str| envelope.pointer(pointer)?.as_str().map(schema_name);
        let data = named("/properties/data/$ref").map(Payload::Data);
        data.or_else(|| named("/properties/items/items/$ref").map(Payload::Items))
    }

    /// The member of an operation's payload that carries a secret which is shown this once: a text of `format: password`,
    /// in the payload itself or in a schema that it refers to.
    ///
    /// ```
    /// # use authms_spec::contract;
    /// let create = contract().operation("create_client").expect("an operation of the contract");
    /// assert_eq!(contract().mints(create), Some("client_secret"));
    /// ```
    #[must_use]
    pub fn mints(&self, operation: &OperationObject) -> Option<&str> {
        let (mut seen, mut open) = (BTreeSet::new(), VecDeque::from([self.payload(operation)?.schema()]));
        while let Some(schema) = open.pop_front() {
            // A schema may refer to itself.
            if seen.insert(schema) {
                let properties = self.parsed.value.pointer(&format!("/components/schemas/{schema}/properties"));
                let properties = properties.and_then(Value::as_object).into_iter().flatten();
                if let Some((name, _)) = properties.clone().find(|(_, property)| property["format"] == "password") {
                    return Some(name);
                }
                let references = properties.flat_map(|(_, property)| [&property["$ref"], &property["items"]["$ref"]]);
                open.extend(references.filter_map(Value::as_str).map(schema_name));
            }
        }
        None
    }

    /// The names of an object schema's properties, sorted; empty if there is no such schema.
    ///
    /// ```
    /// assert!(authms_spec::contract().properties("UpdateClientRequest").contains(&"redirect_uris"));
    /// assert!(authms_spec::contract().properties("Unknown").is_empty());
    /// ```
    #[must_use]
    pub fn properties(&self, name: &str) -> Vec<&str> {
        let found = self.parsed.value.pointer(&format!("/components/schemas/{name}/properties"));
        found.and_then(Value::as_object).map(|map| map.keys().map(String::as_str).collect()).unwrap_or_default()
    }

    /// The fields of an object schema with their types, sorted by name; empty if there is no such schema.
    ///
    /// ```
    /// use authms_spec::{FieldType, contract};
    ///
    /// let fields = contract().fields("CreateClientRequest");
    /// let name = fields.iter().find(|field| field.name == "name").expect("a field of the contract");
    /// assert!(name.required && name.field_type == FieldType::String);
    /// ```
    #[must_use]
    pub fn fields(&self, name: &str) -> Vec<Field> {
        self.parsed.value.pointer(&format!("/components/schemas/{name}")).map(field::of).unwrap_or_default()
    }
}

/// The last part of a reference, which is the name of a schema.
fn schema_name(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}

/// JSON without white space and with sorted keys, whatever order the value was built in.
#[must_use]
pub fn canonical_json(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by_key(|(key, _)| key.as_str());
            let inner: Vec<String> = entries
                .into_iter()
                .map(|(key, item)| format!("{}:{}", Value::from(key.as_str()), canonical_json(item)))
                .collect();
            format!("{{{}}}", inner.join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(canonical_json).collect::<Vec<_>>().join(",")),
        scalar => scalar.to_string(),
    }
}

fn read_operations(parsed: &yaml::Parsed) -> Result<Vec<OperationObject>, ContractError> {
    if !parsed.value["paths"].is_object() {
        return Err(shape(parsed, "", "there is no `paths` object"));
    }
    path_operations(&parsed.value).map(|found| read_operation(parsed, &found)).collect()
}

fn read_operation(parsed: &yaml::Parsed, found: &PathOperation<'_>) -> Result<OperationObject, ContractError> {
    let (raw, at) = (found.operation, &found.pointer());
    let id = raw["operationId"].as_str().ok_or_else(|| shape(parsed, at, "the operation has no `operationId`"))?;
    let mut parameters = Vec::new();
    for parameter in found.parameters() {
        let parameter = resolve(parsed, parameter, at)?;
        parameters.push(ParameterObject {
            name: parameter["name"].as_str().unwrap_or_default().to_owned(),
            place: parameter["in"].as_str().unwrap_or_default().to_owned(),
            required: parameter["required"].as_bool().unwrap_or_default(),
            field_type: FieldType::of(&parameter["schema"]),
        });
    }
    let request = match raw.get("requestBody") {
        Some(body) => json_schema_reference(resolve(parsed, body, at)?),
        None => None,
    };
    let mut responses = BTreeMap::new();
    for (status, response) in raw["responses"].as_object().into_iter().flatten() {
        let status = status.parse().map_err(|_| shape(parsed, at, &format!("`{status}` is not an HTTP status")))?;
        responses.insert(status, json_schema_reference(resolve(parsed, response, at)?));
    }
    Ok(OperationObject {
        id: id.to_owned(),
        method: found.method.to_uppercase(),
        path: found.path.to_owned(),
        tag: raw["tags"][0].as_str().unwrap_or_default().to_owned(),
        parameters,
        request,
        responses,
    })
}

fn json_schema_reference(holder: &Value) -> Option<String> {
    holder.pointer("/content/application~1json/schema/$ref").and_then(Value::as_str).map(str::to_owned)
}

fn resolve<'a>(parsed: &'a yaml::Parsed, node: &'a Value, at: &str) -> Result<&'a Value, ContractError> {
    let Some(reference) = node.get("$ref").and_then(Value::as_str) else { return Ok(node) };
    let target = reference.strip_prefix('#').and_then(|pointer| parsed.value.pointer(pointer));
    target.ok_or_else(|| shape(parsed, at, &format!("the reference `{reference}` leads nowhere")))
}

fn shape(parsed: &yaml::Parsed, at: &str, what: &str) -> ContractError {
    ContractError::Shape { line: parsed.nearest_line(at), what: what.to_owned() }
}
