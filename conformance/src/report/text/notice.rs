//! A message on a terminal or in a log: an error with its hint.

use textwrap::fill;

use super::super::{
    columns::{WIDTH, options},
    escape,
};

/// A message that does nothing to a terminal, and gives no command to GitHub Actions, whatever a server has put into it.
#[must_use]
pub fn notice(message: &str) -> String {
    let line = |line: &str| if line.trim_start().starts_with("::") { format!("| {line}") } else { line.to_owned() };
    escape::terminal(message).replace("##[", "# #[").lines().map(line).collect::<Vec<String>>().join("\n")
}

/// A message wrapped to 80 columns, further lines indented below it or its hint.
#[must_use]
pub fn wrapped(message: &str) -> String {
    let line = |line: &str| {
        let indent = if line.starts_with("  hint: ") { "        " } else { "  " };
        fill(line, options(WIDTH).subsequent_indent(indent))
    };
    message.lines().map(line).collect::<Vec<String>>().join("\n")
}

#[cfg(test)]
mod tests {
    use textwrap::core::display_width;

    use super::*;

    #[test]
    fn a_message_and_its_hint_are_wrapped_below_themselves() {
        let text = wrapped(&format!("it is wrong: {}\n  hint: {}", "what ".repeat(20), "try ".repeat(25)));
        assert!(text.lines().all(|line| display_width(line) <= WIDTH), "{text}");
        assert!(
            text.contains("\n  what") && text.contains("\n  hint: try") && text.contains("\n        try"),
            "{text}"
        );
    }

    #[test]
    fn a_message_does_nothing_whatever_is_in_it() {
        let text = notice("app-\u{1b}[31m\u{202e}x\n::error::injected ##[error]injected\n  hint: y");
        assert_eq!(text, "app-\\u{1b}[31m\\u{202e}x\n| ::error::injected # #[error]injected\n  hint: y");
    }
}
