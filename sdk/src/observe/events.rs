//! What a call notices about the service that the contract does not say: lax for the caller, loud for the operator.

use std::{collections::BTreeSet, fmt, sync::Arc};

use crate::wire::{envelope::OpenValues, operation::Operation};

/// Something in an answer that the contract does not know. The call goes on.
///
/// ```
/// use authms_sdk::{Client, ContractEvent, ContractEventKind};
///
/// let client = Client::builder("https://auth.example.com/api/v1")
///     .on_contract_event(|event: &ContractEvent| {
///         if event.kind() != ContractEventKind::UnknownField {
///             eprintln!("{event}"); // get_client: unknown value at `status` (status 200)
///         }
///     })
///     .build()?;
/// # let _ = client;
/// # Ok::<(), authms_sdk::Error>(())
/// ```
pub struct ContractEvent {
    operation: &'static str,
    status: u16,
    kind: ContractEventKind,
    place: Option<String>,
    value: Option<String>,
}

/// What was noticed.
///
/// ```
/// use authms_sdk::{ContractEvent, ContractEventKind};
///
/// fn is_serious(event: &ContractEvent) -> bool {
///     matches!(event.kind(), ContractEventKind::UndocumentedStatus | ContractEventKind::EnvelopeContradiction)
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ContractEventKind {
    /// A status that the contract does not list for the operation.
    UndocumentedStatus,
    /// A value of an open set that this version does not know by name.
    UnknownValue,
    /// A field that the contract does not have.
    UnknownField,
    /// A `code` that contradicts the status or is no number.
    EnvelopeContradiction,
}

impl ContractEvent {
    /// The `operationId` of the call.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// HTTP status of the answer.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// What was noticed.
    #[must_use]
    pub fn kind(&self) -> ContractEventKind {
        self.kind
    }

    /// Where in the answer: an unknown field with its path (`data.colour`, `items[].colour`), the field of an unknown value.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// The unknown value, the service's own word: think before logging it.
    #[must_use]
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }
}

impl fmt::Display for ContractEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            ContractEventKind::UndocumentedStatus => "undocumented status",
            ContractEventKind::UnknownValue => "unknown value",
            ContractEventKind::UnknownField => "unknown field",
            ContractEventKind::EnvelopeContradiction => "status and code contradict each other",
        };
        write!(f, "{}: {what}", self.operation)?;
        if let Some(place) = &self.place {
            write!(f, " at `{place}`")?;
        }
        write!(f, " (status {})", self.status)
    }
}

/// Never the value.
impl fmt::Debug for ContractEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContractEvent({self})")
    }
}

/// Who wants to know.
#[derive(Clone, Default)]
pub(crate) struct Subscriber(Option<Listener>);

type Listener = Arc<dyn Fn(&ContractEvent) + Send + Sync>;

impl Subscriber {
    pub(crate) fn new(subscriber: impl Fn(&ContractEvent) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(subscriber)))
    }
}

/// Reports on one answer, each thing once.
pub(crate) struct Watch<'a> {
    operation: &'static Operation,
    status: u16,
    subscriber: &'a Subscriber,
}

impl<'a> Watch<'a> {
    pub(crate) fn new(operation: &'static Operation, status: u16, subscriber: &'a Subscriber) -> Self {
        Self { operation, status, subscriber }
    }

    /// Status of the operation's success.
    pub(crate) fn success(&self) -> u16 {
        self.operation.success
    }

    /// Whether anybody listens; looking for unknown fields is not free.
    pub(crate) fn is_wanted(&self) -> bool {
        self.subscriber.0.is_some() || crate::observe::spans::wants_contract_events()
    }

    pub(crate) fn undocumented_status(&self) {
        if !self.operation.documented.contains(&self.status) {
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

    pub(crate) fn unknown_values(&self, answer: &impl OpenValues) {
        if !self.is_wanted() {
            return;
        }
        let mut found = BTreeSet::new();
        answer.unknown_values(&mut |field, value| {
            found.insert((field, value.to_owned()));
        });
        for (field, value) in found {
            self.report(ContractEventKind::UnknownValue, Some(field.to_owned()), Some(value));
        }
    }

    fn report(&self, kind: ContractEventKind, place: Option<String>, value: Option<String>) {
        if self.is_wanted() {
            let event = ContractEvent { operation: self.operation.id, status: self.status, kind, place, value };
            crate::observe::spans::contract_event(&event);
            if let Some(subscriber) = &self.subscriber.0 {
                subscriber(&event);
            }
        }
    }
}
