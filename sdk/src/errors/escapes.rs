//! Undoes the ways to write a character by others: percent-encoding, backslash escapes, character references of HTML.

use std::ops::Range;

/// A character, and its place in the text that it is read from.
pub(super) type Placed = (char, Range<usize>);

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

/// The text with percent-encoding, backslash escapes and character references of HTML undone.
pub(super) fn unescaped(text: &[Placed]) -> Vec<Placed> {
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
        _ => encoded(text).or(match text {
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
    use crate::errors::reading::readings;

    fn undone(text: &str) -> [String; 3] {
        let chars: Vec<char> = text.chars().collect();
        readings(&chars).map(|reading| reading.into_iter().map(|(c, _)| c).collect())
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
