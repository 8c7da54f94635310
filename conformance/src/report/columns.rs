//! Two texts side by side, wrapped to fit a terminal of 80 columns.

/// Width of one column; two of them, an indent of two and ` | ` make 79.
const COLUMN: usize = 37;

/// Lines of `left | right`, both wrapped.
pub(super) fn side_by_side(left: &str, right: &str) -> Vec<String> {
    let (left, right) = (wrap(left, COLUMN), wrap(right, COLUMN));
    let line = |at: usize| {
        let (left, right) = (left.get(at).map_or("", String::as_str), right.get(at).map_or("", String::as_str));
        let padding = " ".repeat(COLUMN.saturating_sub(left.chars().count()));
        format!("{left}{padding} | {right}").trim_end().to_owned()
    };
    (0..left.len().max(right.len())).map(line).collect()
}

/// Breaks a text at spaces, and inside a word only where the word is longer than a line.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            let mut word: Vec<char> = word.chars().collect();
            if !line.is_empty() && line.chars().count() + 1 + word.len() > width {
                lines.push(std::mem::take(&mut line));
            } else if !line.is_empty() {
                line.push(' ');
            }
            while word.len() > width {
                lines.push(word.drain(..width).collect());
            }
            line.extend(word);
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_wrap_and_short_ones_leave_the_other_column_alone() {
        let lines = side_by_side("redirect_uris: [\"https://one.example.com/callback\"]", "redirect_uris: unset");
        assert_eq!(
            lines,
            [
                "redirect_uris:                        | redirect_uris: unset",
                "[\"https://one.example.com/callback\"]  |",
            ]
        );
    }

    #[test]
    fn a_word_longer_than_the_line_is_broken() {
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
    }
}
