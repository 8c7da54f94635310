//! A client to create. The setters are generated.

use std::fmt;

use crate::wire::generated::schemas::CreateClientRequest;

/// A client to create: a name, at least one redirect URI, and any other fields.
///
/// An empty list is sent as `[]`; leave a list out to let the service choose.
///
/// ```
/// use authms_sdk::{GrantType, NewClient};
///
/// let new = NewClient::new("Payments", ["https://payments.example.com/callback"])
///     .scopes(["openid"])
///     .grant_types([GrantType::AuthorizationCode]);
/// # let _ = new;
/// ```
#[derive(Clone)]
#[must_use = "a client is not created until it is sent"]
pub struct NewClient {
    pub(crate) body: CreateClientRequest,
}

/// Shows the name; the other values stay out of logs.
impl fmt::Debug for NewClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewClient").field("name", &self.body.name).finish_non_exhaustive()
    }
}
