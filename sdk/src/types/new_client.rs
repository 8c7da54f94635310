//! A client to create. The setters are generated.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::{
    errors::{error::Error, kind::ErrorKind},
    wire::generated::schemas::CreateClientRequest,
};

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
#[derive(Clone, PartialEq, Eq)]
#[must_use = "a client is not created until it is sent"]
pub struct NewClient {
    pub(crate) body: CreateClientRequest,
}

impl NewClient {
    /// The request, if it has everything that the contract requires.
    pub(crate) fn checked(&self) -> Result<&CreateClientRequest, Error> {
        match self.body.empty() {
            Some(field) => {
                let what = format!("`{field}` is empty, and the contract requires a value; nothing was sent");
                Err(Error::new(ErrorKind::InvalidInput, what))
            }
            None => Ok(&self.body),
        }
    }
}

/// As it is sent.
impl Serialize for NewClient {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.body.serialize(serializer)
    }
}

/// Shows the name; the other values stay out of logs.
impl fmt::Debug for NewClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewClient").field("name", &self.body.name).finish_non_exhaustive()
    }
}
