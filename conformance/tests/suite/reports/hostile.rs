//! Whatever a server says, it stays text in every form of a report.

use authms_conformance::report::document::Document;
use quick_xml::{Reader, events::Event};
use serde_json::Value;

use super::{documents::everything, every_form, plain};

/// Texts that one form or another would act on.
const HOSTILE: [&str; 12] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</pre></details><h1>injected</h1>",
    "' autofocus onfocus='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "]]><injected/>&injected;",
    "\u{1b}[31minjected\u{1b}]0;title\u{7}\u{9b}2J",
    "\r\n::error title=injected::injected\n::stop-commands::injected",
    "%0A::error::injected",
    "a|b\n# injected\n\n- injected `code` **bold** @someone https://injected.example.com/",
    "\u{202e}detcejni\u{2066}\u{200b}",
    "\u{0}\u{8}\u{b}\u{fffe}",
];

/// The pointers to the strings of a document.
fn strings(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(at.to_owned()),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| strings(item, &format!("{at}/{index}"), found));
        }
        Value::Object(members) => members.iter().for_each(|(name, item)| strings(item, &format!("{at}/{name}"), found)),
        _ => {}
    }
}

fn with(document: &Value, pointer: &str, text: &str) -> Option<Document> {
    let mut changed = document.clone();
    *changed.pointer_mut(pointer)? = Value::String(text.to_owned());
    // A verdict is one of a few words; nothing else fits there.
    Document::parse(&changed.to_string(), "a test").ok()
}

/// How many elements an XML file has.
fn elements(xml: &str) -> usize {
    let mut reader = Reader::from_str(xml);
    let mut count = 0;
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(_) | Event::Empty(_) => count += 1,
            Event::Eof => return count,
            _ => {}
        }
    }
}

/// Markdown without its code: elements of HTML, in which every tag is escaped, and spans between two runs of as many
/// backticks.
fn without_code(text: &str) -> String {
    let outside = ["pre", "code"].into_iter().fold(text.to_owned(), |text, element| {
        let start = format!("<{element}>");
        let parts = text.split(&start).enumerate().map(|(at, part)| {
            if at == 0 {
                return part.to_owned();
            }
            let (inside, outside) = part.split_once(&format!("</{element}>")).expect("an end of the element");
            assert!(!inside.contains('<'), "{inside}");
            outside.to_owned()
        });
        parts.collect()
    });
    let (mut out, mut rest) = (String::new(), outside.as_str());
    while let Some(start) = rest.find('`') {
        let (before, span) = rest.split_at(start);
        out.push_str(before);
        let (fence, inside) = span.split_at(span.len() - span.trim_start_matches('`').len());
        let alone = |at: &usize| !inside[..*at].ends_with('`') && !inside[at + fence.len()..].starts_with('`');
        let end = inside.match_indices(fence).map(|(at, _)| at).find(alone);
        rest = &inside[end.unwrap_or_else(|| panic!("a span without an end: {span}")) + fence.len()..];
    }
    out + rest
}

/// Asserts that a form with a hostile text has the structure of the form with a harmless one.
fn assert_same_structure(form: &str, hostile: &str, harmless: &str, what: &str) {
    let tags = |text: &str| text.matches('<').count();
    match form {
        // What stands in backticks becomes an element of code, as it would in a harmless text.
        "html" => {
            let code = |text: &str, tag: &str| text.matches(tag).count();
            assert_eq!(code(hostile, "<code>"), code(hostile, "</code>"), "{what}");
            let outside = |text: &str| tags(&text.replace("<code>", "").replace("</code>", ""));
            assert_eq!(outside(hostile), outside(harmless), "{what}");
        }
        "junit" => {
            assert_eq!(elements(hostile), elements(harmless), "{what}");
            assert!(!hostile.chars().any(|c| c.is_control() && !"\n\t\r".contains(c)), "{what}");
        }
        "markdown" => {
            // Outside of code no tag or line is added, and no cell, heading or entry of a list.
            let marks = |text: &str| -> Vec<usize> {
                let text = without_code(text);
                ["<", "|", "\n", "**", "@", "://", "\n#", "\n-"].map(|mark| text.matches(mark).count()).to_vec()
            };
            assert_eq!(marks(hostile), marks(harmless), "{what}");
        }
        "github" => {
            assert_eq!(hostile.lines().count(), harmless.lines().count(), "{what}");
            assert!(hostile.lines().all(|line| line.starts_with("::error title=")), "{what}: {hostile}");
            assert!(!hostile.contains('\r'), "{what}");
        }
        "json" => {}
        _ => {
            // Only the report's own colours; and nothing that hides or turns text.
            let bad = |c: char| {
                c.is_control() && c != '\n'
                    || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            };
            let plain = plain(hostile);
            assert!(!plain.chars().any(bad), "{what}: {plain}");
            let escapes = |text: &str| text.matches('\u{1b}').count();
            assert_eq!(escapes(hostile), escapes(harmless), "{what}");
        }
    }
}

#[test]
fn a_hostile_text_in_any_place_stays_text_in_every_form() {
    let document: Value = serde_json::from_str(&everything().to_json()).expect("JSON");
    let mut pointers = Vec::new();
    strings(&document, "", &mut pointers);
    let mut places = 0;
    for pointer in &pointers {
        let Some(harmless) = with(&document, pointer, "harmless") else { continue };
        places += 1;
        let harmless = every_form(&harmless);
        // All of them at once, and one of them alone, which nothing before it can disarm.
        for text in [&HOSTILE.join(" "), HOSTILE[places % HOSTILE.len()]] {
            let hostile = with(&document, pointer, text).expect("it fits where a harmless text fits");
            for ((form, hostile), (_, harmless)) in every_form(&hostile).iter().zip(&harmless) {
                assert_same_structure(form, hostile, harmless, &format!("{text:?} at {pointer} in {form}"));
            }
        }
    }
    assert!(places > 80, "{places}");
}
