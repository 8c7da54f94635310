//! What an application asks an error: what to do about it, and what became of the call.

use crate::{
    errors::{
        error::Error,
        kind::{Applied, ErrorKind},
    },
    exchange::retry::is_passing,
    wire::operation::Operation,
};

impl Error {
    /// Whether the service is down or overloaded: no connection, no response in time, a broken connection, or a status that
    /// stands for a passing condition (408, 429, 502, 503, 504; RFC 9110 section 15 and RFC 6585 section 4). A 500 is a fault
    /// of the service, not of its state. The call may have taken effect; [`Error::is_retryable`] says whether it is safe to
    /// repeat, and [`Error::retry_after`] when.
    ///
    /// ```
    /// use authms_sdk::decode_response;
    ///
    /// let error = |status| decode_response("create_client", status, None, b"").unwrap_err();
    /// assert!(error(503).is_unavailable() && !error(503).is_retryable());
    /// assert!(!error(500).is_unavailable() && !error(404).is_unavailable());
    /// ```
    #[must_use]
    pub fn is_unavailable(&self) -> bool {
        match self.kind() {
            _ if self.0.permanent => false,
            ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transport => true,
            ErrorKind::Api => self.status().is_some_and(is_passing),
            _ => false,
        }
    }

    /// Whether there was no response in time ([`ErrorKind::Timeout`]): the deadline, the time for an attempt or the longest
    /// silence within a response has passed. A gateway that waited in vain responds with 504, which is
    /// [`Error::is_unavailable`].
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.kind() == ErrorKind::Timeout
    }

    /// Whether the service does not accept the token, or there was none (401; RFC 9110 section 15.5.2). If the token
    /// provider fails, no request is sent and the kind is [`ErrorKind::Token`].
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.status() == Some(401)
    }

    /// Whether the service knows the token, but does not allow the call (403; RFC 9110 section 15.5.4): the token is not that
    /// of an administrator.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.status() == Some(403)
    }

    /// Whether the client, the secret or the like does not exist (404). A base URL without the gateway's prefix has the same
    /// effect; [`Error::code`] is `None` if something other than the service responded.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(404)
    }

    /// Whether the current state of the service forbids the call (409).
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.status() == Some(409)
    }

    /// Whether the same call may succeed later and is safe to send again: the condition is passing (that a certificate
    /// is not trusted, for instance, is not), and either nothing was sent, or the operation is idempotent and returns
    /// no secret. The SDK has already retried within its [`RetryPolicy`](crate::RetryPolicy).
    ///
    /// ```
    /// use authms_sdk::decode_response;
    ///
    /// let busy = |operation| decode_response(operation, 503, None, b"").unwrap_err();
    /// assert!(busy("update_client").is_retryable());
    /// assert!(!busy("create_client").is_retryable()); // it might create a second client
    /// ```
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        let repeatable = self.0.operation.is_some_and(Operation::is_repeatable);
        match (self.kind(), self.status()) {
            _ if self.0.permanent => false,
            (ErrorKind::Connect, _) => true,
            (ErrorKind::Timeout | ErrorKind::Transport, _) => repeatable,
            (ErrorKind::Api, Some(status)) => repeatable && is_passing(status),
            _ => false,
        }
    }

    /// Whether any attempt of the call took effect although the call failed. A read never changes anything.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// use authms_sdk::{Applied, UpdateClient};
    ///
    /// if let Err(error) = client.update_client(&id, &UpdateClient::new().name("Payments")).await {
    ///     match error.applied() {
    ///         Applied::No => eprintln!("nothing has changed: {error}"),
    ///         Applied::Yes => eprintln!("changed, but the response is unusable: {error}"),
    ///         Applied::Maybe => println!("its name is now {:?}", client.get_client(&id).await?.name),
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn applied(&self) -> Applied {
        if self.0.operation.is_none_or(Operation::is_read) {
            return Applied::No;
        }
        let last = match self.kind() {
            ErrorKind::InvalidInput | ErrorKind::Token | ErrorKind::Connect | ErrorKind::Auth => Applied::No,
            ErrorKind::Api if self.status().is_some_and(|status| status < 500) => Applied::No,
            ErrorKind::Api | ErrorKind::Envelope | ErrorKind::UnexpectedStatus => Applied::Maybe,
            ErrorKind::Timeout | ErrorKind::Transport | ErrorKind::Decode | ErrorKind::BodyTooLarge if self.0.done => {
                Applied::Yes
            }
            ErrorKind::Timeout | ErrorKind::Transport | ErrorKind::Decode | ErrorKind::BodyTooLarge => Applied::Maybe,
        };
        last.max(self.0.earlier)
    }
}
