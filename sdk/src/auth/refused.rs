//! Remembers the tokens that the service has refused, without keeping them.

use std::{
    collections::VecDeque,
    hash::{BuildHasher as _, RandomState},
};

use crate::auth::token::AccessToken;

/// How many tokens are remembered: a source alternates between few, if it repeats itself at all.
const MOST: usize = 256;

/// Why a token is not sent.
pub(crate) const REPEATED: &str = "the source returned a token that the service has refused before, which is not sent again; \
                                   hint: it must fetch a new one";

/// Refused tokens, as hashes with keys that only this process knows.
#[derive(Default)]
pub(crate) struct Refused {
    keys: RandomState,
    hashes: VecDeque<u64>,
}

impl Refused {
    pub(crate) fn add(&mut self, token: &AccessToken) {
        if !self.has(token) {
            if self.hashes.len() == MOST {
                self.hashes.pop_front();
            }
            self.hashes.push_back(self.hash(token));
        }
    }

    pub(crate) fn has(&self, token: &AccessToken) -> bool {
        // Tokens are rarely refused, and hashing one costs more than everything else here.
        !self.hashes.is_empty() && self.hashes.contains(&self.hash(token))
    }

    fn hash(&self, token: &AccessToken) -> u64 {
        self.keys.hash_one(token.bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_refused_tokens_are_remembered_and_no_more_than_the_bound() {
        let token = |number: usize| AccessToken::new(format!("token-{number}")).unwrap();
        let mut refused = Refused::default();
        for number in 0..3 * MOST {
            refused.add(&token(number));
            refused.add(&token(number));
            let oldest = (number + 1).saturating_sub(MOST);
            assert!((oldest..=number).all(|number| refused.has(&token(number))), "{number}");
            assert!(!refused.has(&token(number + 1)) && refused.hashes.len() <= MOST);
        }
    }
}
