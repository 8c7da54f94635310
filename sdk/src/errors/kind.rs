//! The kinds of failure, and what a failure means for the data.

/// The kind of failure.
///
/// ```no_run
/// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) {
/// use authms_sdk::ErrorKind;
///
/// if let Err(error) = client.get_client(&id).await {
///     match error.kind() {
///         ErrorKind::Token | ErrorKind::Auth => eprintln!("log in again: {error}"),
///         ErrorKind::Connect | ErrorKind::Timeout => eprintln!("is the service up? {error}"),
///         kind => eprintln!("{}: {error}", kind.as_str()),
///     }
/// }
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input or the settings are not valid; no request was sent.
    InvalidInput,
    /// There is no token; no request was sent. The source says why.
    Token,
    /// No connection was made; no request was sent.
    Connect,
    /// There was no response in time, or a success stalled.
    Timeout,
    /// The connection broke before the response, or within a success.
    Transport,
    /// The service does not accept the token (401) or its role (403).
    Auth,
    /// The service refuses the call with a status of 400 or above.
    Api,
    /// A status that is neither the operation's success nor an error, such as a redirect.
    UnexpectedStatus,
    /// A success whose `code` is not 0.
    Envelope,
    /// A success that cannot be read, or pages that contradict each other.
    Decode,
    /// A success larger than the limit.
    BodyTooLarge,
}

impl ErrorKind {
    /// One word for a report, such as `timeout`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InvalidInput => "invalid_input",
            Self::Token => "token",
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::Transport => "transport",
            Self::Auth => "auth",
            Self::Api => "api",
            Self::UnexpectedStatus => "unexpected_status",
            Self::Envelope => "envelope",
            Self::Decode => "decode",
            Self::BodyTooLarge => "body_too_large",
        }
    }
}

/// Whether a failed call took effect, in ascending certainty.
///
/// ```
/// use authms_sdk::Applied;
///
/// assert!(Applied::No < Applied::Maybe && Applied::Maybe < Applied::Yes);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Applied {
    /// It did not.
    No,
    /// It may have; read the client again to find out.
    Maybe,
    /// It did.
    Yes,
}
