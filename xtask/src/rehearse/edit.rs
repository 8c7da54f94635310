//! Writes a line into a text, as a person would.

use super::plan::Edit;

/// The text with the line of an edit; the line that it should follow as an error.
///
/// # Errors
///
/// The line that the new one follows, if the text does not hold it exactly once.
pub fn apply(edit: &Edit, text: &str) -> Result<String, String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut places = (0..lines.len()).filter(|at| lines.get(*at).is_some_and(|line| line.trim() == edit.after));
    let (Some(at), None) = (places.next(), places.next()) else { return Err(edit.after.to_owned()) };
    let indentation: String =
        lines.get(at).into_iter().flat_map(|line| line.chars()).take_while(|c| *c == ' ').collect();
    lines.insert(at + 1, indentation + edit.line);
    Ok(lines.join("\n") + "\n")
}
