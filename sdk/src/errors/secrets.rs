//! The secrets of a call, and where a text repeats one of them or a part.

use std::{collections::HashSet, ops::Range};

use zeroize::Zeroizing;

use crate::errors::reading::{is_invisible, is_mark};

/// The shortest part of a secret that counts, unless it is the whole.
const SHORTEST_PART: usize = 8;

/// Most secrets, and most characters of all of them, that a text is compared with: the service chooses some of them.
const MOST: usize = 100;
const MOST_CHARS: usize = 50_000;

/// Secrets as they are compared: without white space and what has no width, and in one letter case.
#[derive(Default)]
pub(crate) struct Secrets {
    all: Vec<Zeroizing<Vec<char>>>,
    chars: usize,
    too_many: bool,
}

impl Secrets {
    pub(crate) fn add(&mut self, text: &str) {
        let secret: Zeroizing<Vec<char>> = Zeroizing::new(text.chars().filter_map(compared).collect());
        if self.too_many || secret.is_empty() || self.all.contains(&secret) {
            return;
        }
        self.chars = self.chars.saturating_add(secret.len());
        self.too_many = self.all.len() == MOST || self.chars > MOST_CHARS;
        self.all.push(secret);
    }

    /// Whether there are more than a text is compared with, so that nothing of it may be shown.
    pub(crate) fn are_too_many(&self) -> bool {
        self.too_many
    }

    /// Where a text, as it is compared, has a whole secret.
    pub(crate) fn whole_in(&self, text: &[char]) -> Vec<Range<usize>> {
        self.all.iter().flat_map(|secret| places(secret, text)).collect()
    }

    /// Where a text, as it is compared, has a part of a secret: a service may cut a token, or something may have split it.
    pub(crate) fn parts_in(&self, text: &[char]) -> Vec<Range<usize>> {
        let parts: HashSet<&[char]> = self.all.iter().flat_map(|secret| secret.windows(SHORTEST_PART)).collect();
        let found = text.windows(SHORTEST_PART).enumerate().filter(|(_, window)| parts.contains(window));
        found.map(|(at, _)| at..at + SHORTEST_PART).collect()
    }
}

/// Where a text has all of a secret; places that overlap are one. The search (of Knuth, Morris and Pratt) takes as many steps
/// as there are characters, whatever they are.
fn places(secret: &[char], text: &[char]) -> Vec<Range<usize>> {
    // For each beginning of the secret, the length of the longest shorter one that it ends with.
    let mut shorter = vec![0; secret.len()];
    let next = |shorter: &[usize], mut length: usize, c: char| loop {
        match secret.get(length) {
            Some(wanted) if *wanted == c => return length + 1,
            _ if length == 0 => return 0,
            _ => length = shorter[length - 1],
        }
    };
    for at in 1..secret.len() {
        shorter[at] = next(&shorter, shorter[at - 1], secret[at]);
    }
    let (mut found, mut length): (Vec<Range<usize>>, usize) = (Vec::new(), 0);
    for (at, c) in text.iter().enumerate() {
        length = next(&shorter, length, *c);
        if length == secret.len() {
            let place = at + 1 - length..at + 1;
            match found.last_mut() {
                Some(last) if place.start < last.end => last.end = place.end,
                _ => found.push(place),
            }
        }
    }
    found
}

/// A character as it is compared. White space does not count, nor does what has no width: both may split a secret.
pub(crate) fn compared(c: char) -> Option<char> {
    (!c.is_whitespace() && !is_invisible(c) && !is_mark(c)).then(|| c.to_lowercase().next().unwrap_or(c))
}
