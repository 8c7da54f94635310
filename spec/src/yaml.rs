//! Reads YAML into a JSON value and remembers on which line each value stands.
//!
//! Lines are kept by JSON Pointer (RFC 6901), so a lint or a report can name the place of anything it finds.

use std::collections::BTreeMap;

use saphyr::{LoadableYamlNode, MarkedYaml, Scalar, YamlData};
use serde_json::{Map, Number, Value};

/// A parsed YAML (or JSON) document together with the line of each of its values.
///
/// ```
/// let doc = authms_spec::yaml::parse("info:\n  title: x\n")?;
/// assert_eq!(doc.value["info"]["title"], "x");
/// assert_eq!(doc.line_of("/info/title"), Some(2));
/// # Ok::<(), authms_spec::yaml::YamlError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The document as JSON.
    pub value: Value,
    lines: BTreeMap<String, usize>,
}

impl Parsed {
    /// The line, counted from 1, on which the value at a JSON Pointer (or its key) begins.
    #[must_use]
    pub fn line_of(&self, pointer: &str) -> Option<usize> {
        self.lines.get(pointer).copied()
    }

    /// The line of the value at a JSON Pointer or of its nearest ancestor that stands in the document.
    #[must_use]
    pub fn nearest_line(&self, pointer: &str) -> usize {
        let mut rest = pointer;
        loop {
            if let Some(line) = self.line_of(rest) {
                return line;
            }
            match rest.rfind('/') {
                Some(cut) => rest = &rest[..cut],
                None => return 1,
            }
        }
    }
}

/// Why a text is not one YAML document that JSON can express.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {what}")]
pub struct YamlError {
    /// Line, counted from 1.
    pub line: usize,
    /// Column, counted from 1.
    pub column: usize,
    /// What is wrong, a lowercase fragment.
    pub what: String,
}

/// Parses one YAML document; JSON is accepted too, being a subset.
///
/// # Errors
///
/// [`YamlError`] if the text is not YAML, does not hold one document, repeats a key, or uses what JSON cannot
/// express (keys that are not strings, tags, not-a-number).
pub fn parse(text: &str) -> Result<Parsed, YamlError> {
    let nodes = MarkedYaml::load_from_str(text).map_err(|error| YamlError {
        line: error.marker().line(),
        column: error.marker().col() + 1,
        what: error.info().to_owned(),
    })?;
    let [root] = nodes.as_slice() else {
        let what = format!("expected one document, found {}", nodes.len());
        return Err(YamlError { line: 1, column: 1, what });
    };
    let mut lines = BTreeMap::new();
    let value = convert(root, &mut String::new(), &mut lines)?;
    Ok(Parsed { value, lines })
}

/// A key as a reference token of a JSON Pointer (RFC 6901 section 3).
///
/// ```
/// assert_eq!(authms_spec::yaml::escape("/clients/{id}"), "~1clients~1{id}");
/// ```
#[must_use]
pub fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn convert(node: &MarkedYaml, at: &mut String, lines: &mut BTreeMap<String, usize>) -> Result<Value, YamlError> {
    lines.entry(at.clone()).or_insert_with(|| node.span.start.line());
    match &node.data {
        YamlData::Value(scalar) => {
            scalar_value(scalar).ok_or_else(|| refuse(node, "a number that JSON cannot express"))
        }
        YamlData::Sequence(items) => {
            let mut list = Vec::with_capacity(items.len());
            for (index, item) in items.iter().enumerate() {
                list.push(nested(item, &index.to_string(), at, lines)?);
            }
            Ok(Value::Array(list))
        }
        YamlData::Mapping(entries) => {
            let mut map = Map::new();
            for (key, item) in entries {
                let YamlData::Value(Scalar::String(name)) = &key.data else {
                    return Err(refuse(key, "a key that is not a string; hint: put it in quotes"));
                };
                let escaped = escape(name);
                lines.insert(format!("{at}/{escaped}"), key.span.start.line());
                let value = nested(item, &escaped, at, lines)?;
                map.insert(name.to_string(), value);
            }
            Ok(Value::Object(map))
        }
        _ => Err(refuse(node, "a tag or an alias, which JSON cannot express")),
    }
}

fn nested(
    node: &MarkedYaml,
    token: &str,
    at: &mut String,
    lines: &mut BTreeMap<String, usize>,
) -> Result<Value, YamlError> {
    let length = at.len();
    at.push('/');
    at.push_str(token);
    let value = convert(node, at, lines);
    at.truncate(length);
    value
}

fn scalar_value(scalar: &Scalar) -> Option<Value> {
    Some(match scalar {
        Scalar::Null => Value::Null,
        Scalar::Boolean(flag) => Value::Bool(*flag),
        Scalar::Integer(number) => Value::from(*number),
        Scalar::FloatingPoint(number) => Value::Number(Number::from_f64(number.0)?),
        Scalar::String(text) => Value::String(text.to_string()),
    })
}

fn refuse(node: &MarkedYaml, what: &str) -> YamlError {
    YamlError { line: node.span.start.line(), column: node.span.start.col() + 1, what: what.to_owned() }
}
