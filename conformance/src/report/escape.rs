//! Makes text from a server harmless in each form of the report.

use serde_json::Value;

use super::document::Document;

/// A document in which no text holds what a terminal or a reader would act on; every form but JSON is made from it.
pub(super) fn harmless(document: &Document) -> Document {
    let cleaned = serde_json::to_value(document).map(clean).and_then(serde_json::from_value);
    // Its own JSON is a document, whatever its texts are.
    cleaned.unwrap_or_else(|_| Document::started())
}

fn clean(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(terminal(&text)),
        Value::Array(items) => items.into_iter().map(clean).collect(),
        Value::Object(members) => members.into_iter().map(|(name, member)| (terminal(&name), clean(member))).collect(),
        other => other,
    }
}

/// Text for a terminal: what a terminal would act on, or show out of order, is spelled out. Line breaks stay.
pub(super) fn terminal(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, character| {
        match character {
            '\n' => out.push('\n'),
            '\t' => out.push(' '),
            _ if character.is_control() || misleads(character) => out.extend(character.escape_unicode()),
            _ => out.push(character),
        }
        out
    })
}

/// Whether a character changes the direction of text or has no width, and so hides what a line says.
fn misleads(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Text on one line.
pub(crate) fn one_line(text: &str) -> String {
    terminal(&text.replace(['\r', '\n'], " "))
}

/// Text in a sentence of Markdown: nothing in it is markup, a mention or a link. Whatever could be is shown as code, which
/// stays readable as it is written.
pub(super) fn markdown(text: &str) -> String {
    let text = one_line(text);
    if is_plain(&text) {
        return text;
    }
    let runs = text.split(|character| character != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or_default() + 1);
    // One space on each side is taken off again; it keeps a backtick at the edge apart.
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// The same in a cell of a table, which a bar would end.
pub(super) fn markdown_cell(text: &str) -> String {
    markdown(text).replace('|', "\\|")
}

/// The same where Markdown is not read, within tags.
pub(super) fn markdown_in_tags(text: &str) -> String {
    format!("<code>{}</code>", html(&one_line(text)))
}

/// Whether no character of a text is one that Markdown or GitHub acts on, where it stands.
fn is_plain(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    let is = |beside: Option<&char>, what: fn(&char) -> bool| beside.is_some_and(what);
    let harmless = |(at, character): (usize, &char)| {
        let (before, after) = (at.checked_sub(1).and_then(|at| characters.get(at)), characters.get(at + 1));
        match character {
            ' ' | ',' | '.' | ';' | '\'' | '"' | '/' | '(' | ')' | '=' | '%' | '?' | '-' => true,
            ':' => {
                after.is_none_or(|next| *next == ' ')
                    || is(before, char::is_ascii_digit) && is(after, char::is_ascii_digit)
            }
            '_' => is(before, |it| it.is_alphanumeric()) && is(after, |it| it.is_alphanumeric()),
            character => character.is_alphanumeric() || !character.is_ascii(),
        }
    };
    // At its start a text could begin a list; `www.` begins a link, and `GH-1` is an issue.
    let numbered = text.trim_start_matches(|digit: char| digit.is_ascii_digit()).starts_with(['.', ')']);
    let starts = text.starts_with(|first: char| first.is_alphanumeric() || "\"(".contains(first)) || text.is_empty();
    let starts = starts && !(numbered && text.contains([' ', ')']));
    let lower = text.to_lowercase();
    starts && !lower.contains("www.") && !lower.contains("gh-") && characters.iter().enumerate().all(harmless)
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Text as code in Markdown, as a block of HTML: a fence could be closed by what it holds.
pub(super) fn markdown_code(text: &str) -> String {
    let escaped = html(&terminal(text));
    // An empty line would end the block of HTML.
    let lines: Vec<&str> = escaped.lines().map(|line| if line.trim().is_empty() { "&nbsp;" } else { line }).collect();
    format!("<pre>{}</pre>\n", lines.join("\n"))
}

/// The message of a workflow command of GitHub Actions.
pub(super) fn command_data(text: &str) -> String {
    let text = terminal(&text.replace('\r', " "));
    text.replace('%', "%25").replace('\n', "%0A")
}

/// A property of a workflow command of GitHub Actions.
pub(super) fn command_property(text: &str) -> String {
    command_data(&one_line(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_not_told_what_to_do() {
        assert_eq!(terminal("a\u{1b}[31mb\u{202e}c\rd\u{9b}e\n支付"), "a\\u{1b}[31mb\\u{202e}c\\u{d}d\\u{9b}e\n支付");
        assert_eq!(one_line("a\r\nb"), "a  b");
    }

    #[test]
    fn a_workflow_command_stays_one_line() {
        assert_eq!(command_data("100%\n::error::x"), "100%25%0A::error::x");
        assert_eq!(command_property("a,b:c\n::d"), "a%2Cb%3Ac %3A%3Ad");
    }

    #[test]
    fn markdown_has_no_markup_from_text() {
        let acts =
            ["a|b `c`", "<img src=x>", "@someone", "https://example.com", "# d", "- d", "1. d", "*d*", "_d_", "[d](e)"];
        for text in
            acts.into_iter().chain(["a ``` b", "`", "www.example.com", ":tada:", "GH-1", "&amp;", "~d~", "$d$", "\\d"])
        {
            let shown = markdown(text);
            let fence: String = shown.chars().take_while(|character| *character == '`').collect();
            assert!(!fence.is_empty() && !text.contains(&fence), "{shown}");
            let inside = shown.strip_prefix(&fence).and_then(|rest| rest.strip_suffix(&fence)).expect("a span");
            assert_eq!(inside.trim(), text, "{shown}");
        }
        for text in [
            "lists clients oldest first",
            "1 case breaks the contract",
            "null clears logo_url, and (so) on: 7 %",
            "1.0.0",
            "at 20:00",
        ] {
            assert_eq!(markdown(text), text);
        }
        assert_eq!(markdown("a\nb"), "a b");
        assert_eq!(markdown_cell("a|b"), "`a\\|b`");
        assert_eq!(markdown_code("</pre>\n\n```"), "<pre>&lt;/pre&gt;\n&nbsp;\n```</pre>\n");
    }
}
