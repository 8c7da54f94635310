//! Breaks a command between its words, so that it can still be copied.

use textwrap::core::display_width;

/// A command over several lines, each with an indent; further lines end the one before with `\`.
pub(super) fn wrapped(command: &str, width: usize, indent: &str) -> String {
    let mut out = String::new();
    let mut line = indent.to_owned();
    for (at, part) in command.split("\\\n").enumerate() {
        // What the command breaks by itself stays broken.
        let mut starts = at > 0;
        for word in words(part) {
            let full = display_width(&line) + 1 + display_width(word) + " \\".len() > width;
            if starts || full && line.trim() != "" {
                out.push_str(line.trim_end());
                out.push_str(" \\\n");
                line = format!("{indent}  ");
            } else if line.trim() != "" {
                line.push(' ');
            }
            line.push_str(word);
            starts = false;
        }
    }
    out + line.trim_end() + "\n"
}

/// The words of a shell command: what stands in quotes is part of one.
fn words(text: &str) -> Vec<&str> {
    let (mut words, mut start, mut quote) = (Vec::new(), None, None);
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        let splits = character.is_ascii_whitespace() && quote.is_none() && !escaped;
        match (splits, start) {
            (true, Some(from)) => {
                words.extend(text.get(from..at));
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
        match quote {
            _ if escaped => {}
            Some(open) if open == character => quote = None,
            None if matches!(character, '\'' | '"') => quote = Some(character),
            _ => {}
        }
        escaped = character == '\\' && !escaped && quote != Some('\'');
    }
    words.extend(start.and_then(|from| text.get(from..)));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_hold_a_word_together() {
        assert_eq!(words(r#"curl -H "a \" b" 'it'\''s one' x"#), ["curl", "-H", r#""a \" b""#, r"'it'\''s one'", "x"]);
    }

    #[test]
    fn a_command_is_broken_between_words_only() {
        let command = "curl -i -X PUT 'https://auth.example.com/api/v1/admin/oauth/clients/abc' \\\n  -H 'A: b c' \\\n  -d '{\"name\": \"x y\"}'";
        insta::assert_snapshot!(wrapped(command, 60, "    "), @r#"
            curl -i -X PUT \
              'https://auth.example.com/api/v1/admin/oauth/clients/abc' \
              -H 'A: b c' \
              -d '{"name": "x y"}'
        "#);
    }
}
