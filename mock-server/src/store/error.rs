//! Why the store refuses a call.

/// Why the store refuses a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StoreError {
    /// The caller's tenant has no such client.
    NoSuchClient,
    /// The client has no such secret.
    NoSuchSecret,
    /// The client already has the maximum number of active secrets.
    TooManySecrets,
    /// The secret is the last one of the client.
    LastSecret,
    /// A public client has no secrets.
    PublicClient,
}
