//! How the words of others read: without what a terminal does not show, and with escapes undone.

use std::ops::Range;

/// A character, and its place in the text that it is read from.
pub(super) type Placed = (char, Range<usize>);

/// The longest escape sequence of a terminal that is skipped as a whole.
const LONGEST_SEQUENCE: usize = 100;

/// Names of characters in HTML that end or split a word.
const ENTITIES: [(&str, char); 11] = [
    ("quot", '"'),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("shy", '\u{ad}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("lrm", '\u{200e}'),
    ("rlm", '\u{200f}'),
];

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
    rest: impl Iterator<Item = char> + Clone,
    inner: std::ops::RangeInclusive<char>,
    last: std::ops::RangeInclusive<char>,
) -> usize {
    let length = rest.clone().take_while(|c| inner.contains(c)).count();
    length + usize::from(rest.skip(length).next().is_some_and(|c| last.contains(&c)))
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

/// The text with percent-encoding, backslash escapes and character references of HTML undone.
fn unescaped(text: &[Placed]) -> Vec<Placed> {
    let chars: Vec<char> = text.iter().map(|(c, _)| *c).collect();
    let (mut found, mut at) = (Vec::with_capacity(text.len()), 0);
    while let Some((first, place)) = text.get(at) {
        let (c, length) = escape(&chars[at..]).unwrap_or((*first, 1));
        let end = text.get(at + length - 1).map_or(place.end, |(_, last)| last.end);
        found.push((c, place.start..end));
        at += length;
    }
    found
}

/// The character that a text writes as an escape at its beginning, and the length of that.
fn escape(text: &[char]) -> Option<(char, usize)> {
    match text {
        ['&', rest @ ..] => reference(rest).map(|(c, length)| (c, length + 1)),
        ['\\', 'u', '{', ..] => braced(text),
        ['\\', 'u', ..] => utf16(text),
        ['\\', 'U', ..] => Some((char::from_u32(number(text, 2..10, 16)?)?, 10)),
        ['\\', 'n' | 'r' | 't' | 'f' | 'v', ..] => Some((' ', 2)),
        ['\\', 'b', ..] => Some(('\u{8}', 2)),
        ['\\', 'e', '[', ..] => Some(('\u{1b}', 2)),
        _ => encoded(text).or_else(|| match text {
            ['\\', next, ..] => Some((*next, 2)),
            _ => None,
        }),
    }
}

/// Bytes of UTF-8, or else of Latin-1: `%e2%80%8b`, `\xe2\x80\x8b`, `\342\200\213`.
fn encoded(text: &[char]) -> Option<(char, usize)> {
    let (mut bytes, mut length, mut first) = (Vec::new(), 0, None);
    while bytes.len() < 4 {
        let Some((byte, width)) = byte(text.get(length..)?) else { break };
        bytes.push(byte);
        length += width;
        first = first.or(Some((char::from(byte), width)));
        if let Some(c) = std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next()) {
            return Some((c, length));
        }
    }
    first
}

/// A byte that a text writes as an escape at its beginning, and the length of that.
fn byte(text: &[char]) -> Option<(u8, usize)> {
    let (value, length) = match text {
        ['%', ..] => (number(text, 1..3, 16)?, 3),
        ['\\', 'x', ..] => (number(text, 2..4, 16)?, 4),
        ['\\', '0'..='7', ..] => {
            let digits = text[1..].iter().take(3).take_while(|c| c.is_digit(8)).count();
            (number(text, 1..1 + digits, 8)?, 1 + digits)
        }
        _ => return None,
    };
    Some((u8::try_from(value).ok()?, length))
}

/// `\u{32}`.
fn braced(text: &[char]) -> Option<(char, usize)> {
    let end = text.iter().take(12).position(|c| *c == '}')?;
    Some((char::from_u32(number(text, 3..end, 16)?)?, end + 1))
}

