//! How the words of others read: without what a terminal does not show, as written and with escapes undone.

use std::ops::RangeInclusive;

use crate::errors::escapes::{Placed, unescaped};

/// The longest escape sequence of a terminal that is skipped as a whole.
const LONGEST_SEQUENCE: usize = 100;

/// The text without escape sequences of terminals, control characters and what has no width (bidirectional controls among
/// it). White space becomes single spaces. Not more than one character above `most` is read.
pub(super) fn visible(text: &str, most: usize) -> Vec<char> {
    shown(text.chars().map(|c| (c, 0..0)), most).into_iter().map(|(c, _)| c).collect()
}

/// The text as it is written, as it reads once escapes are undone, and as it reads once those within them are undone too.
pub(super) fn readings(chars: &[char]) -> [Vec<Placed>; 3] {
    let written: Vec<Placed> = chars.iter().enumerate().map(|(at, c)| (*c, at..at + 1)).collect();
    let undone = |text: &[Placed]| shown(unescaped(text).into_iter(), chars.len());
    let once = undone(&written);
    let twice = undone(&once);
    [written, once, twice]
}

fn shown(mut text: impl Iterator<Item = Placed> + Clone, most: usize) -> Vec<Placed> {
    let mut shown: Vec<Placed> = Vec::new();
    while let Some((c, place)) = text.next() {
        match c {
            _ if c.is_whitespace() => {
                if shown.last().is_some_and(|(last, _)| *last != ' ') {
                    shown.push((' ', place));
                }
            }
            '\u{1b}' | '\u{80}'..='\u{9f}' => {
                let ahead = text.clone().map(|(c, _)| c).take(LONGEST_SEQUENCE);
                if let Some(last) = sequence(c, ahead).checked_sub(1) {
                    text.nth(last);
                }
            }
            _ if is_invisible(c) => {}
            _ => shown.push((c, place)),
        }
        // One more than is read tells that there is more.
        if shown.len() > most {
            break;
        }
    }
    while shown.pop_if(|(last, _)| *last == ' ').is_some() {}
    shown
}

/// How many characters behind its first one belong to an escape sequence (ECMA-48, sections 5.3 to 5.6; ECMA-35, section
/// 13.2), with the text that it carries. One without an end is not skipped further than a sequence is long.
fn sequence(first: char, mut rest: impl Iterator<Item = char> + Clone) -> usize {
    let is_escape = first == '\u{1b}';
    // A control character of eight bits is short for ESC and one of `@` to `_`.
    let kind = if is_escape { rest.next() } else { u32::from(first).checked_sub(0x40).and_then(char::from_u32) };
    let begun = usize::from(is_escape);
    match kind {
        Some('[') => begun + up_to(rest, ' '..='?', '@'..='~'),
        Some(' '..='/') => begun + up_to(rest, ' '..='/', '0'..='~'),
        Some(']' | 'P' | 'X' | '^' | '_') => begun + carried(rest),
        _ => 0,
    }
}

/// The length of what stands before the last character of a sequence, and of that one if it is there.
fn up_to(
    mut rest: impl Iterator<Item = char> + Clone,
    inner: RangeInclusive<char>,
    last: RangeInclusive<char>,
) -> usize {
    let length = rest.clone().take_while(|c| inner.contains(c)).count();
    length + usize::from(rest.nth(length).is_some_and(|c| last.contains(&c)))
}

/// The length of a text that a sequence carries, with its end: BEL, ST, or ESC and a backslash. Another ESC begins the next
/// sequence.
fn carried(rest: impl Iterator<Item = char> + Clone) -> usize {
    let Some(length) = rest.clone().position(|c| matches!(c, '\u{7}' | '\u{9c}' | '\u{1b}')) else {
        return rest.count();
    };
    let mut end = rest.skip(length);
    match (end.next(), end.next()) {
        (Some('\u{1b}'), Some('\\')) => length + 2,
        (Some('\u{1b}'), _) => length,
        _ => length + 1,
    }
}

/// Control characters, and the code points that Unicode calls default ignorable.
pub(super) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Marks that are drawn onto the character before them, the empty pattern of Braille, and the controls of Egyptian
/// hieroglyphs: what stands around them reads as one word.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{2800}'
        | '\u{fe20}'..='\u{fe2f}' | '\u{13430}'..='\u{13455}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f27_escape_sequences_of_terminals_are_skipped_with_what_they_carry() {
        let ends = ["\u{1b}\\", "\u{9c}", "\u{7}"];
        let mut sequences: Vec<String> =
            ["\u{1b}[31m", "\u{9b}0;1m", "\u{1b}[?25h", "\u{1b}(B", "\u{1b}#8", "\u{1b}$(C"]
                .map(str::to_owned)
                .to_vec();
        for begin in
            ["\u{1b}]", "\u{1b}P", "\u{1b}X", "\u{1b}^", "\u{1b}_", "\u{9d}", "\u{90}", "\u{98}", "\u{9e}", "\u{9f}"]
        {
            sequences.extend(ends.map(|end| format!("{begin}0;what it carries{end}")));
        }
        for sequence in &sequences {
            let text = format!("a{sequence}b{sequence}{sequence}c");
            assert_eq!(visible(&text, 100).iter().collect::<String>(), "abc", "{sequence:?}");
        }
    }

    #[test]
    fn f27_a_sequence_without_an_end_does_not_swallow_the_message() {
        for begin in ["\u{1b}]", "\u{1b}P", "\u{9e}"] {
            let text = format!("a{begin}{}", "b".repeat(200));
            assert_eq!(visible(&text, 500).len(), 101 + usize::from(begin.len() == 2 && begin.starts_with('\u{1b}')));
            let text = format!("a{begin}b\u{1b}[0mc");
            assert_eq!(visible(&text, 500).iter().collect::<String>(), "ac");
        }
        assert_eq!(visible("a\u{1b}[31客c\u{1b}", 500), ['a', '客', 'c']);
    }
}
