//! The words of others in an error: on one line, and without what may be a secret.

use std::ops::Range;

use crate::errors::{
    known::Known,
    reading::{readings, visible},
    secrets::compared,
};

/// Most characters of a message that are shown.
const LONGEST: usize = 200;

/// Most characters of a message that are looked at.
const MOST_READ: usize = 2_000;

/// The shortest run of characters that looks like a secret if it holds a letter and a digit.
const SHORTEST_RUN: usize = 20;

pub(crate) const HIDDEN: &str = "[redacted]";

/// What becomes of a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Shown,
    /// Part of an id of the call, which stays whole.
    Own,
    /// Becomes a space.
    Space,
    Hidden,
}

/// A message of the service as an error shows it, if anything of it is left.
pub(crate) fn message(message: &str, known: &Known) -> Option<String> {
    if known.secrets.are_too_many() {
        return None;
    }
    let mut text = Text::of(message);
    text.hide_whole(known);
    text.keep_ids(known);
    text.hide_parts(known);
    text.hide_runs();
    Some(text.cut(LONGEST)).filter(|shown| !shown.is_empty())
}

/// The words of a cause: only the secrets of the call are taken out of them.
pub(crate) fn cause(words: &str, known: &Known) -> String {
    if known.secrets.are_too_many() {
        return HIDDEN.to_owned();
    }
    let mut text = Text::of(words);
    text.hide_whole(known);
    text.hide_parts(known);
    text.cut(MOST_READ)
}

/// Whether a text holds a secret of the call, or a part of one.
pub(crate) fn reveals(text: &str, known: &Known) -> bool {
    let mut text = Text::of(text);
    text.hide_whole(known);
    text.hide_parts(known);
    known.secrets.are_too_many() || text.fates.contains(&Fate::Hidden)
}

/// The visible characters of a text, and what becomes of each.
struct Text {
    chars: Vec<char>,
    fates: Vec<Fate>,
}

impl Text {
    fn of(text: &str) -> Self {
        let mut chars = visible(text, MOST_READ);
        // What may be the beginning of a secret does not stay at the end.
        if chars.len() > MOST_READ {
            chars.truncate(MOST_READ);
            while chars.pop_if(|last| last.is_ascii_graphic()).is_some() {}
            chars.push('…');
        }
        Self { fates: vec![Fate::Shown; chars.len()], chars }
    }

    /// Hides the secrets of the call.
    fn hide_whole(&mut self, known: &Known) {
        self.hide_known(|text| known.secrets.whole_in(text));
    }

    /// Hides parts of them.
    fn hide_parts(&mut self, known: &Known) {
        self.hide_known(|text| known.secrets.parts_in(text));
    }

    /// Hides what is found in the text, with the white space in between.
    fn hide_known(&mut self, found: impl Fn(&[char]) -> Vec<Range<usize>>) {
        for reading in readings(&self.chars) {
            let counted = reading.into_iter().filter_map(|(c, place)| Some((compared(c)?, place)));
            let (text, places): (Vec<char>, Vec<Range<usize>>) = counted.unzip();
            for place in found(&text) {
                if let (Some(first), Some(last)) = (places.get(place.start), places.get(place.end - 1)) {
                    self.set(first.start..last.end, Fate::Hidden);
                }
            }
        }
    }

    /// Keeps the ids of the call, where they stand by themselves.
    fn keep_ids(&mut self, known: &Known) {
        for id in known.ids.iter().map(|id| visible(id, MOST_READ)).filter(|id| !id.is_empty()) {
            for at in 0..self.chars.len() {
                let end = at + id.len();
                let continues =
                    |place: Option<usize>| place.and_then(|at| self.chars.get(at)).is_some_and(|c| c.is_alphanumeric());
                if self.chars.get(at..end) == Some(&id) && !continues(at.checked_sub(1)) && !continues(Some(end)) {
                    self.set(at..end, Fate::Own);
                }
            }
        }
    }

    /// Hides long runs of letters and digits.
    fn hide_runs(&mut self) {
        for text in readings(&self.chars) {
            for run in text.chunk_by(|(left, _), (right, _)| is_of_run(*left) && is_of_run(*right)) {
                if looks_secret(run.iter().map(|(c, _)| *c)) {
                    self.hide_run(run[0].1.start..run[run.len() - 1].1.end);
                }
            }
        }
    }

