//! Adds a field to schemas in the text of the contract, as a person would write it.

/// A field to add.
#[derive(Debug, Clone, Copy)]
pub struct RehearsalField {
    /// Its name.
    pub name: &'static str,
    /// What stands below the name in YAML, one line an entry.
    pub lines: &'static [&'static str],
    /// The schemas that get it.
    pub schemas: &'static [&'static str],
}

/// The contract with the field in each of its schemas; the name of a schema that is not there as an error.
///
/// # Errors
///
/// The name of the first schema without properties.
pub fn add_field(contract: &str, field: &RehearsalField) -> Result<String, String> {
    let mut lines: Vec<String> = contract.lines().map(str::to_owned).collect();
    for schema in field.schemas {
        let schemas = position(&lines, 0, "  schemas:").ok_or(*schema)?;
        let begin = position(&lines, schemas, &format!("    {schema}:")).ok_or(*schema)?;
        let properties = position(&lines, begin, "      properties:").ok_or(*schema)?;
        let added = field.lines.iter().map(|line| format!("          {line}"));
        let added: Vec<String> = [format!("        {}:", field.name)].into_iter().chain(added).collect();
        lines.splice(properties + 1..=properties, added);
    }
    Ok(lines.join("\n") + "\n")
}

fn position(lines: &[String], from: usize, wanted: &str) -> Option<usize> {
    lines.iter().skip(from).position(|line| line == wanted).map(|at| from + at)
}
