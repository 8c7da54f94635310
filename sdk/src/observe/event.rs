//! Events: parts of a response that the contract does not know.

use std::fmt;

/// A part of a response that the contract does not know. The call continues.
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
    pub(crate) operation: &'static str,
    pub(crate) status: u16,
    pub(crate) kind: ContractEventKind,
    pub(crate) place: Option<String>,
    pub(crate) value: Option<String>,
}

/// The kind of a [`ContractEvent`].
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
    /// A status that the contract does not list for the operation, or one of success that is not the operation's.
    UndocumentedStatus,
    /// A value of an open set that this version does not know by name.
    UnknownValue,
    /// A field that the contract does not have.
    UnknownField,
    /// A `code` that contradicts the status or is not a number.
    EnvelopeContradiction,
    /// A part of a list that cannot be read: the page is returned without it.
    UnreadableValue,
}

impl ContractEvent {
    /// The `operationId` of the call.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// HTTP status of the response.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The kind of the event.
    #[must_use]
    pub fn kind(&self) -> ContractEventKind {
        self.kind
    }

    /// Where in the response: the path of an unknown field (`data.colour`, `items[].colour`), or the field of an unknown value.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// The unknown value as the service wrote it. It may be sensitive: think before logging it.
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
            ContractEventKind::UnreadableValue => "unreadable value",
        };
        write!(f, "{}: {what}", self.operation)?;
        if let Some(place) = &self.place {
            write!(f, " at `{place}`")?;
        }
        write!(f, " (status {})", self.status)
    }
}

/// Never shows the value.
impl fmt::Debug for ContractEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContractEvent({self})")
    }
}