/// `\u0032`, and two of them if the first is half of a character.
fn utf16(text: &[char]) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let is_unit = text.get(at..at + 2) == Some(&['\\', 'u']);
        is_unit.then(|| number(text, at + 2..at + 6, 16)).flatten().and_then(|unit| u16::try_from(unit).ok())
    };
    let units = [unit(0)?, unit(6).unwrap_or_default()];
    let c = char::decode_utf16(units).next()?.ok()?;
    Some((c, 6 * c.len_utf16()))
}

/// `#50;`, `#x32;` or `quot;`, with or without the semicolon after digits.
fn reference(text: &[char]) -> Option<(char, usize)> {
    let (start, radix) = match text {
        ['#', 'x' | 'X', ..] => (2, 16),
        ['#', ..] => (1, 10),
        _ => {
            let end = text.iter().take(8).position(|c| *c == ';')?;
            let named = ENTITIES.iter().find(|(name, _)| name.chars().eq(text[..end].iter().copied()))?;
            return Some((named.1, end + 1));
        }
    };
    let end = start + text.get(start..)?.iter().take(8).take_while(|c| c.is_digit(radix)).count();
    let c = char::from_u32(number(text, start..end, radix)?)?;
    Some((c, end + usize::from(text.get(end) == Some(&';'))))
}

fn number(text: &[char], place: Range<usize>, radix: u32) -> Option<u32> {
    let digits = text.get(place)?;
    let digits = digits.iter().all(|c| c.is_digit(radix)).then_some(digits)?;
    u32::from_str_radix(&digits.iter().collect::<String>(), radix).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn undone(text: &str) -> [String; 3] {
        let chars: Vec<char> = text.chars().collect();
        readings(&chars).map(|reading| reading.into_iter().map(|(c, _)| c).collect())
    }

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

    #[test]
    fn f27_each_way_to_write_a_character_is_undone_also_if_it_is_written_twice() {
        for escape in [
            "%32",
            "\\x32",
            "\\u0032",
            "\\U00000032",
            "\\u{32}",
            "\\u{000032}",
            "\\062",
            "\\62",
            "&#50;",
            "&#x32;",
            "&#X32",
            "&#0050;",
        ] {
            for (text, round) in [
                (format!("a{escape}-"), 1),
                (format!("a{}-", escape.replace('\\', "\\\\").replace('%', "%25").replace('&', "&amp;")), 2),
            ] {
                assert_eq!(undone(&text)[round], "a2-", "{text}");
            }
        }
        for escape in
            ["%E2%80%8B", "\\u200b", "\\xe2\\x80\\x8b", "\\342\\200\\213", "&#8203;", "&zwnj;", "\\udb40\\udc01"]
        {
            assert_eq!(undone(&format!("a{escape}b"))[1], "ab", "{escape}");
        }
        for escape in ["\\u001b[0m", "\\x1b[0m", "%1b%5B0m", "\\033[0m", "\\e[0m", "\\u009b1m", "\\u001b]x\\u0007"] {
            assert_eq!(undone(&format!("a{escape}b"))[1], "ab", "{escape}");
        }
        for (text, wanted) in [
            ("%C3%9F%e5%ae%a2", "ß客"),
            ("%ff%C3x", "ÿÃx"),
            ("\\ud83d\\ude00", "😀"),
            ("a &quot;b&quot; \\\"c\\\"", "a \"b\" \"c\""),
        ] {
            assert_eq!(undone(text)[1], wanted, "{text}");
        }
        for text in ["100%", "%zz", "%+1", "&", "&#", "&#;", "&#x", "&unknown;", "a & b; c", "\u{fffd}"] {
            assert_eq!(undone(text)[1], text, "{text}");
        }
        // Broken ones.
        for text in [
            "\\",
            "\\u",
            "\\u{",
            "\\u{}",
            "\\x",
            "\\u12",
            "\\ud83d",
            "\\u{110000}",
            "%",
            "%e",
            "&#9999999999;",
            "\\777",
        ] {
            assert!(undone(text).iter().all(|text| text.len() < 20), "{text}");
        }
    }
}
