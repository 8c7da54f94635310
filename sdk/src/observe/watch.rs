//! Reports what the contract does not know of a response: the call succeeds, and the operator is told.

use std::collections::BTreeSet;

use crate::{
    observe::{
        event::{ContractEvent, ContractEventKind},
        seen::Seen,
        spans,
    },
    wire::{envelope::OpenValues, operation::Operation},
};

/// Most unknown fields, and most unknown values, that are reported for one response.
pub(crate) const MOST: usize = 100;

/// Where the events of a client and its clones go, and how often each was met.
#[derive(Default)]
pub(crate) struct Subscriber {
    listener: Option<Listener>,
    seen: Seen,
}

type Listener = Box<dyn Fn(&ContractEvent) + Send + Sync>;

impl Subscriber {
    pub(crate) fn new(subscriber: impl Fn(&ContractEvent) + Send + Sync + 'static) -> Self {
        Self { listener: Some(Box::new(subscriber)), seen: Seen::default() }
    }
}

/// Reports on one response, each event once. Without an event, nothing is locked or counted.
pub(crate) struct Watch<'a> {
    operation: &'static Operation,
    status: u16,
    subscriber: &'a Subscriber,
}

impl<'a> Watch<'a> {
    pub(crate) fn new(operation: &'static Operation, status: u16, subscriber: &'a Subscriber) -> Self {
        Self { operation, status, subscriber }
    }

    /// The operation that the response belongs to.
    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Status of the operation's success.
    pub(crate) fn success(&self) -> u16 {
        self.operation.success
    }

    /// Whether events go anywhere: looking for unknown fields is not free.
    pub(crate) fn is_wanted(&self) -> bool {
        self.subscriber.listener.is_some() || spans::wants_contract_events()
    }

    /// Reports a status that the contract does not list, or a status of success that is not the operation's.
    pub(crate) fn undocumented_status(&self) {
        let is_other_success = (200..300).contains(&self.status) && self.status != self.operation.success;
        if is_other_success || !self.operation.documented.contains(&self.status) {
            self.report(ContractEventKind::UndocumentedStatus, None, None);
        }
    }

    pub(crate) fn contradiction(&self) {
        self.report(ContractEventKind::EnvelopeContradiction, Some("code".to_owned()), None);
    }

    pub(crate) fn unknown_fields(&self, places: BTreeSet<String>) {
        for place in places {
            self.report(ContractEventKind::UnknownField, Some(place), None);
        }
    }

    pub(crate) fn unreadable(&self, places: BTreeSet<String>) {
        for place in places {
            self.report(ContractEventKind::UnreadableValue, Some(place), None);
        }
    }

    pub(crate) fn unknown_values(&self, response: &impl OpenValues) {
        if !self.is_wanted() {
            return;
        }
        let mut found = BTreeSet::new();
        response.unknown_values(&mut |field, value| {
            if found.len() < MOST {
                found.insert((field, value.to_owned()));
            }
        });
        for (field, value) in found {
            self.report(ContractEventKind::UnknownValue, Some(field.to_owned()), Some(value));
        }
    }

    fn report(&self, kind: ContractEventKind, place: Option<String>, value: Option<String>) {
        if self.is_wanted() {
            let (operation, status) = (self.operation.id, self.status);
            let count = self.subscriber.seen.count(operation, kind, status, place.as_deref());
            let event = ContractEvent { operation, status, kind, place, value, count };
            spans::contract_event(&event);
            if let Some(listener) = &self.subscriber.listener {
                listener(&event);
            }
        }
    }
}
