//! The contract's facts about an operation; the table itself is generated.

/// An operation as a type, so that a request is never read as another operation's.
pub(crate) trait Endpoint {
    /// What its success carries: an envelope, or no body.
    type Success;

    /// The contract's facts about it.
    const OPERATION: &'static Operation;
}

/// The contract's facts about one operation.
#[derive(Debug)]
pub(crate) struct Operation {
    /// The `operationId`.
    pub(crate) id: &'static str,
    /// HTTP method in capitals.
    pub(crate) method: &'static str,
    /// Path template below the base URL.
    pub(crate) template: &'static str,
    /// Whether sending it twice has the same effect as once (RFC 9110 section 9.2.2).
    pub(crate) idempotent: bool,
    /// The field of its response that shows a secret once and never again, if there is one.
    pub(crate) mints: Option<&'static str>,
    /// Status of success.
    pub(crate) success: u16,
    /// Every status that the contract lists for it, in order.
    pub(crate) documented: &'static [u16],
}

impl Operation {
    /// Whether it only reads.
    pub(crate) fn is_read(&self) -> bool {
        self.method == "GET"
    }

    /// Whether it is safe to send again.
    pub(crate) fn is_repeatable(&self) -> bool {
        self.idempotent && self.mints.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f14_an_operation_that_mints_a_secret_is_not_repeatable_even_if_its_method_is_idempotent() {
        let operation = |idempotent, mints| Operation {
            id: "",
            method: "PUT",
            template: "",
            idempotent,
            mints,
            success: 200,
            documented: &[],
        };
        assert!(operation(true, None).is_repeatable());
        assert!(!operation(true, Some("secret_value")).is_repeatable() && !operation(false, None).is_repeatable());
    }
}
