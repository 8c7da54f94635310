//! Events: parts of a response that the contract does not know.

use std::fmt;

/// A part of a response that the contract does not know. The call continues.
///
/// The function given to [`ClientBuilder::on_contract_event`](crate::ClientBuilder::on_contract_event) gets every event, with
/// its [`count`](ContractEvent::count). With the feature `tracing`, the first at each place is logged at WARN and those
/// after it at DEBUG, with the target `authms_sdk::contract`, so a newer service does not flood the log.
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
    pub(crate) count: Count,
}

/// How often a client has met an event, this time included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Count {
    AtPlace(u64),
    /// At any of the places beyond those that are told apart.
    Beyond(u64),
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
    /// A name that looks like a secret (20 characters or more, with letters and digits) is `[redacted]`, and long names are cut;
    /// [`Response::unknown_fields`](crate::Response::unknown_fields) has the real ones.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// The unknown value as the service wrote it. It may be sensitive: think before logging it.
    #[must_use]
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }

    /// How many times the client and its clones have met this operation, kind and place, this time included; for an
    /// undocumented status, the status takes the place of the place. A client tells 1,000 places apart, and counts all
    /// further ones together.
    ///
    /// ```
    /// use authms_sdk::{Client, ContractEvent};
    ///
    /// let client = Client::builder("https://auth.example.com/api/v1")
    ///     .on_contract_event(|event: &ContractEvent| {
    ///         if event.count() == 1 {
    ///             eprintln!("the service is newer than this program: {event}"); // once for each place
    ///         }
    ///     })
    ///     .build()?;
    /// # let _ = client;
    /// # Ok::<(), authms_sdk::Error>(())
    /// ```
    #[must_use]
    pub fn count(&self) -> u64 {
        match self.count {
            Count::AtPlace(count) | Count::Beyond(count) => count,
        }
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