    /// Hides a run, but not an id of the call within it, nor the name of that id (`client_id=…`).
    fn hide_run(&mut self, run: Range<usize>) {
        let has_id = self.fates.get(run.clone()).is_some_and(|fates| fates.contains(&Fate::Own));
        let (mut at, end) = (run.start, run.end);
        while at < end {
            let is_own = self.fates[at] == Fate::Own;
            let length = self.fates[at..end].iter().take_while(|fate| (**fate == Fate::Own) == is_own).count();
            let (piece, place) = (&self.chars[at..at + length], at..at + length);
            at += length;
            if is_own {
                continue;
            }
            let is_name =
                matches!(piece, [name @ .., '='] if name.iter().all(|c| c.is_ascii_alphabetic() || *c == '_'));
            if has_id && !piece.iter().any(char::is_ascii_alphanumeric) {
                self.set(place, Fate::Space);
            } else if has_id && is_name && at < end {
                self.set(at - 1..at, Fate::Space);
            } else {
                self.set(place, Fate::Hidden);
            }
        }
    }

    /// Decides about characters. What is hidden stays hidden, and an id stays whole.
    fn set(&mut self, place: Range<usize>, fate: Fate) {
        for old in self.fates.get_mut(place).unwrap_or_default() {
            let is_final = matches!(old, Fate::Hidden | Fate::Own);
            *old = if is_final { *old } else { fate };
        }
    }

    /// The text, at most this long. An id is shown whole or not at all: its beginning would look like a secret.
    fn cut(&self, longest: usize) -> String {
        let fates: Vec<(Fate, char)> = self.fates.iter().copied().zip(self.chars.iter().copied()).collect();
        let together = |fate: Fate| matches!(fate, Fate::Own | Fate::Hidden);
        let (mut shown, mut length, mut fits) = (String::new(), 0, 0);
        for piece in fates.chunk_by(|(left, _), (right, _)| left == right && together(*left)) {
            let words: String = match piece[0].0 {
                Fate::Hidden => HIDDEN.to_owned(),
                Fate::Space if shown.ends_with(' ') => continue,
                Fate::Space => " ".to_owned(),
                Fate::Shown if piece[0].1 == ' ' && shown.ends_with(' ') => continue,
                Fate::Shown | Fate::Own => piece.iter().map(|(_, c)| *c).collect(),
            };
            length += words.chars().count();
            shown.push_str(&words);
            if length < longest {
                fits = shown.len();
            } else if length > longest {
                shown.truncate(fits);
                return shown.trim_end().to_owned() + "…";
            }
        }
        shown.trim_end().to_owned()
    }
}

/// Whether a name holds what looks like a secret.
pub(crate) fn has_run(name: &str) -> bool {
    name.split(|c| !is_of_run(c)).any(|run| looks_secret(run.chars()))
}

/// Whether a run is long, and holds a letter and a digit.
fn looks_secret(run: impl Iterator<Item = char> + Clone) -> bool {
    let has = |wanted: fn(&char) -> bool| run.clone().any(|c| wanted(&c));
    run.clone().count() >= SHORTEST_RUN && has(char::is_ascii_alphabetic) && has(char::is_ascii_digit)
}

fn is_of_run(c: char) -> bool {
    c.is_ascii_alphanumeric() || "+/_=.-".contains(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Which characters of a text stand in a secret or in a part of one, by trying every piece of the text.
    fn naive(text: &[char], secrets: &[String]) -> Vec<bool> {
        let plain = |text: &str| text.replace(' ', "").to_lowercase();
        let mut hidden = vec![false; text.len()];
        for start in 0..text.len() {
            for end in start + 1..=text.len() {
                let piece: String = text[start..end].iter().collect();
                let (begins, ends, piece) = (!piece.starts_with(' '), !piece.ends_with(' '), plain(&piece));
                let is_in = |secret: &String| {
                    plain(secret) == piece || piece.chars().count() >= 8 && plain(secret).contains(&piece)
                };
                if begins && ends && secrets.iter().any(is_in) {
                    hidden[start..end].fill(true);
                }
            }
        }
        hidden
    }

    proptest! {
        #[test]
        fn f27_what_is_hidden_is_what_a_plain_search_finds(
            text in "[abAB1é ]{0,40}",
            secrets in prop::collection::vec("[abAB1é ]{1,20}", 0..4),
            (from, to) in (0..20_usize, 0..20_usize),
        ) {
            // Random texts seldom hold a long part: the first secret gives one.
            let part: String = secrets.iter().flat_map(|secret| secret.chars()).skip(from).take(to).collect();
            let text = format!("{text}{part}{text}");
            let mut known = Known::default();
            secrets.iter().for_each(|secret| known.secrets.add(secret));
            let mut found = Text::of(&text);
            found.hide_whole(&known);
            found.hide_parts(&known);
            let hidden: Vec<bool> = found.fates.iter().map(|fate| *fate == Fate::Hidden).collect();
            prop_assert_eq!(hidden, naive(&found.chars, &secrets), "{}", text);
        }
    }
}
