//! Text wrapped to fit a terminal of 80 columns, in one column or two.

use textwrap::{Options, WordSeparator, WordSplitter, core::display_width, fill, wrap};

/// Columns of the terminal.
pub(super) const WIDTH: usize = 80;

/// Width of one of two columns; both, an indent of two and ` | ` make 79.
const COLUMN: usize = 37;

/// A text behind a label such as `- `, further lines indented below it; empty if the text is.
pub(super) fn hanging(label: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let indent = " ".repeat(display_width(label));
    fill(text, options(WIDTH).initial_indent(label).subsequent_indent(&indent)) + "\n"
}

/// Lines of `left | right`, both wrapped.
pub(super) fn side_by_side(left: &str, right: &str) -> String {
    let (left, right) = (wrap(left, options(COLUMN)), wrap(right, options(COLUMN)));
    let line = |at: usize| {
        let (left, right) = (left.get(at).map_or("", AsRef::as_ref), right.get(at).map_or("", AsRef::as_ref));
        let padding = " ".repeat(COLUMN.saturating_sub(display_width(left)));
        format!("  {left}{padding} | {right}").trim_end().to_owned() + "\n"
    };
    (0..left.len().max(right.len())).map(line).collect()
}

/// Breaks at spaces, and inside a word only where it is longer than a line: what can be copied stays in one piece.
pub(super) fn options(width: usize) -> Options<'static> {
    Options::new(width).word_separator(WordSeparator::AsciiSpace).word_splitter(WordSplitter::NoHyphenation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_wrap_and_short_ones_leave_the_other_column_alone() {
        let lines = side_by_side("redirect_uris: [\"https://one.example.com/callback\"]", "redirect_uris: unset");
        insta::assert_snapshot!(lines, @r#"
          redirect_uris:                        | redirect_uris: unset
          ["https://one.example.com/callback"]  |
        "#);
    }

    #[test]
    fn chinese_text_takes_two_columns_a_character() {
        let lines = side_by_side(
            "name: \"支付平台的客户端，名称很长，需要换行显示，不能错位\"",
            "name: \"Payments 支付\" is what the server stored 存储",
        );
        insta::assert_snapshot!(lines, @r#"
          name:                                 | name: "Payments 支付" is what the
          "支付平台的客户端，名称很长，需要换行 | server stored 存储
          显示，不能错位"                       |
        "#);
        let left = |line: &str| display_width(line.split(" |").next().expect("a column"));
        assert!(lines.lines().all(|line| left(line) == 2 + COLUMN && display_width(line) < WIDTH), "{lines}");
    }

    #[test]
    fn a_word_longer_than_the_line_is_broken() {
        assert_eq!(wrap("abcdefgh ij", options(3)), ["abc", "def", "gh", "ij"]);
    }

    #[test]
    fn a_label_stands_once() {
        let text = hanging("- ", &"word ".repeat(20));
        assert_eq!(text.lines().count(), 2, "{text}");
        assert!(text.starts_with("- word") && text.contains("\n  word"), "{text}");
        assert_eq!(hanging("- ", ""), "");
    }
}
