//! Holds a document to every rule.

use authms_spec::yaml;

use super::{
    finding::Finding,
    linter::Linter,
    rules::{document, operations, parameters, properties, references, responses},
};
use crate::compare::DocumentError;

/// Every rule; each looks at the whole document.
const RULES: [fn(&mut Linter<'_>); 9] = [
    document::version,
    document::distinct_names,
    operations::ids,
    operations::operations,
    responses::bodies_and_errors,
    parameters::path_parameters,
    properties::open_objects,
    properties::properties,
    references::references,
];

/// Holds a document to every rule; findings are ordered by line.
///
/// # Errors
///
/// [`DocumentError`] if the text is neither YAML nor JSON.
pub fn run(file: &str, text: &str) -> Result<Vec<Finding>, DocumentError> {
    let parsed = yaml::parse(text).map_err(|error| DocumentError {
        file: file.to_owned(),
        line: error.line,
        what: format!("this is neither YAML nor JSON: {}", error.what),
        hint: "name an OpenAPI 3.0 document",
    })?;
    let mut linter = Linter::new(file, &parsed);
    for rule in RULES {
        rule(&mut linter);
    }
    Ok(linter.finish())
}
