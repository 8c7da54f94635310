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
        let places = |secret: &Zeroizing<Vec<char>>| {
            let found = text.windows(secret.len()).enumerate().filter(|(_, window)| *window == secret.as_slice());
            found.map(|(at, _)| at..at + secret.len()).collect::<Vec<_>>()
        };
        self.all.iter().flat_map(places).collect()
    }

    /// Where a text, as it is compared, has a part of a secret: a service may cut a token, or something may have split it.
    pub(crate) fn parts_in(&self, text: &[char]) -> Vec<Range<usize>> {
        let parts: HashSet<&[char]> = self.all.iter().flat_map(|secret| secret.windows(SHORTEST_PART)).collect();
        let found = text.windows(SHORTEST_PART).enumerate().filter(|(_, window)| parts.contains(window));
        found.map(|(at, _)| at..at + SHORTEST_PART).collect()
    }
}

/// A character as it is compared. White space does not count, nor does what has no width: both may split a secret.
pub(crate) fn compared(c: char) -> Option<char> {
    (!c.is_whitespace() && !is_invisible(c) && !is_mark(c)).then(|| c.to_lowercase().next().unwrap_or(c))
}
