//! A text as it reads once its escapes are undone, layer by layer, with the way back to the text itself.
//!
//! Servers escape differently: `&` may be `\u0026` or `%26`, `/` may be `\/` or `%2f`, and a message may quote JSON that
//! is escaped once more. Undoing the escapes finds every such spelling, which a list of spellings could not.

use std::ops::Range;

/// How many layers of escapes are undone: JSON within a JSON string, percent-encoded, is three.
const DEPTH: usize = 3;

/// The byte that begins an escape, and what undoes it: the bytes that it stands for, and its length.
type Undo = (u8, fn(&[u8]) -> Option<(Vec<u8>, usize)>);

const UNDO: [Undo; 2] = [(b'\\', undo_json), (b'%', undo_percent)];

/// A text, or what it reads as after some of its escapes are undone.
pub(crate) struct Layer {
    /// The bytes.
    pub(crate) bytes: Vec<u8>,
    /// Where each byte comes from in the text, with the length of the text at the end.
    origin: Vec<usize>,
}

impl Layer {
    /// Calls `see` with the text, and with what it reads as after its escapes are undone.
    pub(crate) fn each(text: &str, mut see: impl FnMut(&Self)) {
        let whole = Self { bytes: text.as_bytes().to_vec(), origin: (0..=text.len()).collect() };
        whole.descend(DEPTH, &mut see);
    }

    /// The part of the text from which a part of this layer comes.
    pub(crate) fn origin(&self, part: &Range<usize>) -> Range<usize> {
        let at = |index: usize| self.origin.get(index).copied().unwrap_or_default();
        at(part.start)..at(part.end)
    }

    fn descend(&self, depth: usize, see: &mut impl FnMut(&Self)) {
        see(self);
        if depth > 0 {
            for layer in UNDO.into_iter().filter_map(|undo| self.undone(undo)) {
                layer.descend(depth - 1, see);
            }
        }
    }

    /// The layer below; `None` if it is the same.
    fn undone(&self, (lead, undo): Undo) -> Option<Self> {
        let mut below = Self { bytes: Vec::new(), origin: Vec::new() };
        let mut at = 0;
        for escape in memchr::memchr_iter(lead, &self.bytes) {
            // An escape may contain the byte that begins one, as `\\` does.
            let Some((bytes, length)) = self.bytes.get(escape..).filter(|_| escape >= at).and_then(undo) else {
                continue;
            };
            below.copy(self, at..escape);
            below.origin.extend(bytes.iter().map(|_| self.origin(&(escape..escape)).start));
            below.bytes.extend(bytes);
            at = escape + length;
        }
        if at == 0 {
            return None;
        }
        below.copy(self, at..self.bytes.len());
        below.origin.extend(self.origin.last());
        Some(below)
    }

    fn copy(&mut self, above: &Self, part: Range<usize>) {
        self.bytes.extend_from_slice(above.bytes.get(part.clone()).unwrap_or_default());
        self.origin.extend_from_slice(above.origin.get(part).unwrap_or_default());
    }
}

/// An escape in a JSON string (RFC 8259 section 7).
fn undo_json(text: &[u8]) -> Option<(Vec<u8>, usize)> {
    let [b'\\', kind, ..] = text else { return None };
    let byte = match kind {
        b'"' | b'\\' | b'/' => *kind,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'b' => 8,
        b'f' => 12,
        b'u' => return undo_unicode(text),
        _ => return None,
    };
    Some((vec![byte], 2))
}

/// `\u0026`, or the two of them that a character beyond the basic plane needs.
fn undo_unicode(text: &[u8]) -> Option<(Vec<u8>, usize)> {
    let unit = |at: usize| {
        let digits = text.get(at..)?.strip_prefix(b"\\u")?.get(..4)?;
        digits
            .iter()
            .try_fold(0, |unit, digit| Some(unit * 16 + hex(*digit)?))
            .and_then(|unit| u16::try_from(unit).ok())
    };
    let units = [unit(0)?, unit(6).unwrap_or_default()];
    let read = char::decode_utf16(units).next()?.ok()?;
    Some((read.to_string().into_bytes(), read.len_utf16() * 6))
}

/// A percent-encoded byte (RFC 3986 section 2.1).
fn undo_percent(text: &[u8]) -> Option<(Vec<u8>, usize)> {
    let [b'%', high, low, ..] = text else { return None };
    let byte = hex(*high)? * 16 + hex(*low)?;
    Some((vec![u8::try_from(byte).ok()?], 3))
}

fn hex(digit: u8) -> Option<u32> {
    char::from(digit).to_digit(16)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layers(text: &str) -> Vec<String> {
        let mut layers = Vec::new();
        Layer::each(text, |layer| layers.push(String::from_utf8_lossy(&layer.bytes).into_owned()));
        layers
    }

    #[test]
    fn a_text_without_escapes_has_one_layer() {
        assert_eq!(layers(r"50% of C:\x"), [r"50% of C:\x"]);
    }

    #[test]
    fn escapes_are_undone_layer_by_layer() {
        assert_eq!(layers(r"a\u0026\/b"), [r"a\u0026\/b", "a&/b"]);
        assert_eq!(
            layers(r"\ud83d\ude00 %c3%A9"),
            [r"\ud83d\ude00 %c3%A9", "😀 %c3%A9", "😀 é", r"\ud83d\ude00 é", "😀 é"]
        );
        assert_eq!(layers(r#"\\\"%255c"#).last().map(String::as_str), Some(r#"\"\"#));
    }

    #[test]
    fn a_part_of_a_layer_leads_back_to_the_text() {
        let text = r"x\u0026%41y";
        Layer::each(text, |layer| {
            let end = layer.bytes.len();
            assert_eq!(layer.origin(&(0..end)), 0..text.len());
            assert_eq!(layer.origin(&(end - 1..end)), text.len() - 1..text.len());
        });
    }
}
