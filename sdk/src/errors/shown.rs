//! What an error shows of the words of others: the service's message, its request id, and the causes.

use std::{error::Error as StdError, iter::successors};

use crate::errors::{
    known::Known,
    words::{cause, message, reveals},
};

/// Most causes that are looked at: an error may be its own source.
const MOST_CAUSES: usize = 16;

/// Longest request id that is shown.
const LONGEST_ID: usize = 128;

/// The words of others, without the secrets of the call. The default shows nothing.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) message: Option<String>,
    pub(super) request_id: Option<String>,
    /// Scheme, host and port of the service.
    pub(super) origin: Option<String>,
    /// The chain of causes; `None` until the call is known.
    pub(super) causes: Option<String>,
}

impl Shown {
    /// What may be shown of a response and of what led to the error.
    pub(super) fn of(
        said: Option<&str>,
        request_id: Option<&str>,
        source: Option<&(dyn StdError + 'static)>,
        known: &Known,
    ) -> Self {
        let is_id = |id: &&str| id.len() <= LONGEST_ID && id.bytes().all(|byte| byte.is_ascii_graphic());
        let request_id = request_id.filter(is_id).filter(|id| !id.is_empty() && !reveals(id, known));
        let said = said.filter(|_| !known.hides_messages);
        Self {
            message: said.and_then(|said| message(said, known)),
            request_id: request_id.map(str::to_owned),
            origin: known.origin.clone(),
            causes: source.map(|source| causes(source, known)),
        }
    }
}

/// The causes of an error, from the nearest to the first. One that only repeats what the one before it says is left out.
pub(super) fn causes(source: &(dyn StdError + 'static), known: &Known) -> String {
    let mut said: Vec<String> = Vec::new();
    for cause_of in successors(Some(source), |&error| error.source()).take(MOST_CAUSES) {
        let words = cause(&cause_of.to_string(), known);
        if !words.is_empty() && said.last().is_none_or(|last| !last.contains(&words)) {
            said.push(words);
        }
    }
    said.join(": ")
}
