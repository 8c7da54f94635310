//! What is known of an operation beyond its types; the table itself is generated.

/// One operation of the contract.
#[derive(Debug)]
pub(crate) struct Operation {
    /// The `operationId`.
    pub(crate) id: &'static str,
    /// HTTP method in capitals.
    pub(crate) method: &'static str,
    /// Path template below the base URL.
    pub(crate) template: &'static str,
    /// Whether sending it twice is as good as once (RFC 9110 section 9.2.2).
    pub(crate) idempotent: bool,
    /// Whether its answer carries a secret that is never shown again.
    pub(crate) mints_secret: bool,
    /// Status of success.
    pub(crate) success: u16,
    /// Every status that the contract lists for it, in order.
    pub(crate) documented: &'static [u16],
}

impl Operation {
    /// The operation with an id.
    #[cfg(feature = "decode")]
    pub(crate) fn find(id: &str) -> Option<&'static Self> {
        crate::generated::OPERATIONS.into_iter().find(|operation| operation.id == id)
    }

    /// Whether it only reads.
    pub(crate) fn is_read(&self) -> bool {
        self.method == "GET"
    }

    /// Whether it may be sent again without asking.
    pub(crate) fn is_repeatable(&self) -> bool {
        self.idempotent && !self.mints_secret
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f14_what_hands_out_a_secret_is_not_repeatable_even_if_its_method_is_idempotent() {
        let operation = |idempotent, mints_secret| Operation {
            id: "",
            method: "PUT",
            template: "",
            idempotent,
            mints_secret,
            success: 200,
            documented: &[],
        };
        assert!(operation(true, false).is_repeatable());
        assert!(!operation(true, true).is_repeatable() && !operation(false, false).is_repeatable());
    }

    #[test]
    fn f14_the_table_knows_the_four_that_hand_out_a_secret() {
        let minting = crate::generated::OPERATIONS.iter().filter(|operation| operation.mints_secret);
        let ids: Vec<&str> = minting.map(|operation| operation.id).collect();
        assert_eq!(ids, ["clone_client", "create_client", "create_client_secret", "rotate_client_secret"]);
    }
}
