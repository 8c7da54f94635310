//! Counts events by operation, kind and place, so that each is a warning only once.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
    sync::{Mutex, PoisonError},
};

use crate::observe::event::{ContractEventKind, Count};

/// Most places that are told apart: a service could send fields with random names for ever.
const MOST_PLACES: usize = 1_000;

/// How often each event was met.
#[derive(Default)]
pub(crate) struct Seen(Mutex<Counts>);

#[derive(Default)]
struct Counts {
    /// By operation and kind.
    places: HashMap<(&'static str, ContractEventKind), BTreeMap<String, u64>>,
    /// How many places there are.
    distinct: usize,
    /// Events at all further places together.
    beyond: u64,
}

impl Seen {
    /// Counts an event. The status is the place of an event that is about the status.
    pub(crate) fn count(
        &self,
        operation: &'static str,
        kind: ContractEventKind,
        status: u16,
        place: Option<&str>,
    ) -> Count {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Counts { places, distinct, beyond } = &mut *counts;
        let places = places.entry((operation, kind)).or_default();
        let place = match kind {
            ContractEventKind::UndocumentedStatus => Cow::Owned(status.to_string()),
            _ => Cow::Borrowed(place.unwrap_or_default()),
        };
        if let Some(count) = places.get_mut(place.as_ref()) {
            *count += 1;
            return Count::AtPlace(*count);
        }
        if *distinct < MOST_PLACES {
            *distinct += 1;
            places.insert(place.into_owned(), 1);
            return Count::AtPlace(1);
        }
        *beyond += 1;
        Count::Beyond(*beyond)
    }
}
