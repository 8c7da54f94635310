//! Why the store refuses.

/// Why the store does not do what it was asked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StoreError {
    /// There is no such client in the caller's tenant.
    NoSuchClient,
    /// The client has no such secret.
    NoSuchSecret,
    /// The client has as many active secrets as it may have.
    TooManySecrets,
    /// The secret is the client's last one.
    LastSecret,
    /// A public client has no secrets.
    PublicClient,
}
